/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import io.kindred.avro.DeadLetter;
import io.kindred.avro.FragmentChange;
import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityChange;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.IdentityInput;
import io.kindred.avro.IdentityMapping;
import io.kindred.avro.PrivacyResult;
import io.kindred.definition.flink.DefinitionRegister;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.IdentitySettings;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Stitches identities: keeps each one's fragment, finds by gossip the profile it belongs to, and
 * tells that profile of the fragment.
 *
 * <p>Keyed by identity. State: the fragment, within the limits of {@link IdentityOptions}; the
 * links seen here; at a component's root, the component's facts. Timers: one in event time while
 * there are events, one in processing time while labels are due. All that a profile hears of an
 * identity comes from here, in order, so a profile is exactly the fragments whose label points at
 * it.
 */
public final class IdentityResolver
    extends KeyedBroadcastProcessFunction<String, IdentityInput, DefinitionUpdate, FragmentChange>
    implements CheckpointedFunction {

  public static final String UID = "identity-resolver";

  /** What this key tells others; goes round through Kafka. */
  public static final OutputTag<Gossip> GOSSIP =
      new OutputTag<>("gossip", new AvroTypeInfo<>(Gossip.class));

  /** Which profile an identity belongs to now. */
  public static final OutputTag<IdentityMapping> IDENTITY_MAP =
      new OutputTag<>("identity-map", new AvroTypeInfo<>(IdentityMapping.class));

  /** The component of an identity, to explain it. */
  public static final OutputTag<IdentityComponent> COMPONENTS =
      new OutputTag<>("identity-components", new AvroTypeInfo<>(IdentityComponent.class));

  /** Each move of an identity from one profile to another, with what caused it. */
  public static final OutputTag<IdentityChange> CHANGES =
      new OutputTag<>("identity-changes", new AvroTypeInfo<>(IdentityChange.class));

  /**
   * Events and records of an identity that was deleted up to a later time: without what they held.
   */
  public static final OutputTag<DeadLetter> DELETED_LATE =
      new OutputTag<>("deleted-late", new AvroTypeInfo<>(DeadLetter.class));

  /** What was deleted on request. */
  public static final OutputTag<PrivacyResult> PRIVACY_RESULTS =
      new OutputTag<>("privacy-results", new AvroTypeInfo<>(PrivacyResult.class));

  /**
   * What every turn works with; the state is in the first two.
   *
   * @param attempt the checkpoint that the job was restored from; 0 where from none
   */
  record Room(
      KeyedIdentityMemory memory,
      KeyedFragment fragment,
      ResolverSettings settings,
      ResolverMetrics metrics,
      long attempt) {}

  private transient Room room;
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
  public void initializeState(FunctionInitializationContext context) {
    attempt = context.getRestoredCheckpointId().orElse(0);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // All of it is in keyed and broadcast state.
  }

  @Override
  public void open(OpenContext context) {
    room =
        new Room(
            new KeyedIdentityMemory(getRuntimeContext()),
            new KeyedFragment(getRuntimeContext(), settings),
            settings,
            new ResolverMetrics(getRuntimeContext().getMetricGroup()),
            attempt);
  }

  @Override
  public void processElement(
      IdentityInput input, ReadOnlyContext context, Collector<FragmentChange> out)
      throws Exception {
    IdentityTurn turn =
        turn(
            input.getIdentity(),
            context,
            new ResolverOutputs(context::output, out, context.currentProcessingTime()));
    if (input.getEvent() != null) {
      turn.event(input.getEvent(), context.timerService());
    } else if (input.getRecord() != null) {
      turn.record(input.getRecord());
    } else if (input.getGossip() != null) {
      turn.gossip(input.getGossip());
    } else if (input.getCut() != null) {
      turn.cut(input.getCut());
    } else if (input.getPrivacy() != null) {
      turn.privacy(input.getPrivacy());
    }
    turn.labels(context.timerService());
    turn.end();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<FragmentChange> out)
      throws Exception {
    IdentityTurn turn =
        turn(
            context.getCurrentKey(),
            context,
            new ResolverOutputs(context::output, out, context.currentProcessingTime()));
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      turn.forget(context.timerService());
    } else {
      turn.labelTimer();
    }
    turn.end();
  }

  /** New identity settings partition every component anew. */
  @Override
  public void processBroadcastElement(
      DefinitionUpdate update, Context context, Collector<FragmentChange> out) throws Exception {
    var known = context.getBroadcastState(DefinitionRegister.DEFINITIONS);
    long before = definitions.current(known).version();
    definitions.take(update, known);
    IdentitySettings rules = definitions.current(known);
    if (rules.version() != before) {
      ResolverOutputs outputs =
          new ResolverOutputs(context::output, out, context.currentProcessingTime());
      context.applyToKeyedState(
          KeyedIdentityMemory.IDENTITY,
          (key, held) -> {
            IdentityTurn turn = new IdentityTurn(key, room, rules, outputs);
            turn.settingsChanged();
            turn.end();
          });
    }
  }

  private IdentityTurn turn(String key, ReadOnlyContext context, ResolverOutputs out)
      throws Exception {
    ReadOnlyBroadcastState<String, DefinitionUpdate> known =
        context.getBroadcastState(DefinitionRegister.DEFINITIONS);
    return new IdentityTurn(key, room, definitions.current(known), out);
  }
}
