/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import java.time.Duration;

/**
 * What one answer may cost.
 *
 * @param events so many of a timeline are in one answer
 * @param sample so many profiles an estimate looks at
 * @param estimateTime after which an estimate is made of what was looked at until then
 * @param estimates so many are made at once; more are refused with 503
 * @param streams so many clients listen to counts at once; more are refused with 503
 */
public record AnswerLimits(
    int events, int sample, Duration estimateTime, int estimates, int streams) {

  public static final AnswerLimits DEFAULT =
      new AnswerLimits(1_000, 10_000, Duration.ofSeconds(5), 2, 100);

  public AnswerLimits {
    if (Math.min(Math.min(events, sample), Math.min(estimates, streams)) < 1
        || estimateTime.isNegative()
        || estimateTime.isZero()) {
      throw new IllegalArgumentException(
          "limits are positive: %d events, sample of %d, estimate in %s, %d at once, %d streams"
              .formatted(events, sample, estimateTime, estimates, streams));
    }
  }
}
