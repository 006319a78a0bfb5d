/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

  /** Windows that slide against sums over all journeys, early, late, and taken away again. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void of_equalsTheSumOfWhatLiesInTheWindow(long seed) {
    Random random = new Random(seed);
    List<Path> paths = new RandomPaths(seed, 4).take(120);
    Map<Integer, Long> times = new TreeMap<>();
    PanesInMemory panes = new PanesInMemory();
    Windows windowed = new Windows(panes, REPLICATES, 0);
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
      for (Window window : Window.values()) {
        Replicates expected = expected(window, now, times, paths);
        assertThat(windowed.of(window)).as("%s at %d", window, now).isEqualTo(expected);
        assertThat(windowed.of(window, now)).isEqualTo(expected);
      }
    }
  }

  private static Replicates expected(
      Window window, long now, Map<Integer, Long> times, List<Path> paths) {
    Replicates expected = new Replicates(REPLICATES);
    times.forEach(
        (i, time) -> {
          if (time >= window.firstPane(now) && Window.pane(time) <= Window.pane(now)) {
            expected.add(marks(paths.get(i)), 1);
          }
        });
    return expected;
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
