/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowedCountsTest {

  private static final Layout LAYOUT = new Layout(Set.of(1), false, Set.of(), Layout.HALF_LIFE);
  private static final long DAY = 86_400_000;

  /** Windows that slide against sums over all journeys, early, late, and taken away again. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void of_equalsTheSumOfWhatLiesInTheWindow(long seed) {
    Random random = new Random(seed);
    List<Path> paths = new RandomPaths(seed, 4).take(300);
    Map<Integer, Long> times = new TreeMap<>();
    WindowedCounts windowed = new WindowedCounts();
    long now = 0;
    for (int i = 0; i < paths.size(); i++) {
      long time = now - 100 * DAY + random.nextLong(102 * DAY);
      times.put(i, time);
      windowed.add(time, LAYOUT.marks(paths.get(i)), 1);
      if (i % 7 == 3) {
        int gone = random.nextInt(i);
        Long at = times.remove(gone);
        if (at != null) {
          windowed.add(at, LAYOUT.marks(paths.get(gone)), -1);
        }
      }
      now += random.nextInt(5) == 0 ? random.nextLong(20 * DAY) : random.nextLong(DAY / 24);
      windowed.advanceTo(now);
      for (Window window : Window.values()) {
        Counts expected = expected(window, now, times, paths);
        assertThat(windowed.of(window)).as("%s at %d", window, now).isEqualTo(expected);
        assertThat(windowed.of(window, now)).isEqualTo(expected);
      }
    }
  }

  private static Counts expected(
      Window window, long now, Map<Integer, Long> times, List<Path> paths) {
    Counts expected = new Counts();
    times.forEach(
        (i, time) -> {
          if (time >= window.firstPane(now) && Window.pane(time) <= Window.pane(now)) {
            expected.add(LAYOUT.marks(paths.get(i)));
          }
        });
    return expected;
  }
}
