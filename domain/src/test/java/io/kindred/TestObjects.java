/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.Event;
import io.kindred.avro.Record;
import io.kindred.definition.InvalidDefinition;
import io.kindred.identity.Identity;
import io.kindred.identity.IdentitySettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * The cast of all tests. Sarah Rose has a laptop and a phone, Julian a phone, and both use the
 * tablet in the living room.
 */
public final class TestObjects {

  public static final Identity SARAH = new Identity("CRMID", "sarah");
  public static final Identity SARAH_EMAIL = new Identity("Email", "sarah@luma.example");
  public static final Identity SARAH_LOYALTY = new Identity("LoyaltyID", "L-1001");
  public static final Identity SARAH_LAPTOP = ecid(1);
  public static final Identity SARAH_PHONE = ecid(2);

  public static final Identity JULIAN = new Identity("CRMID", "julian");
  public static final Identity JULIAN_EMAIL = new Identity("Email", "julian@luma.example");
  public static final Identity JULIAN_PHONE = ecid(3);

  public static final Identity TABLET = ecid(4);

  public static final String WEB = "web";
  public static final String CRM = "crm";
  public static final String LOYALTY = "loyalty";

  /** 1 June 2026, 12:00 UTC. */
  public static final long NOON = at("2026-06-01T12:00:00Z");

  public static final long SECOND = 1_000;
  public static final long MINUTE = 60 * SECOND;
  public static final long HOUR = 60 * MINUTE;
  public static final long DAY = 24 * HOUR;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TestObjects() {}

  /** One CRM id and one address a person; a person ranks before a device. */
  public static IdentitySettings identitySettings() {
    try {
      return IdentitySettings.parse(
          """
          {"namespaces": [
            {"namespace": "CRMID", "type": "CROSS_DEVICE", "priority": 1, "unique": true},
            {"namespace": "LoyaltyID", "type": "CROSS_DEVICE", "priority": 2},
            {"namespace": "Email", "type": "EMAIL", "priority": 3, "unique": true},
            {"namespace": "ECID", "type": "COOKIE", "priority": 4}]}
          """,
          1);
    } catch (InvalidDefinition e) {
      throw new AssertionError(e);
    }
  }

  /** A device, by number: an ECID has 38 digits. */
  public static Identity ecid(int number) {
    return new Identity("ECID", "%038d".formatted(number));
  }

  public static long at(String iso) {
    return Instant.parse(iso).toEpochMilli();
  }

  /** A whole XDM ExperienceEvent, to be added to with {@link #with}. */
  public static ObjectNode eventJson(String id, long timestamp, Identity... identities) {
    ObjectNode document = object().put("_id", id).put("timestamp", iso(timestamp));
    document.set("identityMap", identityMap(identities));
    return document;
  }

  /** A whole XDM Individual Profile, to be added to with {@link #with}. */
  public static ObjectNode recordJson(long timestamp, Identity... identities) {
    ObjectNode document = object().put("timestamp", iso(timestamp));
    document.set("identityMap", identityMap(identities));
    return document;
  }

  /** Sets a value, as JSON, at a JSON Pointer; objects on the way there are made. */
  public static ObjectNode with(ObjectNode document, String pointer, String json) {
    int last = pointer.lastIndexOf('/');
    ObjectNode parent = last == 0 ? document : document.withObject(pointer.substring(0, last));
    parent.set(pointer.substring(last + 1), parse(json));
    return document;
  }

  /** The event that ingest makes of a document: its identities as given, the first is primary. */
  public static Event event(String dataset, ObjectNode document, Identity... identities) {
    return new Event(
        document.path("_id").asText(),
        at(document.path("timestamp").asText()),
        document.path("eventType").asText(""),
        dataset,
        Arrays.stream(identities).map(Identity::toItem).toList(),
        0,
        ByteBuffer.wrap(utf8(document)));
  }

  /** An event of a type, and nothing else. */
  public static Event event(String id, long timestamp, String type, Identity... identities) {
    return event(WEB, eventJson(id, timestamp, identities).put("eventType", type), identities);
  }

  /** The record that ingest makes of a document: its identities as given, the first is primary. */
  public static Record record(String dataset, ObjectNode document, Identity... identities) {
    return new Record(
        document.path("_id").asText(""),
        at(document.path("timestamp").asText()),
        dataset,
        Arrays.stream(identities).map(Identity::toItem).toList(),
        0,
        ByteBuffer.wrap(utf8(document)));
  }

  public static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  public static byte[] utf8(JsonNode document) {
    return utf8(document.toString());
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode identityMap(Identity... identities) {
    ObjectNode map = object();
    for (Identity identity : identities) {
      map.withArrayProperty(identity.namespace()).addObject().put("id", identity.id());
    }
    return map;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String iso(long timestamp) {
    return Instant.ofEpochMilli(timestamp).toString();
  }
}
