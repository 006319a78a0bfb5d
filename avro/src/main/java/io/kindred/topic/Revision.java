/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic;

/**
 * The revision of an upserted value: whoever keeps the value takes the greatest.
 *
 * <p>It follows the clock, and not a counter. A job that goes back to a checkpoint would count
 * again from there, while what it had written since stands in the topic under greater numbers and
 * would win over all that it writes anew.
 */
public final class Revision {

  private Revision() {}

  /** The next one: later than the one before, and not before the processing time. */
  public static long after(long before, long processingTimeMs) {
    return Math.max(before + 1, processingTimeMs);
  }
}
