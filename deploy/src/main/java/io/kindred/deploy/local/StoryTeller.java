/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindred.deploy.scenario.Fact;
import io.kindred.deploy.scenario.ScenarioFeeder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Plays a story: feeds the facts of a step, waits until they can be looked up, and says what became
 * true.
 */
public final class StoryTeller {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PAUSE_MS = 20;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ScenarioFeeder feeder;
  private final Lookup lookup;
  private final Duration patience;
  private final Consumer<String> out;

  /**
   * @param patience for one step; what does not hold by then is said not to hold
   * @param out is told what happens, line by line
   */
  public StoryTeller(
      ScenarioFeeder feeder, Lookup lookup, Duration patience, Consumer<String> out) {
    this.feeder = feeder;
    this.lookup = lookup;
    this.patience = patience;
    this.out = out;
  }

  /** Plays one step, and returns what does not hold after it. */
  public List<String> play(Story.Step step) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    out.accept(step.facts().isEmpty() ? step.title() : heading(step));
    feeder.feed(step.facts());
    List<Expectation> expected = new ArrayList<>();
    step.facts().forEach(fact -> expected.add(arrival(fact)));
    await(expected, deadline);
    List<String> missing = new ArrayList<>();
    expected.forEach(arrival -> missing.add(arrival.text()));
    for (Expectation expectation : step.then()) {
      List<Expectation> one = new ArrayList<>(List.of(expectation));
      await(one, deadline);
      out.accept((one.isEmpty() ? "  ✓ " : "  ✗ ") + expectation.text());
      one.forEach(open -> missing.add(open.text()));
    }
    return missing;
  }

  /** Removes what holds, until nothing remains or the time is up. */
  private void await(List<Expectation> expected, long deadline)
      throws IOException, InterruptedException {
    while (true) {
      for (Iterator<Expectation> open = expected.iterator(); open.hasNext(); ) {
        if (open.next().check().holds(lookup)) {
          open.remove();
        }
      }
      if (expected.isEmpty() || System.nanoTime() > deadline) {
        return;
      }
      Thread.sleep(PAUSE_MS);
    }
  }

  /** Until a fact is in a profile, a look at the profile says nothing about it. */
  private static Expectation arrival(Fact fact) {
    String identity = anIdentityOf(fact);
    Instant time = fact.time().orElse(Instant.EPOCH);
    return new Expectation(
        "a fact of " + identity + " from " + time + " is in its profile",
        lookup ->
            lookup
                .profile(identity)
                .map(profile -> profile.path("lastModifiedAt").asText())
                .filter(modified -> !Instant.parse(modified).isBefore(time))
                .isPresent());
  }

  private static String anIdentityOf(Fact fact) {
    try {
      Map.Entry<String, JsonNode> first =
          JSON.readTree(fact.json()).path("identityMap").properties().iterator().next();
      return first.getKey() + ":" + first.getValue().path(0).path("id").asText();
    } catch (IOException e) {
      throw new IllegalArgumentException("a story's facts are JSON: " + fact.json(), e);
    }
  }

  private static String heading(Story.Step step) {
    String when = step.facts().get(0).time().map(DAY::format).orElse("");
    Map<String, Long> counts =
        step.facts().stream()
            .collect(Collectors.groupingBy(fact -> fact.topic().name(), Collectors.counting()));
    String what =
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(count -> count.getValue() + " to " + count.getKey())
            .collect(Collectors.joining(", "));
    return "%s  %s  (%s)".formatted(when, step.title(), what);
  }
}
