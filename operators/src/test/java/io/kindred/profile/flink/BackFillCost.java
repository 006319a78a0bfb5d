/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import io.kindred.TestObjects;
import io.kindred.avro.Event;
import io.kindred.avro.FragmentChange;
import io.kindred.avro.FragmentChangeKind;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.Identity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/**
 * Measures a back-fill on RocksDB: how long the stream waits for a slice, and how many profiles are
 * brought along in a second. Arguments: numbers of profiles, of events each, of segments.
 */
public final class BackFillCost {

  private static final int SLICE = ProfileOptions.BACK_FILL_SLICE.defaultValue();

  private BackFillCost() {}

  public static void main(String[] arguments) throws Exception {
    int profiles = Integer.parseInt(arguments[0]);
    int events = Integer.parseInt(arguments[1]);
    int segments = Integer.parseInt(arguments[2]);
    List<DefinitionUpdate> definitions = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      definitions.add(ProfileRig.segment("segment-" + i, pql(i), "active", 1));
    }
    ProfileSettings settings =
        new ProfileSettings(0, 16, 1, new BackFill.Pace(SLICE, 1), 100, Long.MIN_VALUE);
    try (var rig = new ProfileRig(definitions, settings, new EmbeddedRocksDBStateBackend())) {
      for (int event = 0; event < events; event++) {
        for (int profile = 0; profile < profiles; profile++) {
          rig.apply(view(profile, event));
        }
      }
      rig.changes();
      rig.define(ProfileRig.segment("new", pql(profiles), "active", 2));
      report(slices(rig, profiles), profiles);
    }
  }

  private static String pql(int i) {
    return "xEvent[eventType = 'view-%d' and timestamp occurs <= %d days before now].count() > 1"
        .formatted(i % 50, 1 + i % 30);
  }

  private static FragmentChange view(int profile, int number) {
    Identity identity = TestObjects.ecid(profile);
    long at = TestObjects.NOON + number * TestObjects.MINUTE;
    Event event = TestObjects.event("e" + number, at, "view-" + (profile + number) % 50, identity);
    return FragmentChange.newBuilder()
        .setProfileId("p" + profile)
        .setKind(FragmentChangeKind.ADD)
        .setIdentity(identity.key())
        .setEvents(List.of(event))
        .build();
  }

  /** Nanoseconds of each slice. */
  private static long[] slices(ProfileRig rig, int profiles) throws Exception {
    long[] slices = new long[profiles / SLICE + 1];
    for (int i = 0; i < slices.length; i++) {
      long begun = System.nanoTime();
      rig.processingTime(1 + i);
      slices[i] = System.nanoTime() - begun;
      rig.changes();
    }
    return slices;
  }

  private static void report(long[] slices, int profiles) {
    long all = Arrays.stream(slices).sum();
    Arrays.sort(slices);
    System.out.printf(
        "%d profiles, %d a slice: median %.1f ms, 99 of 100 %.1f ms, longest %.1f ms, %.0f/s%n",
        profiles,
        SLICE,
        slices[slices.length / 2] / 1e6,
        slices[slices.length * 99 / 100] / 1e6,
        slices[slices.length - 1] / 1e6,
        profiles / (all / 1e9));
  }
}
