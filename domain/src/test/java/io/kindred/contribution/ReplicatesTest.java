/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicatesTest {

  private static final Layout LAYOUT = new Layout(Set.of(1), false, Set.of(), Layout.HALF_LIFE);

  /** A journey counted, taken away after a merge and counted for another leaves no trace. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void add_isBlindToOrderAndCancels(long seed) {
    List<Path> paths = new RandomPaths(seed, 4).take(40);
    List<Integer> order = new ArrayList<>(IntStream.range(0, paths.size()).boxed().toList());
    Replicates batch = new Replicates(Replicates.NUMBER);
    order.forEach(i -> batch.add(one(paths.get(i), "p" + i % 10), 1));

    Collections.shuffle(order, new Random(seed));
    Replicates stream = new Replicates(Replicates.NUMBER);
    order.forEach(i -> stream.add(one(paths.get(i), "old" + i), 1));
    order.forEach(i -> stream.add(one(paths.get(i), "p" + i % 10), 1));
    order.forEach(i -> stream.add(one(paths.get(i), "old" + i), -1));

    assertThat(stream).isEqualTo(batch);
    assertThat(stream.estimate(new MarkovModel(1, true)))
        .isEqualTo(batch.estimate(new MarkovModel(1, true)));
    stream.add(batch, -1);
    assertThat(stream.isEmpty()).isTrue();
  }

  /** Mean and variance of the distribution are 1, and replicates know nothing of each other. */
  @Test
  void weight_isPoissonOfMeanOne() {
    int profiles = 20_000;
    double sum = 0;
    double squares = 0;
    double products = 0;
    for (int i = 0; i < profiles; i++) {
      int[] weights = Bootstrap.weights("profile-" + i, 2);
      double one = weights[0] - 1.0;
      double other = weights[1] - 1.0;
      sum += one;
      squares += one * one;
      products += one * other;
    }
    assertThat(sum / profiles).isCloseTo(0, within(0.03));
    assertThat(squares / profiles).isCloseTo(1, within(0.05));
    assertThat(products / profiles).isCloseTo(0, within(0.03));
  }

  /** Of 400 conversions of which half are a channel's, the share is known to about 5 points. */
  @Test
  void estimate_isAsWideAsChance() {
    Replicates replicates = new Replicates(Replicates.NUMBER);
    for (int i = 0; i < 400; i++) {
      Path path = Path.untimed(List.of(i % 2 == 0 ? "a" : "b"), new Amount(1, 0, 10));
      replicates.add(one(path, "p" + i), 1);
    }

    Estimate estimate = replicates.estimate(RuleModel.LAST);

    assertThat(estimate.contribution().of("a")).isEqualTo(new Credit(200, 2000));
    Estimate.Intervals a = estimate.byChannel().get("a");
    assertThat(a.share().low()).isBetween(0.43, 0.47);
    assertThat(a.share().high()).isBetween(0.53, 0.57);
    assertThat(a.conversions().high() - a.conversions().low()).isBetween(40.0, 70.0);
  }

  private static Replicates one(Path path, String profileId) {
    return Replicates.of(LAYOUT.marks(path), profileId, Replicates.NUMBER);
  }
}
