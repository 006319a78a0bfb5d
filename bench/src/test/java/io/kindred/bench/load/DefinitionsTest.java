/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.Definition;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.ValidSegments;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

  @Test
  void allSegments_areValid() throws InvalidDefinition {
    List<SegmentDefinition> segments = new ArrayList<>();
    List<Definition> all = new ArrayList<>(Definitions.of(300));
    all.addAll(Probe.segments());
    for (Definition each : all) {
      if (each.getKind().equals(DefinitionKind.SEGMENT)) {
        segments.add(SegmentDefinition.parse(each.getId(), each.getBody()));
      }
    }

    ValidSegments valid = ValidSegments.among(segments);

    assertThat(segments).hasSize(302);
    assertThat(valid.rejected()).isEmpty();
  }
}
