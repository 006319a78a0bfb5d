/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest;

import java.io.Serializable;

/**
 * How much of anything ingest takes. What is over a limit is refused, visibly.
 *
 * @param eventBytesMax of an event's document
 * @param recordBytesMax of a record's document
 * @param futureMsMax how far a timestamp may be ahead of now: clocks differ, but a date in the next
 *     century would hold back whatever waits for time to pass
 * @param nestingMax objects and arrays within each other
 * @param deadLetterBytesMax of what was refused that its dead letter keeps
 */
public record IngestLimits(
    int eventBytesMax, int recordBytesMax, long futureMsMax, int nestingMax, int deadLetterBytesMax)
    implements Serializable {

  /** Whoever reads a document later descends into it by recursion. */
  private static final int NESTING_LIMIT = 500;

  /**
   * A broker's own limit of 1 MiB for a document, far over the 10 KB and 100 KB that the field
   * advises; 10 minutes; 100 levels; 64 KiB, enough to see what a source does wrong.
   */
  public static final IngestLimits DEFAULT =
      new IngestLimits(1 << 20, 1 << 20, 600_000, 100, 64 << 10);

  public IngestLimits {
    if (eventBytesMax < 1 || recordBytesMax < 1 || nestingMax < 1) {
      throw new IllegalArgumentException("a limit under 1 takes nothing");
    }
    if (nestingMax > NESTING_LIMIT) {
      throw new IllegalArgumentException(
          "nesting over " + NESTING_LIMIT + " is not readable later");
    }
    if (futureMsMax < 0 || deadLetterBytesMax < 0) {
      throw new IllegalArgumentException("a limit is negative");
    }
  }
}
