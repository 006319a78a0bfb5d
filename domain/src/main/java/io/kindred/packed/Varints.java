/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.packed;

import java.nio.ByteBuffer;
import java.util.stream.LongStream;

/**
 * Whole numbers, of which most are near to zero, in as many bytes as each needs: as Avro writes
 * them, seven bits a byte, the lowest first, in zigzag.
 */
public final class Varints {

  /** The most bytes that a number takes. */
  public static final int LONGEST = 10;

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private Varints() {}

  /** Writes a number where a buffer stands. */
  public static void put(long number, ByteBuffer out) {
    long rest = (number << 1) ^ (number >> 63);
    while ((rest & -MORE) != 0) {
      out.put((byte) ((rest & (MORE - 1)) | MORE));
      rest >>>= BITS;
    }
    out.put((byte) rest);
  }

  /** Reads the number at which a buffer stands. */
  public static long get(ByteBuffer in) {
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

  /** As bytes. */
  public static ByteBuffer write(long[] numbers) {
    ByteBuffer out = ByteBuffer.allocate(numbers.length * LONGEST);
    for (long number : numbers) {
      put(number, out);
    }
    return out.flip();
  }

  /** From the bytes that {@link #write} gave. */
  public static long[] read(ByteBuffer bytes) {
    ByteBuffer in = bytes.duplicate();
    LongStream.Builder numbers = LongStream.builder();
    while (in.hasRemaining()) {
      numbers.add(get(in));
    }
    return numbers.build().toArray();
  }
}
