/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A short stand-in for a text, the same in every run: two texts share one by accident alone. */
public final class Fingerprint {

  private Fingerprint() {}

  public static long of(String text) {
    try {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(utf8)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
