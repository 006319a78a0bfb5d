/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The id of a profile: 128 bits of the hash of one member's key, so that no topic key is personal.
 */
public final class ProfileId {

  private static final int BYTES = 16;

  private ProfileId() {}

  public static String of(String identityKey) {
    byte[] hash = Sha256.digest(identityKey.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
  }
}
