/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {

  private static final Layout LAYOUT = new Layout(Set.of(1), false, Set.of(), Layout.HALF_LIFE);
  private static final int REPLICATES = 3;
  private static final long DAY = 86_400_000;

  /**
   * Windows that slide against sums over all journeys, early, late, and taken away again; in every
   * other case some of them are too large at times to be replicated.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void of_equalsTheSumOfWhatLiesInTheWindow(long seed) {
    Random random = new Random(seed);
    List<Path> paths = new RandomPaths(seed, 4).take(120);
    Map<Integer, Long> times = new TreeMap<>();
    PanesInMemory panes = new PanesInMemory();
    int cellsMax = seed % 2 == 0 ? Integer.MAX_VALUE : 40;
    Windows windowed = new Windows(panes, () -> new Replicates(REPLICATES, cellsMax), 0);
    Set<Boolean> givenUp = new HashSet<>();
    long now = 0;
    for (int i = 0; i < paths.size(); i++) {
      long time = now - 100 * DAY + random.nextLong(102 * DAY);
      times.put(i, time);
      windowed.add(time, marks(paths.get(i)), 1);
      if (i % 7 == 3) {
        int gone = random.nextInt(i);
        Long at = times.remove(gone);
        if (at != null) {
          windowed.add(at, marks(paths.get(gone)), -1);
        }
      }
      now += random.nextInt(5) == 0 ? random.nextLong(20 * DAY) : random.nextLong(DAY / 24);
      windowed.advanceTo(now);
      long reached = now;
      for (Window window : Window.values()) {
        Replicates expected = new Replicates(REPLICATES, cellsMax);
        times.forEach(
            (which, at) -> {
              if (at >= window.firstPane(reached) && Window.pane(at) <= Window.pane(reached)) {
                expected.add(marks(paths.get(which)), 1);
              }
            });
        givenUp.add(expected.isGivenUp());
        assertThat(windowed.of(window)).as("%s at %d", window, now).isEqualTo(expected);
        assertThat(windowed.of(window, now)).isEqualTo(expected);
        assertThat(windowed.counts(window)).isEqualTo(expected.counts());
      }
    }
    assertThat(givenUp).hasSize(seed % 2 == 0 ? 1 : 2);
  }

  private static Replicates marks(Path path) {
    return Replicates.of(LAYOUT.marks(path), "p" + path.hashCode() % 50, REPLICATES);
  }

  @Test
  void closes_atTheEndOfAnHourADayAndAWeekThatBeginsOnMonday() {
    long thursday = Instant.parse("2026-11-26T10:20:00Z").toEpochMilli();

    assertThat(Instant.ofEpochMilli(Window.HOUR.closes(thursday)))
        .hasToString("2026-11-26T11:00:00Z");
    assertThat(Instant.ofEpochMilli(Window.DAY.closes(thursday)))
        .hasToString("2026-11-27T00:00:00Z");
    assertThat(Instant.ofEpochMilli(Window.DAYS_7.closes(thursday)))
        .hasToString("2026-11-30T00:00:00Z");
    assertThat(Window.DAY.closes(Window.DAY.closes(thursday)))
        .isEqualTo(Window.DAY.closes(thursday) + DAY);
  }

  private static final class PanesInMemory implements Panes {

    private final NavigableMap<Long, Replicates> panes = new TreeMap<>();

    @Override
    public SortedSet<Long> times() {
      return panes.navigableKeySet();
    }

    @Override
    public Replicates at(long pane) {
      return panes.getOrDefault(pane, new Replicates(REPLICATES));
    }

    @Override
    public void add(long pane, Replicates marks, int times) {
      Replicates sum = panes.computeIfAbsent(pane, p -> new Replicates(REPLICATES));
      sum.add(marks, times);
      if (sum.isEmpty()) {
        panes.remove(pane);
      }
    }
  }
}
