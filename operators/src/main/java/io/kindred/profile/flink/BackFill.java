/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import java.io.Serializable;
import java.util.Iterator;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Brings every profile under new rules, a slice at a time, so that the stream goes on in between.
 * Profiles that are touched meanwhile are under them already and are passed over. It is not kept
 * how far it was: after a restore it begins again, and passes over what was done.
 */
public final class BackFill {

  /** A slice ends after so long, however few profiles that were: large ones take their time. */
  private static final long SLICE_MS = 20;

  /** Between two slices at least, so that what waits has its turn. */
  private static final long PAUSE_MIN_MS = 1;

  private final Pace pace;
  private final Profiles profiles;
  private final ProcessingTimeService clock;
  private final Runnable afterSlice;
  private @Nullable Stream<String> keys;
  private @Nullable Iterator<String> next;
  private @Nullable String last;
  private @Nullable ScheduledFuture<?> pending;

  /** The profiles of an operator. */
  interface Profiles {

    /** All of them, as they stand now. */
    Stream<String> keys() throws Exception;

    /** Which share of them comes before one. */
    double until(String profileId);

    /** Brings one under the rules in force, if it is not. */
    void bring(String profileId) throws Exception;
  }

  /**
   * How much is done between events.
   *
   * @param slice so many profiles at a time
   * @param share of the task's time that it takes at most, above 0 and up to 1
   */
  public record Pace(int slice, double share) implements Serializable {

    public Pace {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            ProfileOptions.BACK_FILL_SHARE.key()
                + " is "
                + share
                + ": expected a share above 0 and up to 1");
      }
    }
  }

  BackFill(Pace pace, Profiles profiles, ProcessingTimeService clock, Runnable afterSlice) {
    this.pace = pace;
    this.profiles = profiles;
    this.clock = clock;
    this.afterSlice = afterSlice;
  }

  /** Begins with the first, also where it was under way. */
  void begin() throws Exception {
    close();
    Stream<String> all = profiles.keys();
    keys = all;
    next = all.iterator();
    slice();
  }

  boolean isRunning() {
    return next != null;
  }

  /** From 0 to 1, and 1 where it is not running. */
  double progress() {
    String at = last;
    return at == null ? 1 : profiles.until(at);
  }

  private void slice() throws Exception {
    Iterator<String> from = next;
    if (from == null) {
      return;
    }
    long begun = clock.getCurrentProcessingTime();
    for (int i = 0; i < pace.slice() && from.hasNext(); i++) {
      if (clock.getCurrentProcessingTime() >= begun + SLICE_MS) {
        break;
      }
      String profileId = from.next();
      last = profileId;
      profiles.bring(profileId);
    }
    if (from.hasNext()) {
      laterThan(begun);
    } else {
      close();
    }
    afterSlice.run();
  }

  private void laterThan(long begun) {
    if (pending == null) {
      long now = clock.getCurrentProcessingTime();
      long pause = Math.round((now - begun) * (1 - pace.share()) / pace.share());
      pending =
          clock.registerTimer(
              now + Math.max(PAUSE_MIN_MS, pause),
              time -> {
                pending = null;
                slice();
              });
    }
  }

  void close() {
    if (keys != null) {
      keys.close();
    }
    keys = null;
    next = null;
    last = null;
  }
}
