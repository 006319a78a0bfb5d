/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JourneyCreditTest {

  private static final Layout LAYOUT = new Layout(Set.of(1), false, Set.of("c1"), Layout.HALF_LIFE);

  private final List<Path> paths = new RandomPaths(7, 5).take(200);
  private final Counts counts = RandomPaths.counts(LAYOUT, paths);
  private final JourneyCredit credit = new JourneyCredit(LAYOUT);

  @ParameterizedTest
  @EnumSource(RuleModel.class)
  void by_summedOverJourneysIsTheModel(RuleModel model) {
    Contribution contribution = model.of(counts);

    Map<String, Double> sums = new TreeMap<>();
    for (Path path : paths) {
      credit
          .by(model, path)
          .forEach(
              (channel, share) ->
                  sums.merge(channel, share * path.amount().conversions(), Double::sum));
    }

    sums.forEach(
        (channel, sum) ->
            assertThat(sum).isCloseTo(contribution.of(channel).conversions(), within(1e-3)));
  }

  @Test
  void byShapley_summedOverJourneysIsTheModel() {
    Contribution contribution = new ShapleyModel().of(counts);

    Map<String, Double> sums = new TreeMap<>();
    for (Path path : paths) {
      credit
          .byShapley(path)
          .forEach(
              (channel, share) ->
                  sums.merge(channel, share * path.amount().conversions(), Double::sum));
    }

    sums.forEach(
        (channel, sum) ->
            assertThat(sum).isCloseTo(contribution.of(channel).conversions(), within(1e-9)));
  }

  @Test
  void by_removalEffectsSharesWithinTheJourney() {
    RemovalEffects effects = RemovalEffects.of(counts, 1, true);

    Map<String, Double> shares =
        credit.by(effects, Path.untimed(List.of("c0", "c2", "c0"), new Amount(1, 0, 0)));

    assertThat(shares).containsOnlyKeys("c0", "c2");
    assertThat(shares.get("c0") / shares.get("c2"))
        .isCloseTo(effects.of("c0").conversions() / effects.of("c2").conversions(), within(1e-12));
    assertThat(shares.values().stream().mapToDouble(s -> s).sum()).isCloseTo(1, within(1e-12));
  }
}
