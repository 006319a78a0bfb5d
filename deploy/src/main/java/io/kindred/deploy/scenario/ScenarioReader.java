/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.Definition;
import io.kindred.avro.PrivacyRequest;
import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.privacy.PrivacyWish;
import io.kindred.topic.Topic;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of one scenario. Unknown fields are refused; what a fact says is not judged. */
final class ScenarioReader {

  private static final JsonMapper ESCAPING =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final JsonFields fields;
  private final ScenarioClock clock;

  private ScenarioReader(JsonFields fields, ScenarioClock clock) {
    this.fields = fields;
    this.clock = clock;
  }

  static Scenario read(String json, Optional<Instant> end) throws InvalidDefinition {
    JsonFields fields = JsonFields.parse(json);
    ScenarioClock written = new ScenarioClock(start(fields));
    Scenario asWritten = new ScenarioReader(fields, written).scenario();
    if (end.isEmpty() || written.start().isEmpty()) {
      return asWritten;
    }
    Duration shift = Duration.between(asWritten.now(), end.get());
    return new ScenarioReader(
            fields, new ScenarioClock(written.start().map(start -> start.plus(shift))))
        .scenario();
  }

  private static Optional<Instant> start(JsonFields fields) throws InvalidDefinition {
    return fields.has("start")
        ? Optional.of(Instant.ofEpochMilli(fields.instant("start")))
        : Optional.empty();
  }

  private Scenario scenario() throws InvalidDefinition {
    String name = fields.text("name");
    List<Definition> definitions = definitions();
    List<Fact> facts = new ArrayList<>(events());
    facts.addAll(records());
    List<PrivacyRequest> privacyRequests = privacyRequests();
    Instant now = fields.has("now") ? instant(fields, "now") : latest(facts);
    fields.refuseUnknown();
    return new Scenario(name, clock.start(), definitions, facts, privacyRequests, now);
  }

  private List<Definition> definitions() throws InvalidDefinition {
    List<Definition> definitions = new ArrayList<>();
    if (fields.has("identitySettings")) {
      JsonFields settings = fields.object("identitySettings");
      definitions.add(new Definition("identity-settings", "default", settings.node().toString()));
    }
    for (JsonFields definition : fields.objects("definitions")) {
      definitions.add(definition(definition));
    }
    for (JsonFields cut : fields.objects("cuts")) {
      definitions.add(new Definition("cut", "cut-" + definitions.size(), cut(cut)));
    }
    return definitions;
  }

  /** The body is what remains without kind and id. */
  private static Definition definition(JsonFields definition) throws InvalidDefinition {
    ObjectNode body = definition.node().deepCopy();
    body.remove(List.of("kind", "id"));
    return new Definition(definition.text("kind"), definition.text("id"), body.toString());
  }

  private String cut(JsonFields cut) throws InvalidDefinition {
    ObjectNode body = cut.node().deepCopy();
    requireIdentity(cut.object("a"));
    if (cut.has("b")) {
      requireIdentity(cut.object("b"));
    }
    if (!cut.flag("permanent", false) || cut.has("at")) {
      body.put("at", instant(cut, "at").toString());
    }
    cut.refuseUnknown();
    return body.toString();
  }

  private static void requireIdentity(JsonFields identity) throws InvalidDefinition {
    identity.text("namespace");
    identity.text("id");
    identity.refuseUnknown();
  }

  private Instant instant(JsonFields from, String field) throws InvalidDefinition {
    return clock
        .read(from.text(field))
        .orElseThrow(
            () ->
                from.refusal(
                    field,
                    "an ISO 8601 instant such as 2026-01-31T12:00:00Z"
                        + (clock.start().isEmpty() ? "" : ", or +P1DT2H5M after the start")));
  }

  private List<Fact> events() throws InvalidDefinition {
    List<Fact> events = new ArrayList<>();
    for (JsonNode event : fields.items("events")) {
      events.add(fact(Topic.XDM_EVENTS, null, event));
    }
    return events;
  }

  private List<Fact> records() throws InvalidDefinition {
    List<Fact> records = new ArrayList<>();
    for (JsonFields entry : fields.objects("records")) {
      String dataset = entry.textIfAny("dataset").orElse(null);
      if (!entry.has("record")) {
        throw entry.refusal("record", "an XDM record");
      }
      entry.refuseUnknown();
      records.add(fact(Topic.XDM_RECORDS, dataset, entry.node().get("record")));
    }
    return records;
  }

  /** Named by their place where they have no name. */
  private List<PrivacyRequest> privacyRequests() throws InvalidDefinition {
    List<PrivacyRequest> requests = new ArrayList<>();
    for (JsonFields request : fields.objects("privacyRequests")) {
      PrivacyWish wish = PrivacyWish.read(request);
      long until = instant(request, "until").toEpochMilli();
      request.refuseUnknown();
      requests.add(wish.request("privacy-" + requests.size(), until));
    }
    return requests;
  }

  private Fact fact(Topic<byte[]> topic, @Nullable String dataset, JsonNode document) {
    JsonNode timestamp = document.path("timestamp");
    if (!timestamp.isTextual()) {
      return new Fact(topic, dataset, Optional.empty(), asWritten(document));
    }
    ObjectNode resolved = document.deepCopy();
    resolved.put("timestamp", clock.resolve(timestamp.textValue()));
    return new Fact(topic, dataset, clock.read(timestamp.textValue()), asWritten(resolved));
  }

  /** Escaped, so that also what UTF-8 cannot say, half a surrogate pair, reaches ingest. */
  private static String asWritten(JsonNode document) {
    try {
      return ESCAPING.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant latest(List<Fact> facts) {
    return facts.stream()
        .flatMap(fact -> fact.time().stream())
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
