/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PqlConditionTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "eventType = \"click\"                              | true",
        "eventType = \"view\"                               | false",
        "marketing.cost > 0.5 and eventType.isNotNull()     | true",
        "not (missing = 1) or eventType = \"click\"         | true",
        "missing = 1                                        | false"
      })
  void holds_asWithinAFilterOfEvents(String pql, boolean holds) throws Exception {
    JsonNode event =
        new ObjectMapper().readTree("{\"eventType\": \"click\", \"marketing\": {\"cost\": 0.75}}");

    assertThat(PqlCondition.of(pql).holds(event, 1_000)).isEqualTo(holds);
  }

  /** Of what may hold for other types, too, nothing is demanded. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "eventType = \"click\"                                        | true",
        "eventType = \"view\"                                         | false",
        "eventType = 'view' AND marketing.cost > 0.5                  | false",
        "eventType = \"view\" and (a = 1 OR b = 2)                     | false",
        "eventType = \"view\" or a = 1                                 | true",
        "eventType != \"view\"                                        | true",
        "eventType in [\"view\", \"click\"]                             | true",
        "eventType in [\"view\", \"buy\"]                               | false",
        "a = 1 and (eventType = \"view\" or eventType = \"buy\")        | false",
        "eventType = \"view\" and timestamp occurs today              | false",
        "eventtype = \"view\"                                         | true"
      })
  void mayHold_isNoOnlyWhereTheTypeIsDemanded(String pql, boolean mayHold) throws Exception {
    assertThat(PqlCondition.of(pql).mayHold("click")).isEqualTo(mayHold);
  }

  /** 31 January, 23:30 in UTC, is the first of February in Berlin. */
  @Test
  void parse_takesTheTimeZone() throws Exception {
    String condition =
        """
        {%s "expression": {"type": "PQL", "format": "pql/text",
                           "value": "timestamp.getMonth() = 2 and timestamp occurs today"}}
        """;
    long now = Instant.parse("2026-01-31T23:30:00Z").toEpochMilli();
    JsonNode event = new ObjectMapper().readTree("{\"timestamp\": \"2026-01-31T23:30:00Z\"}");

    assertThat(parse(condition.formatted("")).holds(event, now)).isFalse();
    assertThat(parse(condition.formatted("\"timeZone\": \"Europe/Berlin\",")).holds(event, now))
        .isTrue();
    assertThatThrownBy(() -> parse(condition.formatted("\"timeZone\": \"Berlin\",")))
        .hasMessageStartingWith("/timeZone: \"Berlin\" is not the IANA name");
  }

  private static PqlCondition parse(String definition) throws InvalidDefinition {
    return PqlCondition.parse(JsonFields.parse(definition));
  }

  @Test
  void of_namesThePlaceAsWritten() {
    assertThatThrownBy(() -> PqlCondition.of("eventType = "))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageStartingWith("1:13: ");
    assertThatThrownBy(() -> PqlCondition.of("eventType =\n = 3"))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageStartingWith("2:2: ");
  }

  /** A condition is whole by itself, whatever it would be within brackets. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a = 1] or xEvent[b = 2     | 1:6: found ']'; expected an operator or the end",
        "a = 1]                     | 1:6: found ']'; expected an operator or the end",
        "a = 1].count() > 2 or c[d  | 1:6: found ']'; expected an operator or the end",
        "(a = 1]                    | 1:7: found ']'; expected an operator or ',' or ')'",
        "X => X.a = 1               | 1:1: found 'X'; expected a value",
        "a = 1 or inSegment('vip')  | 1:20: found ''vip''; expected a question about the event"
      })
  void of_refusesWhatIsNoConditionByItself(String pql, String problem) {
    assertThatThrownBy(() -> PqlCondition.of(pql))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageStartingWith(problem);
  }
}
