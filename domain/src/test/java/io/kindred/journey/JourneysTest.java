/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.segment.Subject.Occurrence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JourneysTest {

  private static final long DAY = 86_400_000;

  private static final String TOUCHPOINT =
      """
      {"name": "Click", "expression": {"type": "PQL", "format": "pql/text",
       "value": "eventType = \\"click\\""},
       "channel": "/channel", "campaign": "/campaign", "cost": "/cost"}
      """;
  private static final String CONVERSION =
      """
      {"name": "Purchase", "expression": {"type": "PQL", "format": "pql/text",
       "value": "eventType = \\"buy\\""}, "value": "/total", "currency": "EUR"}
      """;

  private final List<Occurrence> events = new ArrayList<>();

  @Test
  void of_leadsFromTouchesWithinTheLookbackToTheConversion() throws Exception {
    click(1, "mail");
    click(5, "search");
    click(8, "social");
    buy(33, 19.99);

    SortedMap<String, Journey> journeys = at(34);

    assertThat(journeys.values()).filteredOn(j -> !j.converted()).hasSize(1);
    Journey journey =
        journeys.values().stream().filter(Journey::converted).findFirst().orElseThrow();
    assertThat(channels(journey)).containsExactly("search", "social");
    assertThat(journey.time()).isEqualTo(33 * DAY);
    assertThat(journey.value()).isEqualTo(19_990_000);
    assertThat(journey.currency()).isEqualTo("EUR");
    assertThat(journey.profileId()).isEqualTo("sarah");
  }

  @Test
  void of_givesUpAfterTheTimeoutAndTakesItBackWhenAConversionComesAfterAll() throws Exception {
    click(1, "mail");
    click(5, "search");

    assertThat(at(14)).isEmpty();
    assertThat(standing(14).nextChange()).isEqualTo(15 * DAY + 1);
    SortedMap<String, Journey> givenUp = at(16);
    assertThat(givenUp.values())
        .singleElement()
        .satisfies(j -> assertThat(j.converted()).isFalse());

    buy(20, 5);
    List<JourneyChange> changes = changes(givenUp, at(20));

    assertThat(changes).hasSize(2);
    assertThat(changes).filteredOn(c -> c.after().isEmpty()).hasSize(1);
    assertThat(changes)
        .filteredOn(c -> c.told().isEmpty())
        .singleElement()
        .satisfies(
            c -> assertThat(channels(c.after().orElseThrow())).containsExactly("mail", "search"));
  }

  @Test
  void of_aPauseEndsAJourney() throws Exception {
    click(1, "mail");
    click(12, "search");

    assertThat(at(40).values())
        .extracting(j -> channels(j))
        .containsExactlyInAnyOrder(List.of("mail"), List.of("search"));
  }

  @Test
  void of_aTouchIsPaidOnce() throws Exception {
    click(1, "mail");
    buy(2, 5);
    click(3, "mail");
    buy(4, 5);
    click(5, "mail");

    List<Journey> journeys = List.copyOf(at(40).values());

    assertThat(journeys).extracting(j -> j.touches().size()).containsExactlyInAnyOrder(1, 2, 1);
    assertThat(journeys)
        .extracting(Journey::costs)
        .allSatisfy(costs -> assertThat(costs).isEqualTo(Map.of("mail", 250_000L)));
  }

  @Test
  void of_aConversionWithoutATouchIsAJourneyToo() throws Exception {
    buy(2, 5);

    assertThat(at(2).values()).singleElement().satisfies(j -> assertThat(j.touches()).isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"all,      a a b a c c", "unique,   b a c", "collapse, a b a c", "first,    a b c"})
  void of_transformsPaths(String transform, String expected) throws Exception {
    List.of("a", "a", "b", "a", "c", "c").forEach(channel -> click(1, channel));
    buy(2, 1);

    Journey journey =
        Journeys.of("p", sorted(), definitions(transform), 3 * DAY)
            .byId()
            .values()
            .iterator()
            .next();

    assertThat(String.join(" ", channels(journey))).isEqualTo(expected);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 100);
  }

  /** Whatever order events arrive in: changes sum up to what the whole is from scratch. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void changes_sumUpToTheWholeInAnyOrder(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 25; i++) {
      if (random.nextInt(5) == 0) {
        buy(random.nextInt(90), random.nextInt(50));
      } else {
        click(random.nextInt(90), "c" + random.nextInt(4));
      }
    }
    List<Occurrence> arriving = new ArrayList<>(events);
    Collections.shuffle(arriving, random);
    events.clear();
    SortedMap<String, Journey> held = new TreeMap<>();
    SortedMap<String, Journey> emitted = new TreeMap<>();
    for (Occurrence event : arriving) {
      events.add(event);
      SortedMap<String, Journey> after = at(20 + random.nextInt(100));
      apply(changes(held, after), emitted);
      held = after;
    }
    apply(changes(held, at(200)), emitted);

    assertThat(emitted).isEqualTo(at(200));
    assertThat(paid(emitted)).isEqualTo(250_000L * events.stream().filter(this::isClick).count());
    assertThat(standing(200).nextChange()).isEqualTo(Long.MAX_VALUE);
  }

  /** Between the moments it names, nothing changes without an event. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nextChange_isMissedByNothing(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 10; i++) {
      click(random.nextInt(40), "c" + random.nextInt(4));
    }
    Journeys.Standing standing = standing(40);
    while (standing.nextChange() != Long.MAX_VALUE) {
      long next = standing.nextChange();
      assertThat(Journeys.of("sarah", sorted(), definitions("all"), next - 1).byId())
          .isEqualTo(standing.byId());
      standing = Journeys.of("sarah", sorted(), definitions("all"), next);
    }
    assertThat(standing.byId()).isEqualTo(at(1000));
  }

  /** What is forgotten as no longer needed is not missed, however often and whenever. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void needs_nothingOlderChangesWhatIsNotSettled(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      if (random.nextInt(6) == 0) {
        buy(random.nextInt(150), random.nextInt(50));
      } else {
        click(random.nextInt(150), "c" + random.nextInt(4));
      }
    }
    JourneyDefinitions definitions = definitions("all");
    List<Milestone> all =
        sorted().stream().flatMap(event -> definitions.milestone(event).stream()).toList();
    List<Milestone> remembered = all;
    for (long day = 0; day < 250; day += 1 + random.nextInt(20)) {
      Span span = new Span((day - 30) * DAY, day * DAY);
      Journeys.Standing whole = Journeys.of("sarah", all, definitions, span);
      Journeys.Standing rest = Journeys.of("sarah", remembered, definitions, span);
      assertThat(rest).isEqualTo(whole);
      remembered = remembered.stream().filter(m -> m.timestamp() >= rest.needs()).toList();
    }
    assertThat(remembered).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"lookback\": \"30\"}   | /lookback: \"30\" is not an ISO 8601 duration",
        "{\"timeout\": \"P900D\"} | /timeout: \"P900D\" is not an ISO 8601 duration",
        "{\"transform\": \"x\"}   | /transform: \"x\" is not one of [ALL, UNIQUE, COLLAPSE, FIRST]",
        "{\"look\": 1}            | /look: unknown field"
      })
  void settings_nameWhatTheyCannotTake(String body, String problem) {
    assertThatThrownBy(() -> JourneySettings.parse(body))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageStartingWith(problem);
  }

  @Test
  void definitions_nameWhatTheyCannotTake() {
    assertThatThrownBy(() -> ConversionDefinition.parse("c", CONVERSION.replace("/total", "total")))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageStartingWith("/value: \"total\" is not a number, or a JSON Pointer");
    assertThatThrownBy(
            () -> TouchpointDefinition.parse("t", TOUCHPOINT.replace("eventType =", "eventType")))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageStartingWith("/expression/value: 1:");
  }

  private static List<JourneyChange> changes(
      SortedMap<String, Journey> before, SortedMap<String, Journey> after) {
    SortedMap<String, Told> told = new TreeMap<>();
    before.forEach((id, journey) -> told.put(id, Told.of(journey)));
    return JourneyChange.between(told, after, Span.until(0));
  }

  private static void apply(List<JourneyChange> changes, SortedMap<String, Journey> to) {
    for (JourneyChange change : changes) {
      assertThat(Optional.ofNullable(to.get(change.id())).map(Told::of)).isEqualTo(change.told());
      change.after().ifPresentOrElse(j -> to.put(change.id(), j), () -> to.remove(change.id()));
    }
  }

  private static long paid(SortedMap<String, Journey> journeys) {
    return journeys.values().stream()
        .flatMap(journey -> journey.costs().values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  private boolean isClick(Occurrence event) {
    return event.document().get("eventType").asText().equals("click");
  }

  private void click(long day, String channel) {
    ObjectNode document = new ObjectMapper().createObjectNode();
    document.put("eventType", "click").put("channel", channel).put("cost", 0.25);
    events.add(new Occurrence(day * DAY, "e%03d".formatted(events.size()), document));
  }

  private void buy(long day, double total) {
    ObjectNode document = new ObjectMapper().createObjectNode();
    document.put("eventType", "buy").put("total", total);
    events.add(new Occurrence(day * DAY, "e%03d".formatted(events.size()), document));
  }

  private SortedMap<String, Journey> at(long day) throws InvalidDefinition {
    return standing(day).byId();
  }

  private Journeys.Standing standing(long day) throws InvalidDefinition {
    return Journeys.of("sarah", sorted(), definitions("all"), day * DAY);
  }

  private List<Occurrence> sorted() {
    return events.stream()
        .sorted(Comparator.comparingLong(Occurrence::timestamp).thenComparing(Occurrence::id))
        .toList();
  }

  private static JourneyDefinitions definitions(String transform) throws InvalidDefinition {
    String settings =
        "{\"lookback\": \"P28D\", \"timeout\": \"P10D\", \"transform\": \"" + transform + "\"}";
    return new JourneyDefinitions(
        List.of(TouchpointDefinition.parse("click", TOUCHPOINT)),
        List.of(ConversionDefinition.parse("purchase", CONVERSION)),
        JourneySettings.parse(settings));
  }

  private static List<String> channels(Journey journey) {
    return journey.touches().stream().map(Touch::channel).toList();
  }
}
