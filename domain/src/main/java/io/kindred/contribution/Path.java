/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import io.kindred.journey.Journey;
import io.kindred.journey.Touch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A way that was gone: the channels touched, in order, and how it ended how often.
 *
 * @param ages milliseconds from each touch to the end; empty where no times are known
 */
public record Path(List<String> channels, List<Long> ages, Amount amount) {

  public Path {
    channels = List.copyOf(channels);
    ages = List.copyOf(ages);
    if (!ages.isEmpty() && ages.size() != channels.size()) {
      throw new IllegalArgumentException(ages.size() + " ages of " + channels.size() + " touches");
    }
  }

  /** Many journeys of one form, without their times. */
  public static Path untimed(List<String> channels, Amount amount) {
    return new Path(channels, List.of(), amount);
  }

  /** The way of one journey. */
  public static Path of(Journey journey) {
    return new Path(
        journey.touches().stream().map(Touch::channel).toList(),
        journey.touches().stream().map(touch -> journey.time() - touch.timestamp()).toList(),
        journey.converted() ? new Amount(1, 0, journey.value()) : new Amount(0, 1, 0));
  }

  /** Each channel once, in the order of first touches. */
  List<String> distinct() {
    return List.copyOf(new LinkedHashSet<>(channels));
  }

  /**
   * The last so many channels at each step, each different from the one before. Where the path is
   * shorter there is one state, of the whole path.
   */
  List<List<String>> states(int order) {
    List<List<String>> states = new ArrayList<>();
    for (int end = Math.min(order, channels.size()); end <= channels.size(); end++) {
      List<String> state = channels.subList(Math.max(0, end - order), end);
      if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
        // A copy, as a view would keep the whole path.
        states.add(List.copyOf(state));
      }
    }
    return states;
  }
}
