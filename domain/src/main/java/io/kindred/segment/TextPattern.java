/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pattern, compiled once; equal to another of the same source. */
final class TextPattern {

  private final Pattern pattern;

  private TextPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** A regular expression that is found anywhere in a text. */
  static TextPattern regex(String regex) {
    return new TextPattern(Pattern.compile(regex));
  }

  /** A whole text: {@code %} stands for any part of it, {@code _} for one character. */
  static TextPattern like(String like) {
    StringBuilder regex = new StringBuilder("\\A");
    like.codePoints()
        .forEach(
            c ->
                regex.append(
                    switch (c) {
                      case '%' -> ".*";
                      case '_' -> ".";
                      default -> Pattern.quote(Character.toString(c));
                    }));
    return new TextPattern(Pattern.compile(regex.append("\\z").toString(), Pattern.DOTALL));
  }

  /** How many groups a match has, not counting the whole. */
  int groups() {
    return pattern.matcher("").groupCount();
  }

  /** What the group finds first; null if nothing. */
  @Nullable String group(String text, int group) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(group) : null;
  }

  boolean matches(String text) {
    return pattern.matcher(text).find();
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
