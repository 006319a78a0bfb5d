/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.attribution;

import java.util.ArrayList;
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

  /** Also such as does not break lines: spreadsheets are full of it. */
  private static final Pattern SPACE_AROUND = Pattern.compile("^[\\s\\h]+|[\\s\\h]+$");

  public PathFormat {
    if (touchSeparator.isEmpty()) {
      throw new IllegalArgumentException("an empty separator");
    }
  }

  /** The channels; where nothing stands between two separators there is none. */
  List<String> channels(String path) {
    List<String> channels = new ArrayList<>();
    for (int from = 0; from <= path.length(); ) {
      int until = path.indexOf(touchSeparator, from);
      until = until < 0 ? path.length() : until;
      String touch = SPACE_AROUND.matcher(path.substring(from, until)).replaceAll("");
      if (!touch.isEmpty()) {
        channels.add(touch);
      }
      from = until + touchSeparator.length();
    }
    return channels;
  }
}
