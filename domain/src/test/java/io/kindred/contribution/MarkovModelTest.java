/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindred.contribution.RemovalEffects.Effect;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MarkovModelTest {

  private static final Layout LAYOUT =
      new Layout(Set.of(1, 2, 3, 4), false, Set.of("direct"), Layout.HALF_LIFE);

  static Stream<Arguments> chains() {
    return Stream.of(1L, 2L, 3L, 4L, 5L, 6L)
        .flatMap(
            seed ->
                Stream.of(1, 2, 3, 4)
                    .flatMap(
                        order ->
                            Stream.of(
                                Arguments.of(seed, order, true),
                                Arguments.of(seed, order, false))));
  }

  /** The one factorisation against what removal means: a system of its own for each channel. */
  @ParameterizedTest(name = "seed {0}, order {1}, nulls {2}")
  @MethodSource("chains")
  void effects_equalThoseOfSolvingWithoutTheChannel(long seed, int order, boolean nulls) {
    Counts counts = RandomPaths.counts(LAYOUT, new RandomPaths(seed, 6).take(300));
    MarkovChain chain = MarkovChain.of(counts, order, nulls);

    same(new Factorisation(chain).effects(), resolved(chain), 1e-12);
  }

  @ParameterizedTest(name = "seed {0}, order {1}, nulls {2}")
  @MethodSource("chains")
  void effects_bySweepsEqualThoseByFactorisation(long seed, int order, boolean nulls) {
    Counts counts = RandomPaths.counts(LAYOUT, new RandomPaths(seed, 6).take(300));
    MarkovChain chain = MarkovChain.of(counts, order, nulls);

    same(new Sweeps(chain).effects(), new Factorisation(chain).effects(), 1e-12);
  }

  @ParameterizedTest(name = "seed {0}, order {1}, nulls {2}")
  @MethodSource("chains")
  void credits_sumToConversionsAndNoChannelWithAConvertingTouchGetsNothing(
      long seed, int order, boolean nulls) {
    Counts counts = RandomPaths.counts(LAYOUT, new RandomPaths(seed, 6).take(300));

    Contribution contribution = new MarkovModel(order, nulls).of(counts);

    Amount all = counts.at(new Cell.All());
    assertThat(contribution.total().conversions())
        .isCloseTo((double) all.conversions(), within(1e-8));
    assertThat(contribution.total().value()).isCloseTo((double) all.value(), within(1e-3));
    assertThat(contribution.byChannel()).hasSize(6);
    assertThat(contribution.byChannel().values())
        .allSatisfy(credit -> assertThat(credit.conversions()).isPositive());
  }

  /**
   * By hand. From the start 2 of 3 go to a and 1 to b; from a 1 of 2 to b; b converts 1 of 2. So 1
   * of 3 convert: half of them by way of a, and all by way of b.
   */
  @Test
  void of_dividesByWhatIsLostWithoutTheChannel() {
    Counts counts =
        RandomPaths.counts(
            LAYOUT,
            List.of(
                path(List.of("a", "b"), 1, 0, 7),
                path(List.of("a"), 0, 1, 0),
                path(List.of("b"), 0, 1, 0)));

    assertThat(RemovalEffects.of(counts, 1, true).of("a").conversions())
        .isCloseTo(0.5, within(1e-15));
    Contribution contribution = new MarkovModel(1, true).of(counts);

    assertThat(contribution.of("a").conversions()).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(contribution.of("b").conversions()).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(contribution.of("b").value()).isCloseTo(14 / 3.0, within(1e-14));
  }

  @Test
  void of_withoutNullsCountsWhoTouchesConvertingPaths() {
    Counts counts =
        RandomPaths.counts(
            LAYOUT, List.of(path(List.of("a", "b"), 3, 5, 0), path(List.of("c"), 0, 9, 0)));

    Contribution contribution = new MarkovModel(1, false).of(counts);

    assertThat(contribution.of("a").conversions()).isCloseTo(1.5, within(1e-15));
    assertThat(contribution.of("b").conversions()).isCloseTo(1.5, within(1e-15));
    assertThat(contribution.byChannel()).containsEntry("c", Credit.NONE);
  }

  @Test
  void of_leavesConversionsWithoutATouchUnattributed() {
    Counts counts =
        RandomPaths.counts(LAYOUT, List.of(path(List.of(), 4, 5, 40), path(List.of("a"), 1, 1, 9)));

    Contribution contribution = new MarkovModel(1, true).of(counts);

    assertThat(contribution.unattributed()).isEqualTo(new Credit(4, 40));
    assertThat(contribution.of("a")).isEqualTo(new Credit(1, 9));
  }

  @Test
  void of_nothingIsNothing() {
    Contribution contribution = new MarkovModel(2, true).of(new Counts());

    assertThat(contribution.byChannel()).isEmpty();
    assertThat(contribution.total()).isEqualTo(Credit.NONE);
  }

  private static Path path(List<String> channels, long conversions, long nulls, long value) {
    return Path.untimed(channels, new Amount(conversions, nulls, value));
  }

  /** The channel's states lead nowhere: plain Gaussian elimination, once for each channel. */
  private static SortedMap<String, Effect> resolved(MarkovChain chain) {
    double conversions = inTheEnd(chain, new int[0], chain.conversion());
    double value = inTheEnd(chain, new int[0], chain.value());
    SortedMap<String, Effect> effects = new TreeMap<>();
    chain
        .statesOf()
        .forEach(
            (channel, states) ->
                effects.put(
                    channel,
                    new Effect(
                        1 - inTheEnd(chain, states, chain.conversion()) / conversions,
                        1 - inTheEnd(chain, states, chain.value()) / value)));
    return effects;
  }

  private static double inTheEnd(MarkovChain chain, int[] removed, double[] next) {
    int size = chain.size();
    double[][] rows = new double[size][size + 1];
    for (int i = 0; i < size; i++) {
      double[] row = rows[i];
      row[i] = 1;
      int from = i;
      if (Arrays.stream(removed).noneMatch(r -> r == from)) {
        chain.next(i).forEach((to, likely) -> row[to] -= likely);
        row[size] = next[i];
      }
    }
    return solution(rows)[MarkovChain.START];
  }

  private static double[] solution(double[][] rows) {
    int size = rows.length;
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size; i++) {
        double factor = i == k ? 0 : rows[i][k] / rows[k][k];
        for (int j = k; factor != 0 && j <= size; j++) {
          rows[i][j] -= factor * rows[k][j];
        }
      }
    }
    double[] solution = new double[size];
    Arrays.setAll(solution, i -> rows[i][size] / rows[i][i]);
    return solution;
  }

  private static void same(Map<String, Effect> one, Map<String, Effect> other, double tolerance) {
    assertThat(one.keySet()).isEqualTo(other.keySet());
    one.forEach(
        (channel, effect) -> {
          Effect expected = other.get(channel);
          assertThat(effect.conversions()).isCloseTo(expected.conversions(), within(tolerance));
          assertThat(effect.value()).isCloseTo(expected.value(), within(tolerance));
        });
  }
}
