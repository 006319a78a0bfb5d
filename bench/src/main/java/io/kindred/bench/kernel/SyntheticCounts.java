/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.kernel;

import io.kindred.contribution.Amount;
import io.kindred.contribution.Counts;
import io.kindred.contribution.Layout;
import io.kindred.contribution.Path;
import io.kindred.contribution.Replicates;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Counts as so many journeys leave them: one to six touches, a day apart, of channels drawn at
 * random; one in twenty converts. Where they are many, each form that is drawn stands for as many
 * journeys as it takes, so that ten millions are counted in a second.
 */
final class SyntheticCounts {

  private static final int FORMS_MAX = 100_000;
  private static final int CONVERTS_ONE_IN = 20;
  private static final int TOUCHES_MAX = 6;
  private static final long VALUE = 19_990_000;
  private static final long DAY = 86_400_000;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Layout layout = new Layout(Set.of(1), false, Set.of(), Layout.HALF_LIFE);
  private final int channels;

  SyntheticCounts(int channels) {
    this.channels = channels;
  }

  Counts of(int journeys) {
    int forms = Math.min(journeys, FORMS_MAX);
    Counts counts = new Counts();
    for (int i = 0; i < forms; i++) {
      layout.mark(counts, path(journeys / forms));
    }
    return counts;
  }

  /** With the replicates that intervals are made of, each journey of a person of its own. */
  Replicates replicated(int journeys) {
    Replicates replicates = new Replicates(Replicates.NUMBER);
    for (int i = 0; i < journeys; i++) {
      replicates.add(replicated(path(1), i), 1);
    }
    return replicates;
  }

  /** What a journey of one person marks, a hundred times over. */
  Replicates replicated(Path path, int person) {
    return Replicates.of(layout.marks(path), "p" + person, Replicates.NUMBER);
  }

  /** Journeys of one form. */
  Path path(int journeys) {
    int touches = 1 + random.nextInt(TOUCHES_MAX);
    List<String> touched = random.ints(touches, 0, channels).mapToObj(c -> "c" + c).toList();
    List<Long> ages = IntStream.range(0, touches).mapToObj(i -> (touches - i) * DAY).toList();
    long converted = 0;
    for (int i = 0; i < journeys; i++) {
      converted += random.nextInt(CONVERTS_ONE_IN) == 0 ? 1 : 0;
    }
    return new Path(touched, ages, new Amount(converted, journeys - converted, converted * VALUE));
  }
}
