/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** One step that brings the many ways of writing an id to one. */
public enum Normalization {
  TRIM {
    @Override
    public String apply(String id) {
      return id.strip();
    }
  },
  LOWERCASE {
    @Override
    public String apply(String id) {
      return id.toLowerCase(Locale.ROOT);
    }
  },
  /** A phone number as {@code +} and its digits. What is not an international number stays. */
  E164 {
    @Override
    public String apply(String id) {
      String bare = PHONE_PUNCTUATION.matcher(id).replaceAll("");
      String digits = INTERNATIONAL_PREFIX.matcher(bare).replaceFirst("");
      return INTERNATIONAL_NUMBER.matcher(digits).matches() ? "+" + digits : id;
    }
  },
  /** The hash of the id's UTF-8 bytes, in lower-case hex. */
  SHA256 {
    @Override
    public String apply(String id) {
      return Sha256.hex(id.getBytes(StandardCharsets.UTF_8));
    }
  };

  private static final Pattern PHONE_PUNCTUATION = Pattern.compile("[\\s().\\-/]");
  private static final Pattern INTERNATIONAL_PREFIX = Pattern.compile("^(\\+|00)");

  /** No country code begins with 0, and E.164 ends at 15 digits. */
  private static final Pattern INTERNATIONAL_NUMBER = Pattern.compile("[1-9][0-9]{3,14}");

  public abstract String apply(String id);

  /** The form in definitions; {@code lower-case} and {@code E.164} are understood as well. */
  static Normalization parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replaceAll("[-_.]", ""));
  }
}
