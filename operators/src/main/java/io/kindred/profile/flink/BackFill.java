/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

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
final class BackFill {

  /** Between two slices, so that what waits has its turn. */
  private static final long PAUSE_MS = 1;

  /** A slice ends after so long, however few profiles that were: large ones take their time. */
  private static final long SLICE_MS = 20;

  private final int sliceProfiles;
  private final Profiles profiles;
  private final ProcessingTimeService clock;
  private @Nullable Stream<String> keys;
  private @Nullable Iterator<String> next;
  private @Nullable String last;
  private @Nullable ScheduledFuture<?> pending;

  /** The profiles of an operator. */
  interface Profiles {

    /** All of them, as they stand now. */
    Stream<String> keys() throws Exception;

    /** Brings one under the rules in force, if it is not. */
    void bring(String profileId) throws Exception;
  }

  BackFill(int sliceProfiles, Profiles profiles, ProcessingTimeService clock) {
    this.sliceProfiles = sliceProfiles;
    this.profiles = profiles;
    this.clock = clock;
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

  /** The profile it has come to; null where it is not running. */
  @Nullable String at() {
    return last;
  }

  private void slice() throws Exception {
    Iterator<String> from = next;
    if (from == null) {
      return;
    }
    long until = clock.getCurrentProcessingTime() + SLICE_MS;
    for (int i = 0; i < sliceProfiles && from.hasNext(); i++) {
      if (clock.getCurrentProcessingTime() >= until) {
        break;
      }
      String profileId = from.next();
      last = profileId;
      profiles.bring(profileId);
    }
    if (from.hasNext()) {
      later();
    } else {
      close();
    }
  }

  private void later() {
    if (pending == null) {
      pending =
          clock.registerTimer(
              clock.getCurrentProcessingTime() + PAUSE_MS,
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
