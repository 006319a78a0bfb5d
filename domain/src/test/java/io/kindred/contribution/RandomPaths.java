/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Paths as they come, by seed. */
final class RandomPaths {

  private final Random random;
  private final int channels;

  RandomPaths(long seed, int channels) {
    this.random = new Random(seed);
    this.channels = channels;
  }

  /** With conversions, nulls or both, and now and then without a touch. */
  List<Path> take(int paths) {
    List<Path> taken = new ArrayList<>();
    for (int i = 0; i < paths; i++) {
      taken.add(path());
    }
    return taken;
  }

  private Path path() {
    List<String> touched = new ArrayList<>();
    List<Long> ages = new ArrayList<>();
    for (int left = random.nextInt(7); left > 0; left--) {
      touched.add("c" + random.nextInt(channels));
      ages.add(random.nextLong(30L * 86_400_000));
    }
    long conversions = random.nextInt(4);
    long value = conversions * random.nextInt(100_000_000);
    return new Path(touched, ages, new Amount(conversions, random.nextInt(20), value));
  }

  static Counts counts(Layout layout, List<Path> paths) {
    Counts counts = new Counts();
    paths.forEach(path -> counts.add(layout.marks(path)));
    return counts;
  }
}
