/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  private static final Fields PROFILE =
      Fields.of(
          FakeSubject.json(
              """
              {"properties": {
                "loyalty": {"properties": {
                  "tier": {"type": "string"}, "points": {"type": "integer"}}},
                "orders": {"type": "array", "items": {"properties": {"price": {"type": "number"}}}},
                "tags": {"type": "array", "items": {"type": "string"}},
                "extra": {"type": "object"}}}
              """));
  private static final Fields EVENT =
      Fields.of(
          FakeSubject.json(
              """
              {"properties": {"eventType": {"type": "string"},
                "timestamp": {"type": "string", "format": "date-time"},
                "items": {"type": "array", "items": {"properties": {"sku": {"type": "string"}}}}}}
              """));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loyalty.tier = 'gold' and orders.price > 5 and extra.anything.goes",
        "tags = 'run' and tags.includes('run')",
        "xEvent[eventType = 'view' and items[sku = 'a' and ^.eventType != ^^.loyalty.tier]]",
        "exists E from xEvent where E.timestamp occurs before now, I from E.items : I.sku = 'a'",
        "chain(xEvent, timestamp, [A: WHAT(eventType = 'a'), B: WHAT(items.sku = A.eventType)])",
        "orders.topN(price, 2).head().price > 5 and orders.sum(order.price) > 5",
        "(P) => P.loyalty.tier = 'gold'",
      })
  void check_takesFieldsThatThereAre(String pql) throws Exception {
    assertThat(SegmentCheck.check(pql, PROFILE, EVENT)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "loyality.tier = 'a' | 1:1: found 'loyality'; expected a field that a schema has, perhaps"
            + " 'loyalty'",
        "loyalty.teir = 'a' | 1:9: found 'teir'; expected a field that a schema has, perhaps"
            + " 'tier'",
        "orders[cost > 5] | 1:8: found 'cost'; expected a field that a schema has",
        "xEvent[evenType = 'a'] | 1:8: found 'evenType'; expected a field that a schema has,"
            + " perhaps 'eventType'",
        "orders.sum(order.pric) > 5 | 1:18: found 'pric'; expected a field that a schema has,"
            + " perhaps 'price'",
        "xEvent[items[sku = ^.loyalty]] | 1:22: found 'loyalty'; expected a field that a schema"
            + " has",
        "exists E from xEvent where E.tier | 1:30: found 'tier'; expected a field that a schema"
            + " has",
        "loyalty.points = 'many' | 1:18: found ''many''; expected a number as on the left: this is"
            + " a text",
        "xEvent[eventType > 5] | 1:20: found '5'; expected a text as on the left: this is a number",
      })
  void check_refusesFieldsThatThereAreNot(String pql, String problem) {
    assertThatThrownBy(() -> SegmentCheck.check(pql, PROFILE, EVENT)).hasMessage(problem);
  }

  @Test
  void or_hasTheFieldsOfBoth() throws Exception {
    Fields more =
        Fields.of(FakeSubject.json("{\"properties\": {\"age\": {\"type\": \"integer\"}}}"));

    assertThat(SegmentCheck.check("age > 20 and loyalty.points > 5", PROFILE.or(more), Fields.OPEN))
        .isEmpty();
  }

  @Test
  void check_namesTheSegmentsThatAreAskedAbout() throws Exception {
    assertThat(SegmentCheck.check("inSegment('b') or inSegment('a')", Fields.OPEN, Fields.OPEN))
        .containsExactly("a", "b");
  }
}
