/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is remembered of a journey that others were told of: enough to know whether it is another
 * now, and to take it back.
 */
public record Told(String conversion, long time, long digest) {

  private static final String HASH = "SHA-256";

  public static Told of(Journey journey) {
    return new Told(journey.conversion(), journey.time(), digest(journey));
  }

  /** Equal journeys are written equally, as all that they are made of is in order. */
  private static long digest(Journey journey) {
    try {
      byte[] written = journey.toString().getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance(HASH).digest(written)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + HASH, e);
    }
  }
}
