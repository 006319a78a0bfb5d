/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.FragmentChange;
import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityInput;
import io.kindred.definition.flink.DefinitionRegister;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.IdentitySettings;
import io.kindred.topic.flink.ContractType;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Stitches identities: keeps each one's fragment, finds by gossip the profile it belongs to, and
 * tells that profile of the fragment.
 *
 * <p>Keyed by identity. State: the fragment, within the limits of {@link IdentityOptions}; the
 * links seen here; at a component's root, the component's facts. Timers: one in event time while
 * there are events; in processing time one while labels are due, and one while links wait. All that
 * a profile hears of an identity comes from here, in order, so a profile is exactly the fragments
 * whose label points at it.
 *
 * <p>It is an operator of its own, and not a process function, because it handles messages between
 * its own keys without a round, and writes large components when a checkpoint is taken.
 */
public final class IdentityResolver extends AbstractStreamOperator<FragmentChange>
    implements TwoInputStreamOperator<IdentityInput, DefinitionUpdate, FragmentChange>,
        Triggerable<String, VoidNamespace> {

  public static final String UID = "identity-resolver";

  /** What this key tells others; goes round through Kafka, and waits for nothing else. */
  public static final OutputTag<Gossip> GOSSIP =
      new OutputTag<>("gossip", new ContractType<>(Gossip.class));

  /**
   * What every turn works with; the state is in the first two.
   *
   * @param attempt the checkpoint that the job was restored from; 0 where from none
   */
  record Room(
      KeyedIdentityMemory memory,
      KeyedFragment fragment,
      LocalGossip local,
      ResolverSettings settings,
      ResolverMetrics metrics,
      long attempt) {}

  private transient Room room;
  private transient BroadcastState<String, DefinitionUpdate> known;
  private transient TimerService timers;
  private transient long attempt;

  // -- settings

  private final DefinitionRegister<IdentitySettings> definitions;
  private final ResolverSettings settings;

  public IdentityResolver(List<DefinitionUpdate> atStart, ResolverSettings settings) {
    this.definitions =
        new DefinitionRegister<>(IdentityDefinitions.KINDS, atStart, IdentityDefinitions::settings);
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    known = context.getOperatorStateStore().getBroadcastState(DefinitionRegister.DEFINITIONS);
    attempt = context.getRestoredCheckpointId().orElse(0);
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers =
        new SimpleTimerService(
            getInternalTimerService(UID, VoidNamespaceSerializer.INSTANCE, this));
    room =
        new Room(
            new KeyedIdentityMemory(getRuntimeContext(), this::setCurrentKey, settings.pace()),
            new KeyedFragment(getRuntimeContext(), settings),
            new LocalGossip(this::isLocal, settings.pace().localMax()),
            settings,
            new ResolverMetrics(getMetricGroup()),
            attempt);
  }

  @Override
  public void processElement1(StreamRecord<IdentityInput> element) throws Exception {
    IdentityInput input = element.getValue();
    IdentityTurn turn = turn(input.getIdentity());
    if (input.getEvent() != null) {
      turn.event(input.getEvent(), timers);
    } else if (input.getRecord() != null) {
      turn.record(input.getRecord());
    } else if (input.getGossip() != null) {
      turn.gossip(input.getGossip());
    } else if (input.getCut() != null) {
      turn.cut(input.getCut());
    } else if (input.getPrivacy() != null) {
      turn.privacy(input.getPrivacy());
    }
    turn.labels(timers);
    turn.end();
    handleLocal();
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    IdentityTurn turn = turn(timer.getKey());
    turn.forget(timers);
    turn.end();
    handleLocal();
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    IdentityTurn turn = turn(timer.getKey());
    turn.due(timer.getTimestamp());
    turn.labels(timers);
    turn.end();
    handleLocal();
  }

  /** New identity settings partition every component anew. */
  @Override
  public void processElement2(StreamRecord<DefinitionUpdate> element) throws Exception {
    long before = definitions.current(known).version();
    definitions.take(element.getValue(), known);
    if (definitions.current(known).version() != before) {
      room.memory().writeAll(); // so that every key is there
      getKeyedStateBackend()
          .applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              KeyedIdentityMemory.IDENTITY,
              (key, held) -> {
                IdentityTurn turn = turn((String) key);
                turn.settingsChanged();
                turn.end();
              });
      handleLocal();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    room.memory().writeAll();
  }

  private void handleLocal() throws Exception {
    for (var mail = room.local().poll(); mail != null; mail = room.local().poll()) {
      setCurrentKey(mail.target());
      IdentityTurn turn = turn(mail.target());
      turn.gossip(mail.message(), mail.trail());
      turn.labels(timers);
      turn.end();
    }
  }

  private boolean isLocal(String key) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    int owner =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
    return owner == task.getIndexOfThisSubtask();
  }

  /** Of the current key. */
  private IdentityTurn turn(String key) throws Exception {
    return new IdentityTurn(
        key,
        room,
        definitions.current(known),
        new ResolverOutputs(output, timers.currentProcessingTime()));
  }
}
