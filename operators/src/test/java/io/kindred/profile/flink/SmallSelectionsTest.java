/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.SelectedEvents;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: packed selections are a map by key. Method: random changes, beside a map. */
class SmallSelectionsTest {

  private static final int KEYS = 12;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void packed_holdsWhatAMapHolds(long seed) {
    Random random = new Random(seed);
    Map<Long, SelectedEvents> plain = new TreeMap<>();
    ByteBuffer bytes = ByteBuffer.allocate(0);
    for (int round = 0; round < 20; round++) {
      SmallSelections packed = new SmallSelections(bytes);
      for (int change = random.nextInt(4); change > 0; change--) {
        long key = key(random);
        if (random.nextInt(4) == 0) {
          plain.remove(key);
          packed.remove(key);
        } else {
          SelectedEvents events = events(key, random);
          plain.put(key, events);
          packed.put(events);
        }
        assertSame(packed, plain);
      }
      bytes = shifted(packed.packed(), random);
      assertSame(new SmallSelections(bytes), plain);
    }
  }

  private static void assertSame(SmallSelections packed, Map<Long, SelectedEvents> plain) {
    for (int i = 0; i < KEYS; i++) {
      assertThat(packed.get(key(i))).isEqualTo(plain.get(key(i)));
    }
  }

  /** As state gives it: anywhere in a buffer. */
  private static ByteBuffer shifted(ByteBuffer bytes, Random random) {
    int before = random.nextInt(3);
    return ByteBuffer.allocate(before + bytes.remaining() + random.nextInt(3))
        .position(before)
        .put(bytes.duplicate())
        .flip()
        .position(before);
  }

  private static long key(Random random) {
    return key(random.nextInt(KEYS));
  }

  private static long key(int i) {
    return (i - KEYS / 2) * 0x3333_3333_3333_3333L;
  }

  private static SelectedEvents events(long key, Random random) {
    ByteBuffer times = ByteBuffer.allocate(random.nextInt(4) * Long.BYTES);
    while (times.hasRemaining()) {
      times.putLong(random.nextLong() >> random.nextInt(Long.SIZE));
    }
    return new SelectedEvents(
        key,
        times.flip(),
        random.nextBoolean() ? null : someBytes(random),
        random.nextBoolean() ? Long.MIN_VALUE : random.nextLong());
  }

  private static ByteBuffer someBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
