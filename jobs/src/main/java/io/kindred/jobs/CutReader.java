/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.avro.CutFact;
import io.kindred.avro.IdentityInput;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.Cut;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Cuts among the definitions, on their way to the key of their first identity. */
final class CutReader implements FlatMapFunction<DefinitionUpdate, IdentityInput> {

  @Override
  public void flatMap(DefinitionUpdate definition, Collector<IdentityInput> out) throws Exception {
    // A cut is a fact, and facts only grow: withdrawing its definition does not take it back.
    if (definition.kind().equals(DefinitionKind.CUT) && !definition.withdrawn()) {
      Cut cut = Cut.parse(definition.body());
      String a = cut.a().key();
      CutFact fact = new CutFact(a, cut.b().key(), cut.until());
      out.collect(new IdentityInput(a, null, null, null, fact));
    }
  }
}
