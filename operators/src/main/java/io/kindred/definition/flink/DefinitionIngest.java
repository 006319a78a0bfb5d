/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.definition.flink;

import io.kindred.avro.DeadLetter;
import io.kindred.definition.InvalidDefinition;
import io.kindred.topic.Topic;
import io.kindred.topic.flink.Outgoing;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets valid definitions pass; an invalid one becomes a dead letter and the one before it stays in
 * force.
 *
 * <p>Not keyed, one instance. State: the definitions in force, bounded by their number, because
 * whether a segment is valid depends on those that it refers to.
 */
public final class DefinitionIngest extends ProcessFunction<DefinitionUpdate, DefinitionUpdate>
    implements CheckpointedFunction {

  public static final String UID = "definition-ingest";

  /** Says whether a definition is valid beside the others of its kind. */
  @FunctionalInterface
  public interface Check extends Serializable {
    void check(DefinitionUpdate update, Collection<DefinitionUpdate> ofItsKind)
        throws InvalidDefinition;
  }

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final ListStateDescriptor<DefinitionUpdate> IN_FORCE =
      new ListStateDescriptor<>("in-force", Types.POJO(DefinitionUpdate.class));

  private transient ListState<DefinitionUpdate> inForceState;
  private transient Map<String, DefinitionUpdate> inForce;

  // -- settings

  private final Map<String, Check> checks;
  private final List<DefinitionUpdate> atStart;

  /**
   * @param checks by kind; other kinds are not valid
   * @param atStart the definitions that stood when the job was submitted
   */
  public DefinitionIngest(Map<String, Check> checks, List<DefinitionUpdate> atStart) {
    this.checks = Map.copyOf(checks);
    this.atStart = List.copyOf(atStart);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    inForceState = context.getOperatorStateStore().getListState(IN_FORCE);
    inForce = new TreeMap<>();
    atStart.forEach(update -> inForce.put(update.key(), update));
    for (DefinitionUpdate update : inForceState.get()) {
      inForce.put(update.key(), update);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    inForceState.update(List.copyOf(inForce.values()));
  }

  @Override
  public void processElement(
      DefinitionUpdate update, Context context, Collector<DefinitionUpdate> out) {
    try {
      check(update);
      inForce.put(update.key(), update);
      out.collect(update);
    } catch (InvalidDefinition e) {
      DeadLetter refused = deadLetter(update, String.valueOf(e.getMessage()));
      context.output(Outgoing.TAG, Outgoing.of(Topic.DEAD_LETTERS, refused));
    }
  }

  private void check(DefinitionUpdate update) throws InvalidDefinition {
    Check check = checks.get(update.kind());
    if (check == null) {
      throw InvalidDefinition.at("/kind", update.kind(), "one of " + checks.keySet());
    }
    if (!update.withdrawn()) {
      check.check(update, others(update));
    }
  }

  private List<DefinitionUpdate> others(DefinitionUpdate update) {
    return inForce.values().stream()
        .filter(other -> other.kind().equals(update.kind()) && !other.id().equals(update.id()))
        .filter(other -> !other.withdrawn())
        .toList();
  }

  private static DeadLetter deadLetter(DefinitionUpdate update, String reason) {
    byte[] body = update.body().getBytes(StandardCharsets.UTF_8);
    return DeadLetter.newBuilder()
        .setSource(Topic.DEFINITIONS.name())
        .setPartition(0)
        .setOffset(update.version() - 1)
        .setId(update.key())
        .setReason(reason)
        .setPayload(ByteBuffer.wrap(body))
        .setPayloadSize(body.length)
        .build();
  }
}
