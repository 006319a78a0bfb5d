/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  private static final int COUNT = 20_000;
  private static final Mix MIX = Mix.of(7, 1_000, 1_700_000_000_000L, 250);

  @Test
  void theSameSeed_givesTheSameEvents() {
    EventStream one = new EventStream(MIX);
    EventStream other = new EventStream(MIX);
    EventStream elsewhere = new EventStream(Mix.of(8, 1_000, MIX.startMs(), MIX.stepMs()));

    for (int i = 0; i < 1_000; i++) {
      byte[] event = one.next();
      assertThat(other.next()).isEqualTo(event);
      assertThat(elsewhere.next()).isNotEqualTo(event);
    }
  }

  @Test
  void events_haveTheSizesOfTheField() {
    EventStream stream = new EventStream(MIX);

    for (int i = 0; i < COUNT; i++) {
      assertThat(stream.next().length).isBetween(300, 1_000);
    }
  }

  @Test
  void events_followEachOtherInTime() throws IOException {
    List<JsonNode> events = events(MIX, 100);

    for (int i = 0; i < 100; i++) {
      Instant at = Instant.parse(events.get(i).get("timestamp").asText());
      assertThat(at.toEpochMilli()).isEqualTo(MIX.startMs() + 250L * i);
    }
  }

  @Test
  void identities_comeAtTheirRates() throws IOException {
    Set<String> links = new HashSet<>();
    int second = 0;
    for (JsonNode event : events(MIX, COUNT)) {
      if (event.get("identityMap").size() == 2) {
        second++;
        links.add(event.get("identityMap").toString());
      }
    }

    assertThat((double) second / COUNT).isCloseTo(Mix.SECOND_IDENTITY, within(0.01));
    assertThat((double) links.size() / COUNT).isCloseTo(Mix.NEW_LINK, within(0.002));
  }

  @Test
  void withoutLinks_eachEventHasOneIdentity() throws IOException {
    assertThat(events(MIX.withNewLink(0), 2_000))
        .allSatisfy(event -> assertThat(event.get("identityMap")).hasSize(1));
  }

  @Test
  void somePeople_areSeenFarMoreOftenThanOthers() throws IOException {
    Map<String, Integer> seen = new HashMap<>();
    for (JsonNode event : events(MIX.withNewLink(0), COUNT)) {
      seen.merge(event.get("identityMap").toString(), 1, Integer::sum);
    }

    int most = Collections.max(seen.values());
    assertThat(most).isGreaterThan(10 * COUNT / seen.size()).isLessThan(COUNT / 20);
  }

  @Test
  void events_comeInVisits() throws IOException {
    Map<String, Set<String>> devices = new HashMap<>();
    for (JsonNode event : events(MIX.withNewLink(0), COUNT)) {
      devices
          .computeIfAbsent(event.at("/session/id").asText(), key -> new HashSet<>())
          .add(event.get("identityMap").toString());
    }

    assertThat(devices.values()).allSatisfy(one -> assertThat(one).hasSize(1));
    assertThat((double) COUNT / devices.size()).isCloseTo(8, within(0.5));
  }

  private static List<JsonNode> events(Mix mix, int count) {
    EventStream stream = new EventStream(mix);
    return IntStream.range(0, count).mapToObj(i -> read(stream.next())).toList();
  }

  private static JsonNode read(byte[] json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
