/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final long BEYOND_DOUBLES = 1L << 53;

  @Test
  void ranksWholeNumbersAndDoublesInOneOrder() {
    List<JsonNode> items = new ArrayList<>();
    for (int i = -64; i < 64; i++) {
      items.add(LongNode.valueOf(BEYOND_DOUBLES + i));
      items.add(DoubleNode.valueOf((double) (BEYOND_DOUBLES + i)));
      items.add(TextNode.valueOf("t" + i));
    }
    items.add(DoubleNode.valueOf(Double.POSITIVE_INFINITY));
    Collections.shuffle(items, new Random(1));

    items.sort(Comparison::rank);

    for (int i = 0; i < items.size(); i++) {
      for (int j = i + 1; j < items.size(); j++) {
        assertThat(Comparison.rank(items.get(i), items.get(j)))
            .as("%s and %s", items.get(i), items.get(j))
            .isLessThanOrEqualTo(0);
      }
    }
  }
}
