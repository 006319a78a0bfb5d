/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kindred.definition.InvalidDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValidSegmentsTest {

  private static final int SEEDS = 300;
  private static final int SEGMENTS = 8;

  /** Method: random segments that ask about each other, some in circles, some unreadable. */
  @Test
  void check_saysOfEachWhatReadingThemAllSays() {
    int refused = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      List<SegmentDefinition> all = segments(new Random(seed));
      Map<String, SegmentDefinition> byId = new HashMap<>();
      all.forEach(each -> byId.put(each.id(), each));
      Map<String, InvalidDefinition> rejected = ValidSegments.among(all).rejected();
      for (SegmentDefinition each : all) {
        InvalidDefinition expected = rejected.get(each.id());
        InvalidDefinition found =
            catchThrowableOfType(
                InvalidDefinition.class, () -> ValidSegments.check(each, byId::get));

        assertThat(message(found)).as("seed %d: %s", seed, each.id()).isEqualTo(message(expected));
        refused += found == null ? 0 : 1;
      }
    }
    assertThat(refused).isBetween(SEEDS, SEEDS * SEGMENTS - SEEDS);
  }

  private static String message(InvalidDefinition refusal) {
    return refusal == null ? "none" : refusal.getMessage();
  }

  private static List<SegmentDefinition> segments(Random random) {
    List<SegmentDefinition> segments = new ArrayList<>();
    for (int i = 0; i < SEGMENTS; i++) {
      StringBuilder pql = new StringBuilder(random.nextInt(12) == 0 ? "age >" : "age > 1");
      for (int asked = random.nextInt(3); asked > 0; asked--) {
        pql.append(" or inSegment(\"s").append(random.nextInt(SEGMENTS + 1)).append("\")");
      }
      segments.add(new SegmentDefinition("s" + i, "s" + i, pql.toString()));
    }
    return segments;
  }
}
