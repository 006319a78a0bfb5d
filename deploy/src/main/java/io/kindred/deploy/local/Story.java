/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import io.kindred.avro.Definition;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.deploy.scenario.Fact;
import io.kindred.deploy.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scenario told in steps, with what must hold after each.
 *
 * @param showcase identities worth looking up in the end, and what they are called
 */
public record Story(
    String title, Scenario scenario, List<Step> steps, Map<String, String> showcase) {

  public Story {
    steps = List.copyOf(steps);
    showcase = Collections.unmodifiableMap(new LinkedHashMap<>(showcase));
  }

  /**
   * One step.
   *
   * @param facts that happen in it, in order of time
   * @param then what holds once they are taken in
   */
  public record Step(String title, List<Fact> facts, List<Expectation> then) {

    public Step {
      facts = List.copyOf(facts);
      then = List.copyOf(then);
    }
  }

  /** Reads a story and, beside it, its scenario, so that the scenario's {@code now} is as given. */
  public static Story endingAt(Instant now, Path file) throws IOException, InvalidDefinition {
    JsonFields fields = JsonFields.parse(Files.readString(file));
    Path scenarioFile = file.resolveSibling(fields.text("scenario"));
    Scenario scenario = Scenario.endingAt(now, Files.readString(scenarioFile));
    Map<String, String> names = names(fields.object("names"), scenario);
    ExpectationReader expectations =
        new ExpectationReader(key -> names.getOrDefault(key, key), scenario::time);
    List<Step> steps = new ArrayList<>();
    List<Fact> untold = new ArrayList<>(scenario.facts());
    untold.sort(Comparator.comparing(Story::timeOf));
    for (JsonFields step : fields.objects("steps")) {
      steps.add(step(step, scenario, untold, expectations));
    }
    Map<String, String> showcase = new LinkedHashMap<>();
    fields.texts("showcase").forEach(key -> showcase.put(key, names.getOrDefault(key, key)));
    String title = fields.text("title");
    fields.refuseUnknown();
    return new Story(title, scenario, steps, showcase);
  }

  private static Step step(
      JsonFields fields, Scenario scenario, List<Fact> untold, ExpectationReader expectations)
      throws InvalidDefinition {
    String title = fields.text("title");
    Instant until =
        scenario
            .time(fields.text("until"))
            .orElseThrow(() -> fields.refusal("until", "a time as in the scenario"));
    List<Expectation> then = new ArrayList<>();
    for (JsonFields expectation : fields.objects("then")) {
      then.add(expectations.read(expectation));
    }
    fields.refuseUnknown();
    List<Fact> facts = untold.stream().filter(fact -> !timeOf(fact).isAfter(until)).toList();
    untold.removeAll(facts);
    return new Step(title, facts, then);
  }

  /** What identities are called, by the story, and segments, by their definitions. */
  private static Map<String, String> names(JsonFields given, Scenario scenario)
      throws InvalidDefinition {
    Map<String, String> names = new HashMap<>();
    for (Iterator<String> keys = given.node().fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      names.put(key, given.text(key));
    }
    for (Definition definition : scenario.definitions()) {
      JsonFields.parse(definition.getBody())
          .textIfAny("name")
          .ifPresent(name -> names.put(definition.getId(), name));
    }
    return names;
  }

  private static Instant timeOf(Fact fact) {
    return fact.time().orElse(Instant.MAX);
  }
}
