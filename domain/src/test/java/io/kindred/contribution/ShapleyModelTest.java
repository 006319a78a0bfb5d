/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapleyModelTest {

  private static final Layout LAYOUT = new Layout(Set.of(), true, Set.of(), Layout.HALF_LIFE);

  /** The linear form against the definition: each channel's gain over all orders of joining. */
  @ParameterizedTest(name = "{0} channels")
  @ValueSource(ints = {1, 2, 3, 5, 8, 12})
  void of_equalsTheSumOverAllCoalitions(int channels) {
    List<Path> paths = new RandomPaths(channels, channels).take(400);
    Contribution contribution = new ShapleyModel().of(RandomPaths.counts(LAYOUT, paths));

    double[] worth = new double[1 << channels];
    double[] value = new double[1 << channels];
    for (Path path : paths) {
      if (!path.channels().isEmpty()) {
        int set = path.channels().stream().mapToInt(c -> 1 << number(c)).reduce(0, (a, b) -> a | b);
        worth[set] += path.amount().conversions();
        value[set] += path.amount().value();
      }
    }
    double[] conversions = CoalitionGame.shapley(CoalitionGame.withinEach(worth));
    double[] values = CoalitionGame.shapley(CoalitionGame.withinEach(value));
    for (int c = 0; c < channels; c++) {
      Credit credit = contribution.of("c" + c);
      assertThat(credit.conversions()).isCloseTo(conversions[c], within(1e-9));
      assertThat(credit.value()).isCloseTo(values[c], within(1e-1));
      assertThat(conversions[c])
          .isCloseTo(textbook(c, CoalitionGame.withinEach(worth)), within(1e-9));
    }
  }

  @Test
  void byStage_tellsWhoComesFirst() {
    Counts counts =
        RandomPaths.counts(
            LAYOUT,
            List.of(
                Path.untimed(List.of("a", "a", "b"), new Amount(2, 0, 0)),
                Path.untimed(List.of("b", "a"), new Amount(4, 0, 0))));

    Map<Integer, Map<String, Credit>> stages = new ShapleyModel().byStage(counts);

    assertThat(stages.get(0)).isEqualTo(Map.of("a", new Credit(1, 0), "b", new Credit(2, 0)));
    assertThat(stages.get(1)).isEqualTo(Map.of("a", new Credit(2, 0), "b", new Credit(1, 0)));
  }

  /** |S|! (C - |S| - 1)! / C! of what the channel adds to S. */
  private static double textbook(int channel, double[] worth) {
    int channels = Integer.numberOfTrailingZeros(worth.length);
    List<Double> gains = new ArrayList<>();
    for (int set = 0; set < worth.length; set++) {
      if ((set >> channel & 1) == 0) {
        double gain = worth[set | 1 << channel] - worth[set];
        int size = Integer.bitCount(set);
        gains.add(gain * factorial(size) * factorial(channels - size - 1) / factorial(channels));
      }
    }
    return gains.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double factorial(int n) {
    return n <= 1 ? 1 : n * factorial(n - 1);
  }

  private static int number(String channel) {
    return Integer.parseInt(channel.substring(1));
  }
}
