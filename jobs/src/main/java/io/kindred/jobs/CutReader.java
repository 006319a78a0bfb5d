/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.avro.CutFact;
import io.kindred.avro.IdentityInput;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.Cut;
import io.kindred.identity.Cuts;
import io.kindred.identity.Identity;
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
 * Cuts among the definitions, on their way to the key of their first identity. A definition that is
 * changed or withdrawn takes its cut back where it was made.
 *
 * <p>Not keyed, one instance. State: the cuts in force, bounded by their number.
 */
final class CutReader extends ProcessFunction<DefinitionUpdate, IdentityInput>
    implements CheckpointedFunction {

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final ListStateDescriptor<DefinitionUpdate> IN_FORCE =
      new ListStateDescriptor<>("in-force", Types.POJO(DefinitionUpdate.class));

  private transient ListState<DefinitionUpdate> inForceState;
  private transient Map<String, DefinitionUpdate> inForce;

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    inForceState = context.getOperatorStateStore().getListState(IN_FORCE);
    inForce = new TreeMap<>();
    for (DefinitionUpdate update : inForceState.get()) {
      inForce.put(update.id(), update);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    inForceState.update(inForce.values().stream().toList());
  }

  @Override
  public void processElement(DefinitionUpdate update, Context context, Collector<IdentityInput> out)
      throws Exception {
    if (!update.kind().equals(DefinitionKind.CUT)) {
      return;
    }
    DefinitionUpdate before = inForce.remove(update.id());
    if (before != null) {
      out.collect(input(fact(before, update.version(), true)));
    }
    if (!update.withdrawn()) {
      inForce.put(update.id(), update);
      out.collect(input(fact(update, update.version(), false)));
    }
  }

  private static CutFact fact(DefinitionUpdate definition, long version, boolean withdrawn)
      throws InvalidDefinition {
    Cut cut = Cut.parse(definition.body());
    Identity b = cut.b();
    return new CutFact(
        cut.a().key(),
        b == null ? "" : b.key(),
        definition.id(),
        version,
        withdrawn ? Cuts.WITHDRAWN : cut.until());
  }

  private static IdentityInput input(CutFact fact) {
    return new IdentityInput(fact.getA(), null, null, null, fact, null);
  }
}
