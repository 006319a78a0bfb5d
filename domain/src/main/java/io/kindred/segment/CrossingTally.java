/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.avro.CrossingBucket;
import io.kindred.avro.SegmentCount;
import io.kindred.avro.SegmentCrossings;
import io.kindred.avro.SegmentFill;
import io.kindred.avro.SegmentTally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Counts a segment's members and the crossings of its border in the last minute, hour and day.
 *
 * <p>Crossings are kept in buckets: of a second for a minute, of a minute for an hour, of an hour
 * for a day. So a window is right to a sixtieth (the day to a twenty-fourth), and a tally has at
 * most 147 buckets, however many crossings there are.
 */
public final class CrossingTally {

  /** How long the crossings of one bucket's width are kept. */
  private enum Window {
    MINUTE(Duration.ofSeconds(1), Duration.ofMinutes(1)),
    HOUR(Duration.ofMinutes(1), Duration.ofHours(1)),
    DAY(Duration.ofHours(1), Duration.ofDays(1));

    private final long widthMs;
    private final long spanMs;

    Window(Duration width, Duration span) {
      this.widthMs = width.toMillis();
      this.spanMs = span.toMillis();
    }

    boolean holds(CrossingBucket bucket) {
      return bucket.getWidth() == widthMs;
    }

    /** When a bucket falls out of the window. */
    long expiry(CrossingBucket bucket) {
      return bucket.getStart() + widthMs + spanMs;
    }
  }

  private CrossingTally() {}

  public static SegmentTally empty() {
    return new SegmentTally(0L, 0L, new ArrayList<>(), List.of());
  }

  /** Counts who came into the segment and who left it. */
  public static void cross(SegmentTally tally, SegmentCrossings crossings, long nowMs) {
    tally.setMembers(tally.getMembers() + crossings.getEntered() - crossings.getExited());
    for (Window window : Window.values()) {
      CrossingBucket bucket = bucket(tally, window, nowMs);
      bucket.setEntered(bucket.getEntered() + crossings.getEntered());
      bucket.setExited(bucket.getExited() + crossings.getExited());
    }
  }

  /** Takes down how far a subtask is with a new or changed definition. */
  public static void fill(SegmentTally tally, SegmentFill fill) {
    List<Double> filled = new ArrayList<>(tally.getFilled());
    if (filled.size() != fill.getSubtasks()) {
      filled = new ArrayList<>(Collections.nCopies(fill.getSubtasks(), 0.0));
    }
    filled.set(fill.getSubtask(), fill.getShare());
    boolean done = filled.stream().allMatch(share -> share >= 1);
    tally.setFilled(done ? List.of() : filled);
  }

  private static double progress(SegmentTally tally) {
    return tally.getFilled().stream().mapToDouble(Double::doubleValue).average().orElse(1);
  }

  /** Forgets what is older than the windows. */
  public static void expire(SegmentTally tally, long nowMs) {
    // A copy, because a list that Avro has read refuses to remove while it is walked.
    List<CrossingBucket> kept = new ArrayList<>(tally.getBuckets());
    for (Window window : Window.values()) {
      kept.removeIf(bucket -> window.holds(bucket) && window.expiry(bucket) <= nowMs);
    }
    tally.setBuckets(kept);
  }

  /** When the counts change next without a crossing; the greatest long if never. */
  public static long nextExpiry(SegmentTally tally) {
    long next = Long.MAX_VALUE;
    for (Window window : Window.values()) {
      for (CrossingBucket bucket : tally.getBuckets()) {
        if (window.holds(bucket)) {
          next = Math.min(next, window.expiry(bucket));
        }
      }
    }
    return next;
  }

  /** The count as it is published. */
  public static SegmentCount count(String segmentId, SegmentTally tally, long nowMs) {
    return SegmentCount.newBuilder()
        .setSegmentId(segmentId)
        .setMembers(tally.getMembers())
        .setEnteredLastMinute(entered(tally, Window.MINUTE))
        .setExitedLastMinute(exited(tally, Window.MINUTE))
        .setEnteredLastHour(entered(tally, Window.HOUR))
        .setExitedLastHour(exited(tally, Window.HOUR))
        .setEnteredLastDay(entered(tally, Window.DAY))
        .setExitedLastDay(exited(tally, Window.DAY))
        .setAsOf(nowMs)
        .setRevision(tally.getRevision())
        .setProgress(progress(tally))
        .build();
  }

  private static CrossingBucket bucket(SegmentTally tally, Window window, long nowMs) {
    long start = Math.floorDiv(nowMs, window.widthMs) * window.widthMs;
    List<CrossingBucket> buckets = tally.getBuckets();
    for (int i = buckets.size() - 1; i >= 0; i--) {
      CrossingBucket bucket = buckets.get(i);
      if (window.holds(bucket) && bucket.getStart() == start) {
        return bucket;
      }
    }
    expire(tally, nowMs);
    CrossingBucket opened = new CrossingBucket(start, window.widthMs, 0L, 0L);
    tally.getBuckets().add(opened);
    return opened;
  }

  private static long entered(SegmentTally tally, Window window) {
    return tally.getBuckets().stream()
        .filter(window::holds)
        .mapToLong(CrossingBucket::getEntered)
        .sum();
  }

  private static long exited(SegmentTally tally, Window window) {
    return tally.getBuckets().stream()
        .filter(window::holds)
        .mapToLong(CrossingBucket::getExited)
        .sum();
  }
}
