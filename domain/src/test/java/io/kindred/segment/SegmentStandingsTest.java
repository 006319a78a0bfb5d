/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.segment.SegmentStandings.Standing;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: packed standings are a map by number. Method: random changes, beside a map. */
class SegmentStandingsTest {

  private static final int SEGMENTS = 30;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void packed_holdsWhatAMapHolds(long seed) {
    Random random = new Random(seed);
    SortedMap<Integer, Standing> plain = new TreeMap<>();
    SegmentStandings packed = SegmentStandings.of(ByteBuffer.allocate(0));
    for (int round = 0; round < 20; round++) {
      SortedMap<Integer, Standing> others = new TreeMap<>();
      for (int change = random.nextInt(6); change > 0; change--) {
        others.put(random.nextInt(SEGMENTS), standing(random));
      }
      plain.putAll(others);
      plain.values().removeIf(Standing.OUT::equals);
      packed = packed.with(others);
      assertSame(packed, plain);
      ByteBuffer bytes = packed.packed();
      packed = SegmentStandings.of(bytes);
      assertSame(packed, plain);
      assertThat(packed.packed()).as("bytes of the same").isEqualTo(bytes);
    }
  }

  private static void assertSame(SegmentStandings packed, SortedMap<Integer, Standing> plain) {
    assertThat(packed.size()).isEqualTo(plain.size());
    for (int number = 0; number < SEGMENTS; number++) {
      Standing standing = plain.getOrDefault(number, Standing.OUT);
      assertThat(packed.get(number)).isEqualTo(standing);
      assertThat(packed.isMember(number)).isEqualTo(standing.member());
    }
    assertThat(packed.nextChange())
        .isEqualTo(
            plain.values().stream().mapToLong(Standing::nextChange).min().orElse(Long.MAX_VALUE));
    Map<Integer, Standing> everIn = new TreeMap<>();
    packed.eachEverIn(everIn::put);
    Map<Integer, Long> due = new TreeMap<>();
    packed.eachDue(50, due::put);
    Map<Integer, Standing> plainEverIn = new TreeMap<>(plain);
    plainEverIn.values().removeIf(standing -> standing.since() == SegmentStandings.NEVER);
    Map<Integer, Long> plainDue = new TreeMap<>();
    plain.forEach((number, standing) -> plainDue.put(number, standing.nextChange()));
    plainDue.values().removeIf(next -> next > 50);
    assertThat(everIn).isEqualTo(plainEverIn);
    assertThat(due).isEqualTo(plainDue);
  }

  private static Standing standing(Random random) {
    long since = random.nextInt(3) == 0 ? SegmentStandings.NEVER : random.nextInt(100) - 50L;
    long next = random.nextInt(3) == 0 ? Long.MAX_VALUE : random.nextInt(100);
    return new Standing(since != SegmentStandings.NEVER && random.nextBoolean(), since, next);
  }
}
