/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest;

import static io.kindred.TestObjects.CRM;
import static io.kindred.TestObjects.NOON;
import static io.kindred.TestObjects.SARAH;
import static io.kindred.TestObjects.SARAH_EMAIL;
import static io.kindred.TestObjects.TABLET;
import static io.kindred.TestObjects.eventJson;
import static io.kindred.TestObjects.identitySettings;
import static io.kindred.TestObjects.utf8;
import static io.kindred.TestObjects.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindred.avro.Event;
import io.kindred.avro.Record;
import io.kindred.fragment.Attributes;
import io.kindred.ingest.XdmIngest.Inbound;
import io.kindred.ingest.XdmIngest.Origin;
import io.kindred.profile.MergePolicy;
import io.kindred.profile.ProfileFacts;
import io.kindred.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No bytes make ingest throw, and what it accepts everything behind it can read. Goal: each input
 * is either written to its topic and read back the same, and flattened and parsed by the profile,
 * or becomes a dead letter. Method: draw from a seed a valid document and damage it (bytes changed,
 * cut out, repeated, values swapped for nasty ones), or bytes of no meaning.
 */
class XdmIngestPropertyTest {

  private static final int INPUTS = 100;
  private static final String SIGNS = "{}[],:\"\\0 ";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final XdmIngest INGEST = new XdmIngest(identitySettings(), IngestLimits.DEFAULT);

  private static final List<String> NASTY =
      List.of(
          "null",
          "true",
          "-1",
          "1e999999999",
          "1e-99999999999",
          "-0.0E5",
          "1".repeat(1_100),
          "0." + "1".repeat(1_100),
          "{\"" + "n".repeat(60_000) + "\":1}",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud83d\"",
          "\"\\ud83d\\ude00\"",
          "\"2026-06-01T25:00:00Z\"",
          "\"-999999999-01-01T00:00:00+18:00\"",
          "[]",
          "{}",
          "[[[[",
          "{\"\":{\"\":{}}}",
          "NaN",
          "\"" + "x".repeat(2_000) + "\"",
          "[".repeat(120) + "]".repeat(120),
          "//",
          "'a'");

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyBytesAreAcceptedOrRefused(long seed) {
    Random random = new Random(seed);
    int accepted = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] bytes = bytes(random);
      Inbound in = new Inbound(bytes, CRM, NOON);
      accepted +=
          INGEST.event(in, NOON).fold(a -> readable(a.value()), r -> becomesALetter(bytes, r));
      accepted +=
          INGEST.record(in, NOON).fold(a -> readable(a.value()), r -> becomesALetter(bytes, r));
    }
    assertThat(accepted).as("some are accepted, some not").isBetween(1, 2 * INPUTS - 1);
  }

  private static int readable(Event event) {
    assertThat(Topic.EVENTS.decode(Topic.EVENTS.encode(event))).isEqualTo(event);
    var facts = new ProfileFacts(Map.of(), List.of(event), MergePolicy.DEFAULT);
    assertThat(facts.events().get(0).document().path("_id").asText()).isEqualTo(event.getId());
    assertThat(isJson(event.getDocument().array())).isTrue();
    return 1;
  }

  private static int readable(Record source) {
    assertThat(Topic.RECORDS.decode(Topic.RECORDS.encode(source))).isEqualTo(source);
    var versions = Map.of(SARAH.key(), Attributes.versionsOf(source));
    new ProfileFacts(versions, List.of(), MergePolicy.DEFAULT).entity();
    return 1;
  }

  private static int becomesALetter(byte[] bytes, Outcome.Refused<?> refused) {
    var letter = INGEST.deadLetter(new Origin("xdm-events", 0, 0), bytes, refused);
    assertThat(letter.getReason()).isNotBlank().hasSizeLessThan(1_100);
    assertThat(Topic.DEAD_LETTERS.decode(Topic.DEAD_LETTERS.encode(letter)).getPayload())
        .isEqualTo(letter.getPayload());
    return 0;
  }

  private static boolean isJson(byte[] bytes) {
    try {
      return JSON.readTree(bytes).isObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Random random) {
    if (random.nextInt(10) == 0) {
      byte[] noise = new byte[random.nextInt(60)];
      random.nextBytes(noise);
      return noise;
    }
    String document = document(random);
    for (int i = random.nextInt(3); i > 0; i--) {
      document = withNastyValue(document, random);
    }
    byte[] bytes = utf8(document);
    for (int i = random.nextInt(3); i > 0; i--) {
      bytes = damaged(bytes, random);
    }
    return bytes;
  }

  private static String document(Random random) {
    var document = eventJson("e" + random.nextInt(9), NOON, SARAH, SARAH_EMAIL, TABLET);
    with(document, "/eventType", "\"commerce.purchases\"");
    with(document, "/commerce/order", "{\"priceTotal\":12.50,\"items\":[{\"sku\":\"a\"},null]}");
    return with(document, "/person/name", "{\"firstName\":\"Sär\ud83d\ude00ah\"}").toString();
  }

  /** Puts a value in the place of another: whatever stands behind a colon. */
  private static String withNastyValue(String document, Random random) {
    int colon = document.indexOf(':', random.nextInt(document.length()));
    int end = document.indexOf(',', colon);
    if (colon < 0 || end < 0) {
      return document;
    }
    String value = NASTY.get(random.nextInt(NASTY.size()));
    return document.substring(0, colon + 1) + value + document.substring(end);
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    byte[] damaged = bytes.clone();
    switch (random.nextInt(4)) {
      case 0 -> damaged[at] = (byte) random.nextInt(256);
      case 1 -> damaged[at] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
      case 2 -> damaged = Arrays.copyOf(bytes, at);
      default -> damaged = repeated(bytes, at, random.nextInt(bytes.length - at));
    }
    return damaged;
  }

  private static byte[] repeated(byte[] bytes, int from, int length) {
    byte[] repeated = Arrays.copyOf(bytes, bytes.length + length);
    System.arraycopy(bytes, from, repeated, from + length, bytes.length - from);
    return repeated;
  }
}
