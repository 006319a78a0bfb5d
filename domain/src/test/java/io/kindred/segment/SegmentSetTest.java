/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.definition.InvalidDefinition;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SegmentSetTest {

  static SegmentSet set(String... idsAndPql) throws InvalidDefinition {
    return SegmentSet.of(
        Stream.iterate(0, i -> i < idsAndPql.length, i -> i + 2)
            .map(i -> new SegmentDefinition(idsAndPql[i], idsAndPql[i], idsAndPql[i + 1]))
            .toList());
  }

  @Test
  void of_putsSegmentsAfterThoseTheyAskAbout() throws Exception {
    SegmentSet set = set("a", "inSegment('c') and inSegment('b')", "b", "inSegment('c')", "c", "x");

    assertThat(set.ids()).containsExactly("a", "b", "c");
    assertThat(set.inOrder().keySet()).containsExactly("c", "b", "a");
  }

  @Test
  void of_namesTheCycle() {
    assertThatThrownBy(
            () -> set("a", "x or inSegment('b')", "b", "inSegment('c')", "c", "inSegment('b')"))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageContaining("segment c: 1:11: found 'b'")
        .hasMessageContaining("b -> c -> b");
    assertThatThrownBy(() -> set("a", "inSegment('a')")).hasMessageContaining("a -> a");
  }

  @Test
  void of_namesTheSegmentThatIsNotThere() {
    assertThatThrownBy(() -> set("a", "x and inSegment('gone')"))
        .hasMessage("segment a: 1:17: found 'gone'; expected a segment that is defined");
  }

  @Test
  void of_namesTheSegmentThatDoesNotRead() {
    assertThatThrownBy(() -> set("a", "x = 1", "b", "x = "))
        .hasMessage("segment b: 1:5: found the end; expected an expression");
  }

  @Test
  void of_refusesTwoOfOneId() {
    assertThatThrownBy(() -> set("a", "x", "a", "y")).hasMessage("segment a: defined twice");
  }

  @Test
  void parse_readsADefinition() throws Exception {
    String body =
        """
        {"name": "VIP", "expression": {"type": "PQL", "format": "pql/text", "value": "vip = true"}}
        """;

    assertThat(SegmentDefinition.parse("vip", body))
        .isEqualTo(new SegmentDefinition("vip", "VIP", "vip = true"));
  }

  private static String inZone(String timeZone) {
    return """
    {"name": "V", "timeZone": %s, "expression":
      {"type": "PQL", "format": "pql/text", "value": "a occurs today"}}
    """
        .formatted(timeZone);
  }

  @Test
  void parse_readsATimeZone() throws Exception {
    assertThat(SegmentDefinition.parse("v", inZone("\"Europe/Berlin\"")).timeZone())
        .isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(SegmentDefinition.parse("v", inZone("null")).timeZone()).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void parse_refusesATimeZoneThatHasNoSuchName() {
    String expected = " is not the IANA name of a time zone such as Europe/Berlin";

    assertThatThrownBy(() -> SegmentDefinition.parse("v", inZone("\"Europe/Berlyn\"")))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessage("/timeZone: \"Europe/Berlyn\"" + expected);
    assertThatThrownBy(() -> SegmentDefinition.parse("v", inZone("\"+02:00\"")))
        .hasMessage("/timeZone: \"+02:00\"" + expected);
    assertThatThrownBy(() -> SegmentDefinition.parse("v", inZone("2")))
        .hasMessageStartingWith("/timeZone: 2 is not ");
  }

  @Test
  void parse_namesTheFieldItRefuses() {
    String format = "{\"name\": \"V\", \"expression\": {\"type\": \"PQL\", \"format\": \"%s\"%s}}";

    assertThatThrownBy(() -> SegmentDefinition.parse("v", format.formatted("sql", "")))
        .hasMessage("/expression/format: \"sql\" is not \"pql/text\"");
    assertThatThrownBy(() -> SegmentDefinition.parse("v", format.formatted("pql/text", "")))
        .hasMessageStartingWith("/expression/value: missing");
  }

  @Test
  void empty_hasNoSegments() {
    assertThat(SegmentSet.EMPTY.ids()).isEqualTo(List.of());
  }
}
