/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarintsTest {

  private static final long SEED = 20261128;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 63, -64, 64, Long.MAX_VALUE, Long.MIN_VALUE})
  void whatIsWrittenIsRead(long number) {
    ByteBuffer bytes = ByteBuffer.allocate(Varints.LONGEST);
    Varints.put(number, bytes);

    assertThat(Varints.get(bytes.flip())).isEqualTo(number);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void manyNumbersOfAnySizeComeBack() {
    Random random = new Random(SEED);
    long[] numbers =
        random.longs(1_000).map(number -> number >> random.nextInt(Long.SIZE)).toArray();

    assertThat(Varints.read(Varints.write(numbers))).as("seed %d", SEED).isEqualTo(numbers);
  }

  @Test
  void numbersNearToZeroTakeOneByte() {
    assertThat(Varints.write(new long[] {0, 63, -64}).remaining()).isEqualTo(3);
    assertThat(Varints.write(new long[] {64}).remaining()).isEqualTo(2);
  }
}
