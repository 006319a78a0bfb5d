/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern, compiled once; equal to another of the same source. Some regular expressions take
 * longer than anybody can wait, twice as long for each character more, or nest as deep as a text is
 * long. They are given up, so that a segment cannot stop the stream: what they would find is
 * unknown.
 */
final class TextPattern {

  /** How often a search may look at a character. */
  private static final int LOOKS_MAX = 10_000_000;

  private final Pattern pattern;

  private TextPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** A regular expression that is found anywhere in a text. */
  static TextPattern regex(String regex) {
    return new TextPattern(Pattern.compile(regex));
  }

  /**
   * A whole text: {@code %} stands for any part of it, {@code _} for one character. What is between
   * two {@code %} is taken where it comes first, and never looked for again.
   */
  static TextPattern like(String like) {
    String[] parts = like.split("%", -1);
    int last = parts.length - 1;
    StringBuilder regex = new StringBuilder("\\A").append(quoted(parts[0]));
    for (int i = 1; i < last; i++) {
      regex.append("(?>.*?").append(quoted(parts[i])).append(')');
    }
    if (last > 0) {
      regex.append(".*").append(quoted(parts[last]));
    }
    return new TextPattern(Pattern.compile(regex.append("\\z").toString(), Pattern.DOTALL));
  }

  private static String quoted(String part) {
    StringBuilder regex = new StringBuilder();
    part.codePoints()
        .forEach(c -> regex.append(c == '_' ? "." : Pattern.quote(Character.toString(c))));
    return regex.toString();
  }

  /** How many groups a match has, not counting the whole. */
  int groups() {
    return pattern.matcher("").groupCount();
  }

  /** What the group finds first; null if nothing. */
  @Nullable String group(String text, int group) {
    Matcher matcher = pattern.matcher(new Watched(text));
    return Boolean.TRUE.equals(found(matcher)) ? matcher.group(group) : null;
  }

  /** Null is unknown. */
  @Nullable Boolean matches(String text) {
    return found(pattern.matcher(new Watched(text)));
  }

  private static @Nullable Boolean found(Matcher matcher) {
    try {
      return matcher.find();
    } catch (GivenUp | StackOverflowError e) {
      return null;
    }
  }

  /** A text that counts how often it is looked at. */
  private static final class Watched implements CharSequence {

    private final String text;
    private int looks;

    Watched(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > LOOKS_MAX) {
        throw new GivenUp();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Ends a search. It has no trace, as it says nothing of where it was. */
  private static final class GivenUp extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GivenUp() {
      super(null, null, false, false);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextPattern that
        && pattern.pattern().equals(that.pattern.pattern())
        && pattern.flags() == that.pattern.flags();
  }

  @Override
  public int hashCode() {
    return pattern.pattern().hashCode();
  }

  @Override
  public String toString() {
    return "(?%d)%s".formatted(pattern.flags(), pattern.pattern());
  }
}
