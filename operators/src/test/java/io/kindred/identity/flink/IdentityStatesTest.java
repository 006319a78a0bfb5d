/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.avro.IdentityState;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is at hand, what is in state and what was last changed are one, whatever makes room. */
class IdentityStatesTest {

  private static final int KEYS = 12;
  private static final int AT_HAND = 5;

  private final KeyedValue<IdentityState> state = new KeyedValue<>();
  private final Map<String, IdentityState> expected = new HashMap<>();

  /** Draws changes, turns without one, and checkpoints with and without a failure. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void at_isWhatWasLastChanged(long seed) throws Exception {
    Random random = new Random(seed);
    IdentityStates states = states();
    for (int step = 0; step < 3_000; step++) {
      String key = "ECID:" + random.nextInt(KEYS);
      state.current = key;
      IdentityState held = states.at(key);
      assertThat(held).isEqualTo(expected.getOrDefault(key, fresh()));
      if (random.nextInt(3) > 0) {
        held.setEvents(step);
        expected.put(key, IdentityState.newBuilder(held).build());
      }
      states.changed(key);
      assertThat(state.current).isEqualTo(key);
      if (random.nextInt(40) == 0) {
        states.writeAll();
        assertThat(state.values).containsAllEntriesOf(expected);
        states = random.nextBoolean() ? states() : states;
      }
    }
  }

  @Test
  void changed_writesNothingUntilThereIsNoRoom() throws Exception {
    IdentityStates states = states();
    for (int i = 0; i < AT_HAND; i++) {
      touch(states, "ECID:" + i);
    }
    assertThat(state.values).isEmpty();

    touch(states, "ECID:0");
    touch(states, "ECID:more");

    assertThat(state.values).containsOnlyKeys("ECID:1");
  }

  @Test
  void writeAll_letsGoOfWhatStateHasTaken() throws Exception {
    IdentityStates states = states();
    touch(states, "ECID:1");
    IdentityState before = states.at("ECID:1");

    states.writeAll();

    state.current = "ECID:1";
    assertThat(states.at("ECID:1")).isEqualTo(before).isNotSameAs(before);
  }

  @Test
  void changed_ofWhatWasNotReadFails() {
    assertThatThrownBy(() -> states().changed("ECID:1")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void at_beginsWithTheDefaultsOfTheSchema() throws Exception {
    assertThat(states().at("ECID:1")).isEqualTo(fresh());
  }

  private void touch(IdentityStates states, String key) throws Exception {
    state.current = key;
    states.at(key).setSeen(true);
    states.changed(key);
  }

  private IdentityStates states() {
    return new IdentityStates(state, key -> state.current = key, AT_HAND);
  }

  private static IdentityState fresh() {
    return IdentityState.newBuilder().build();
  }
}
