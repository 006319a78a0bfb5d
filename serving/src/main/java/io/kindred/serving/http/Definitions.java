/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.Definition;
import io.kindred.definition.InvalidDefinition;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.kindred.serving.writing.TopicLog;
import io.kindred.serving.writing.TopicLog.Written;
import io.kindred.serving.writing.WriteFailure;
import io.kindred.validity.Validity;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people define: read from the store, written to the topic that the store and the jobs read. A
 * definition is checked beside those that stand here, by the rules that the jobs check it by.
 */
final class Definitions {

  private static final Logger LOG = LoggerFactory.getLogger(Definitions.class);

  private final ProfileStore store;
  private final Api.Reading reading;
  private final TopicLog<Definition> log;

  Definitions(Api.Sources sources) {
    this.store = sources.store();
    this.reading = sources.reading();
    this.log = sources.definitions();
  }

  Answer list(Request request, List<String> none) throws Refusal {
    String kind = request.parameters().getOrDefault("kind", "");
    if (!kind.isEmpty() && !Validity.kinds().contains(kind)) {
      throw Refusal.badRequest("kind: " + DefinitionAddress.unknown(kind));
    }
    ObjectNode answer = Json.object();
    ArrayNode definitions = answer.putArray("definitions");
    for (Definition each : store.scan(Table.DEFINITIONS, DefinitionAddress.prefix(kind))) {
      definitions.add(json(each));
    }
    return Answer.json(200, answer);
  }

  Answer get(Request request, List<String> arguments) throws Refusal {
    return Answer.json(200, json(standing(DefinitionAddress.of(arguments))));
  }

  Answer put(Request request, List<String> arguments) throws Refusal {
    DefinitionAddress address = DefinitionAddress.of(arguments);
    Definition definition = address.definition(request.body().json());
    requireReady();
    try {
      Validity.check(definition, others(address));
    } catch (InvalidDefinition e) {
      throw Refusal.of(400, "invalid-definition", String.valueOf(e.getMessage()));
    }
    return write(definition);
  }

  /** An empty body and no tombstone: also who was away for long is to hear of it. */
  Answer withdraw(Request request, List<String> arguments) throws Refusal {
    requireReady();
    DefinitionAddress address = DefinitionAddress.of(arguments);
    standing(address);
    return write(address.definition(""));
  }

  private Definition standing(DefinitionAddress address) throws Refusal {
    return store
        .get(Table.DEFINITIONS, address.key())
        .orElseThrow(
            () ->
                Refusal.of(
                    404,
                    "unknown-definition",
                    "no " + address.kind() + " is defined under \"" + address.id() + "\""));
  }

  private List<Definition> others(DefinitionAddress address) {
    return store.scan(Table.DEFINITIONS, DefinitionAddress.prefix(address.kind())).stream()
        .filter(other -> !other.getId().equals(address.id()))
        .toList();
  }

  /** Whether a definition holds depends on the others: they must be known. */
  private void requireReady() throws Refusal {
    if (!reading.progress().caughtUp()) {
      throw Refusal.of(
          503, "not-ready", "the definitions that stand are still being read; see /ready");
    }
  }

  private Answer write(Definition definition) throws Refusal {
    try {
      Written written = log.append(definition);
      ObjectNode answer =
          Json.object()
              .put("kind", definition.getKind())
              .put("id", definition.getId())
              .put("version", written.next());
      if (definition.getBody().isEmpty()) {
        answer.put("withdrawn", true);
      }
      boolean known = new ReadBack(store).await(Table.DEFINITIONS, written);
      return Answer.json(known ? 200 : 202, answer);
    } catch (WriteFailure e) {
      LOG.warn("{}/{} was not acknowledged", definition.getKind(), definition.getId(), e);
      throw Refusal.of(
          503,
          "not-acknowledged",
          "the broker did not say that it has the definition ("
              + e.getMessage()
              + "); it may have it: ask with GET, or send it again");
    }
  }

  private static ObjectNode json(Definition definition) {
    ObjectNode json = Json.object().put("kind", definition.getKind()).put("id", definition.getId());
    try {
      return json.set("body", Json.parse(definition.getBody()));
    } catch (JsonProcessingException e) {
      // Whoever wrote it past this API sees what stands there.
      return json.put("body", definition.getBody());
    }
  }
}
