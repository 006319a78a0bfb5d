/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.attribution;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How a file of paths is written.
 *
 * @param delimiter between columns
 * @param touchSeparator between the touches of a path; white space around it does not count
 * @param nulls whether it must say how often paths did not convert
 */
public record PathFormat(char delimiter, String touchSeparator, boolean nulls) {

  public PathFormat {
    if (touchSeparator.isEmpty()) {
      throw new IllegalArgumentException("an empty separator");
    }
  }

  /** The channels; where nothing stands between two separators there is none. */
  List<String> channels(String path) {
    return Pattern.compile(touchSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .map(String::strip)
        .filter(touch -> !touch.isEmpty())
        .toList();
  }
}
