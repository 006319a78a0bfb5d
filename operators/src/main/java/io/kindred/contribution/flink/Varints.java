/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.stream.LongStream;

/** Whole numbers, of which most are small, in as many bytes as each needs. */
final class Varints {

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private Varints() {}

  static ByteBuffer write(long[] numbers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(numbers.length * 2);
    for (long number : numbers) {
      long rest = (number << 1) ^ (number >> 63);
      while ((rest & -MORE) != 0) {
        out.write((int) (rest & (MORE - 1)) | MORE);
        rest >>>= BITS;
      }
      out.write((int) rest);
    }
    return ByteBuffer.wrap(out.toByteArray());
  }

  static long[] read(ByteBuffer bytes) {
    ByteBuffer in = bytes.duplicate();
    LongStream.Builder numbers = LongStream.builder();
    while (in.hasRemaining()) {
      numbers.add(next(in));
    }
    return numbers.build().toArray();
  }

  private static long next(ByteBuffer in) {
    long read = 0;
    int shift = 0;
    byte each;
    do {
      each = in.get();
      read |= (long) (each & (MORE - 1)) << shift;
      shift += BITS;
    } while ((each & MORE) != 0);
    return (read >>> 1) ^ -(read & 1);
  }
}
