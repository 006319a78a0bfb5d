/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.ComponentState;
import io.kindred.identity.Facts;
import io.kindred.identity.IdentityMemory.Told;
import io.kindred.identity.IdentityMemory.Waiting;
import io.kindred.identity.Link;
import io.kindred.identity.Seen;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is at hand, what is in state and what was last changed are one, whatever makes room. */
class RootComponentsTest {

  private static final int KEYS = 12;

  private final KeyedValue<ComponentState> state = new KeyedValue<>();
  private final Map<String, ComponentState> expected = new HashMap<>();

  /** Draws changes, of small and large components, and checkpoints with and without a failure. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void at_isWhatWasLastChanged(long seed) throws Exception {
    Random random = new Random(seed);
    RootComponents components = components();
    for (int step = 0; step < 3_000; step++) {
      String key = "ECID:" + random.nextInt(KEYS);
      state.current = key;
      RootComponent component = components.at(key);
      assertThat(component.toAvro()).isEqualTo(expected(key));
      if (random.nextInt(3) > 0) {
        change(component, random);
        components.changed(key, component);
        expected.put(key, component.toAvro());
        assertThat(state.current).isEqualTo(key);
      }
      if (random.nextInt(40) == 0) {
        components.writeAll();
        expected.values().removeIf(held -> held.equals(new RootComponent().toAvro()));
        assertThat(state.values).isEqualTo(expected);
        components = random.nextBoolean() ? components() : components;
      }
    }
  }

  @Test
  void changed_writesTheSmallAtOnceAndTheLargeAtACheckpoint() throws Exception {
    RootComponents components = components();
    RootComponent component = components.at("ECID:1");
    state.current = "ECID:1";
    component.keepWaiting(waiting(Map.of(link(0), Seen.at(1))));
    components.changed("ECID:1", component);
    assertThat(state.values).containsEntry("ECID:1", component.toAvro());

    for (int i = 1; i < 5; i++) {
      component.keepWaiting(waiting(Map.of(link(i), Seen.at(1))));
    }
    components.changed("ECID:1", component);
    assertThat(state.values.get("ECID:1").getWaiting()).hasSize(1);

    components.writeAll();
    assertThat(state.values.get("ECID:1").getWaiting()).hasSize(5);
  }

  private RootComponents components() {
    return new RootComponents(state, key -> state.current = key, 3, 40);
  }

  private ComponentState expected(String key) {
    return expected.getOrDefault(key, new RootComponent().toAvro());
  }

  private static void change(RootComponent component, Random random) {
    switch (random.nextInt(5)) {
      case 0 -> {
        component.facts(Facts.NONE);
        component.told(Told.NOTHING);
        component.takeWaiting();
      }
      case 1 -> component.facts(component.takeWaiting().facts());
      case 2 -> component.told(new Told(Map.of("ECID:0", "ECID:0"), random.nextBoolean()));
      default -> component.keepWaiting(drawn(random));
    }
  }

  private static Link link(int i) {
    return new Link("CRMID:0", "ECID:" + i);
  }

  private static Waiting drawn(Random random) {
    Map<Link, Seen> links = Map.of(link(random.nextInt(9)), Seen.at(random.nextInt(9)));
    Map<String, Integer> crowds = random.nextBoolean() ? Map.of() : Map.of("hash", 1_100);
    Set<String> members = random.nextBoolean() ? Set.of() : Set.of("ECID:" + random.nextInt(9));
    return new Waiting(Facts.of(links, crowds), members);
  }

  private static Waiting waiting(Map<Link, Seen> links) {
    return new Waiting(Facts.of(links), Set.of());
  }
}
