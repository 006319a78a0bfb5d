/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;

/**
 * How far a story was played in a sandbox, so that a restart goes on from there with the same
 * times.
 *
 * @param end when the story ends
 * @param steps how many steps were played
 */
record Bookmark(Instant end, int steps) {

  private static final String END = "end";
  private static final String STEPS = "steps";

  /** The bookmark in a file, or that of a story which begins now. */
  static Bookmark read(Path file, Instant now) throws IOException {
    if (!Files.exists(file)) {
      return new Bookmark(now, 0);
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    return new Bookmark(
        Instant.parse(properties.getProperty(END)),
        Integer.parseInt(properties.getProperty(STEPS)));
  }

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(END, end.toString());
    properties.setProperty(STEPS, Integer.toString(steps));
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, "How far the sample was played");
    }
  }

  boolean isAtStart() {
    return steps == 0;
  }

  Bookmark next() {
    return new Bookmark(end, steps + 1);
  }
}
