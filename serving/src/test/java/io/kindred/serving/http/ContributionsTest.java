/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import static io.kindred.serving.TestObjects.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.avro.ContributionIntervals;
import io.kindred.avro.ContributionReport;
import io.kindred.avro.ContributionRow;
import io.kindred.avro.JourneyReason;
import io.kindred.avro.Restatement;
import io.kindred.serving.store.Batch;
import io.kindred.serving.store.MapProfileStore;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContributionsTest {

  private final ProfileStore store = new MapProfileStore();
  private final Contributions contributions = new Contributions(store);

  @BeforeEach
  void tell() {
    store.apply(
        new Batch(
            List.of(
                Table.CONTRIBUTIONS.change(report("day", "linear", false)),
                Table.CONTRIBUTIONS.change(report("day", "markov", false)),
                Table.CONTRIBUTIONS.change(report("day", "linear", true)),
                Table.CONTRIBUTIONS.change(report("hour", "linear", false))),
            Map.of()));
  }

  @Test
  void list_asksForAWindowAConversionAndAModel() throws Exception {
    JsonNode all = json(Map.of());
    JsonNode one = json(Map.of("window", "day", "conversion", "purchase", "model", "linear"));

    assertThat(all).hasSize(3);
    assertThat(one).hasSize(1);
    assertThat(one.get(0).at("/channels/0/channel").asText()).isEqualTo("paid, search");
    assertThat(one.get(0).at("/channels/0/intervals/share/1").asDouble()).isEqualTo(0.75);
    assertThat(one.get(0).at("/value").asDouble()).isEqualTo(19.99);
    assertThat(json(Map.of("model", "first"))).isEmpty();
  }

  @Test
  void list_refusesWindowsAndModelsThatThereAreNot() {
    assertThatThrownBy(() -> list(Map.of("window", "week")))
        .isInstanceOf(Refusal.class)
        .hasMessage("window: \"week\" is none of hour, day, 7-days, 28-days, 90-days");
    assertThatThrownBy(() -> list(Map.of("model", "Markov")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("shapley");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "text/csv                                     | text/csv",
        "Text/CSV; header=present, */*;q=0.1          | text/csv",
        "application/json;q=0.5, text/csv ; q=0.8     | text/csv",
        "text/csv;q=0.5, application/json             | application/json",
        "text/csv;q=0                                 | application/json",
        "text/html,application/xhtml+xml,*/*;q=0.8    | application/json",
        "*/*                                          | application/json",
        ",;q=,                                        | application/json"
      })
  void list_isWhatTheClientAccepts(String accept, String type) throws Exception {
    Request.Body wish = Request.Body.accepting(new Accepted(accept));
    Request request = new Request("GET", List.of("contributions"), Map.of(), wish);
    Request asJson = new Request("GET", request.path(), Map.of("format", "json"), wish);

    assertThat(contributions.list(request, List.of()).contentType()).startsWith(type);
    assertThat(contributions.list(asJson, List.of()).contentType()).isEqualTo("application/json");
  }

  @Test
  void list_saysWhatWasRestatedAndWhy() throws Exception {
    JsonNode ended = json(Map.of("ended", "true"));

    assertThat(ended).hasSize(1);
    assertThat(ended.get(0).at("/restatements/0"))
        .isEqualTo(
            Json.parse(
                """
                {"journeyId": "purchase/1/e1", "time": "2026-01-01T12:00:00Z",
                 "restatedAsOf": "2026-01-01T12:00:00Z",
                 "because": "restated by merge of ECID:111", "before": ["mail"], "after": null}
                """));
  }

  @Test
  void list_isCsvWhereThatIsAsked() throws Exception {
    Answer answer = list(Map.of("window", "hour", "format", "csv"));

    assertThat(answer.contentType()).startsWith("text/csv");
    assertThat(new String(answer.body(), UTF_8).lines())
        .hasSize(2)
        .last()
        .isEqualTo(
            "hour,2026-01-01T11:00:00Z,2026-01-01T12:00:00Z,purchase,linear,EUR,\"paid, search\","
                + "1.0,19.99,0.25,79.96,1.0,0.0,2.0,0.0,40.0,0.5,0.75,1,0");
    assertThatThrownBy(() -> list(Map.of("format", "xml")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("xml");
  }

  private JsonNode json(Map<String, String> parameters) throws Exception {
    return Json.parse(new String(list(parameters).body(), UTF_8)).get("contributions");
  }

  private Answer list(Map<String, String> parameters) throws Refusal {
    List<String> path = List.of("contributions");
    return contributions.list(new Request("GET", path, parameters, Request.Body.NONE), List.of());
  }

  private static ContributionReport report(String window, String model, boolean closed) {
    ContributionIntervals intervals = new ContributionIntervals(0.0, 2.0, 0.0, 40.0, 0.5, 0.75);
    ContributionRow row =
        new ContributionRow("paid, search", 1.0, 19.99, 0.25, 79.96, 1.0, 1L, 0L, intervals);
    Restatement restated =
        new Restatement(
            "purchase/1/e1", NOON, NOON, JourneyReason.MERGE, "ECID:111", List.of("mail"), null);
    return new ContributionReport(
        window,
        "purchase",
        model,
        "EUR",
        NOON - 3_600_000,
        NOON,
        closed,
        NOON,
        1L,
        1L,
        0L,
        19_990_000L,
        List.of(row),
        closed ? List.of(restated) : List.of());
  }
}
