/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CountsTest {

  private static final Layout LAYOUT =
      new Layout(Set.of(1, 2, 3), true, Set.of("c0"), Layout.HALF_LIFE);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  private static List<Model> models() {
    return Stream.of(
            Stream.of(RuleModel.values()),
            Stream.of(new StepDecay(7), new ShapleyModel()),
            Stream.of(new MarkovModel(1, true), new MarkovModel(3, false)))
        .<Model>flatMap(models -> models)
        .toList();
  }

  /** Neither the counts nor a bit of any credit tell in what order paths came. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_isBlindToOrderAndGrouping(long seed) {
    List<Path> paths = new RandomPaths(seed, 5).take(60);
    List<Path> shuffled = new ArrayList<>(paths);
    Collections.shuffle(shuffled, new Random(seed));

    Counts batch = RandomPaths.counts(LAYOUT, paths);
    Counts late = RandomPaths.counts(LAYOUT, shuffled.subList(20, 60));
    Counts merged = Counts.sum(List.of(late, RandomPaths.counts(LAYOUT, shuffled.subList(0, 20))));

    assertThat(merged).isEqualTo(batch);
    for (Model model : models()) {
      assertThat(model.of(merged)).as("%s", model).isEqualTo(model.of(batch));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void subtract_leavesNoTrace(long seed) {
    List<Path> paths = new RandomPaths(seed, 5).take(60);
    Counts kept = RandomPaths.counts(LAYOUT, paths.subList(0, 30));
    Counts counts = RandomPaths.counts(LAYOUT, paths);

    paths.subList(30, 60).forEach(path -> counts.subtract(LAYOUT.marks(path)));
    assertThat(counts).isEqualTo(kept);

    paths.subList(0, 30).forEach(path -> counts.subtract(LAYOUT.marks(path)));
    assertThat(counts.isEmpty()).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void models_giveWhatThereIs(long seed) {
    Counts counts = RandomPaths.counts(LAYOUT, new RandomPaths(seed, 5).take(60));
    Amount all = counts.at(new Cell.All());
    for (Model model : models()) {
      Credit total = model.of(counts).total();
      assertThat(total.conversions() / all.conversions())
          .as("%s", model)
          .isCloseTo(1, within(1e-12));
      assertThat(total.value() / all.value()).as("%s", model).isCloseTo(1, within(1e-12));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void spreadingModels_giveEveryChannelWithAConvertingTouchSomething(long seed) {
    List<Path> paths = new RandomPaths(seed, 40).take(60);
    Counts counts = RandomPaths.counts(LAYOUT, paths);
    List<Model> spreading = new ArrayList<>(models());
    spreading.removeAll(List.of(RuleModel.FIRST, RuleModel.LAST, RuleModel.LAST_NON_DIRECT));
    for (Model model : spreading) {
      Contribution contribution = model.of(counts);
      paths.stream()
          .filter(path -> path.amount().conversions() > 0)
          .flatMap(path -> path.channels().stream())
          .forEach(
              channel ->
                  assertThat(contribution.of(channel).conversions())
                      .as("%s by %s", channel, model)
                      .isPositive());
    }
  }

  /** What several channels are given under one name is what they are given apart. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void renamed_keepsTheCreditOfRules(long seed) {
    Counts counts = RandomPaths.counts(LAYOUT, new RandomPaths(seed, 8).take(60));
    Counts lumped = TopChannels.of(counts, 3).lumped(counts);

    for (Model model : List.of(RuleModel.LINEAR, RuleModel.POSITION, new ShapleyModel())) {
      Contribution apart = model.of(counts);
      Contribution together = model.of(lumped);
      assertThat(together.byChannel()).hasSize(4).containsKey(TopChannels.OTHER);
      assertThat(together.total().conversions())
          .isCloseTo(apart.total().conversions(), within(1e-9));
      together
          .byChannel()
          .forEach(
              (channel, credit) -> {
                if (!channel.equals(TopChannels.OTHER)) {
                  assertThat(credit).isEqualTo(apart.of(channel));
                }
              });
    }
    assertThat(new MarkovModel(2, true).of(lumped).byChannel()).hasSize(4);
  }

  @Test
  void add_refusesWhatDoesNotFit() {
    Counts counts = new Counts();
    counts.add(new Cell.All(), new Amount(Long.MAX_VALUE, 0, 0));

    assertThatThrownBy(() -> counts.add(new Cell.All(), new Amount(1, 0, 0)))
        .isInstanceOf(ArithmeticException.class);
  }
}
