/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads what must hold: identities {@code together} in one profile or {@code apart} in different
 * ones, an {@code attribute} of a profile, where it stands with a {@code segment}, what a {@code
 * channel} earned.
 */
final class ExpectationReader {

  /** The status of a profile that was never in the segment: there is no entry for it. */
  private static final String NEVER = "never";

  private static final double CLOSE = 1e-6;

  private final Function<String, String> names;
  private final Function<String, Optional<Instant>> clock;

  /**
   * @param names what identities and segments are called in the story
   * @param clock reads times as the scenario writes them
   */
  ExpectationReader(Function<String, String> names, Function<String, Optional<Instant>> clock) {
    this.names = names;
    this.clock = clock;
  }

  Expectation read(JsonFields fields) throws InvalidDefinition {
    Expectation expectation;
    if (fields.has("together")) {
      expectation = together(fields.texts("together"));
    } else if (fields.has("apart")) {
      expectation = apart(fields.texts("apart"));
    } else if (fields.has("channel")) {
      expectation = earned(fields);
    } else if (fields.has("segment")) {
      expectation = membership(fields);
    } else {
      expectation = attribute(fields);
    }
    fields.refuseUnknown();
    return expectation;
  }

  private Expectation together(List<String> identities) {
    return new Expectation(
        listed(identities) + " are one profile",
        lookup -> profileIds(identities, lookup).equals(Optional.of(1)));
  }

  private Expectation apart(List<String> identities) {
    return new Expectation(
        listed(identities) + " are different profiles",
        lookup -> profileIds(identities, lookup).equals(Optional.of(identities.size())));
  }

  private Expectation attribute(JsonFields fields) throws InvalidDefinition {
    String of = fields.text("of");
    String path = fields.text("attribute");
    if (!fields.has("is")) {
      throw fields.refusal("is", "the value that the attribute must have");
    }
    JsonNode wanted = fields.node().get("is");
    return new Expectation(
        "%s: %s is %s".formatted(names.apply(of), path, wanted),
        lookup ->
            lookup
                .profile(of)
                .map(profile -> profile.path("entity").at(path).asText().equals(wanted.asText()))
                .orElse(false));
  }

  private Expectation membership(JsonFields fields) throws InvalidDefinition {
    String of = fields.text("of");
    String segment = fields.text("segment");
    String status = fields.text("status");
    Optional<Instant> since = since(fields);
    return new Expectation(
        "%s %s “%s”".formatted(names.apply(of), verb(status), names.apply(segment)),
        lookup ->
            lookup
                .profile(of)
                .map(profile -> profile.at("/segmentMembership/ups").path(segment))
                .map(membership -> isAsWanted(membership, status, since))
                .orElse(false));
  }

  private Expectation earned(JsonFields fields) throws InvalidDefinition {
    String channel = fields.text("channel");
    String conversion = fields.text("conversion");
    String model = fields.text("model");
    double wanted = fields.node().path("earned").asDouble();
    if (!fields.has("earned")) {
      throw fields.refusal("earned", "how many conversions the channel is given");
    }
    return new Expectation(
        "%s: %s earned %s, by %s".formatted(names.apply(conversion), channel, wanted, model),
        lookup -> Math.abs(lookup.earned(conversion, model, channel).orElse(0) - wanted) < CLOSE);
  }

  private Optional<Instant> since(JsonFields fields) throws InvalidDefinition {
    Optional<String> text = fields.textIfAny("since");
    Optional<Instant> since = text.flatMap(clock);
    if (text.isPresent() && since.isEmpty()) {
      throw fields.refusal("since", "a time as in the scenario");
    }
    return since;
  }

  private static boolean isAsWanted(JsonNode membership, String status, Optional<Instant> since) {
    String changed = membership.path("lastQualificationTime").asText();
    return membership.path("status").asText(NEVER).equals(status)
        && since
            .map(time -> !changed.isEmpty() && Instant.parse(changed).equals(time))
            .orElse(true);
  }

  private static String verb(String status) {
    return switch (status) {
      case "realized" -> "is in";
      case "exited" -> "has left";
      case NEVER -> "is not in";
      default -> "is " + status + " in";
    };
  }

  /** How many profiles the identities lead to; nothing if one of them leads to none. */
  private static Optional<Integer> profileIds(List<String> identities, Lookup lookup)
      throws IOException, InterruptedException {
    Set<String> ids = new HashSet<>();
    for (String identity : identities) {
      Optional<JsonNode> profile = lookup.profile(identity);
      if (profile.isEmpty()) {
        return Optional.empty();
      }
      ids.add(profile.get().path("profileId").asText());
    }
    return Optional.of(ids.size());
  }

  private String listed(List<String> identities) {
    List<String> called = new ArrayList<>(identities.stream().map(names).toList());
    String last = called.remove(called.size() - 1);
    return called.isEmpty() ? last : String.join(", ", called) + " and " + last;
  }
}
