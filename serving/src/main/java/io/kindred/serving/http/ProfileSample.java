/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.Membership;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.Profile;
import io.kindred.fragment.XdmJson;
import io.kindred.profile.ProfileJson;
import io.kindred.segment.Evaluation;
import io.kindred.segment.Evaluation.Given;
import io.kindred.segment.SampleEstimate;
import io.kindred.serving.store.KeyRange;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import io.kindred.serving.store.Timeline;
import io.kindred.serving.store.Timeline.Window;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A walk over a uniform sample of the profiles. Their ids are hashes, so those with the smallest
 * ids are as good as drawn by lot, are the same ones at the next estimate, and cost one scan; the
 * first of them are a uniform sample, too, where time runs out.
 */
final class ProfileSample {

  /** So many profiles are read at once. */
  private static final int SLICE = 200;

  private static final int EXAMPLES = 10;

  /** As many events as segments are evaluated on at the most. */
  private static final int EVENTS_MAX = 5_000;

  private final ProfileStore store;
  private final AnswerLimits limits;
  private final Clock clock;
  private final Timeline timeline;
  private final List<ObjectNode> examples = new ArrayList<>();
  private final SortedMap<String, Long> namespaces = new TreeMap<>();
  private long sampled;
  private long matched;
  private boolean timedOut;

  ProfileSample(ProfileStore store, AnswerLimits limits, Clock clock) {
    this.store = store;
    this.limits = limits;
    this.clock = clock;
    this.timeline = new Timeline(store);
  }

  SampleEstimate estimate(Evaluation condition) {
    long end = System.nanoTime() + limits.estimateTime().toNanos();
    String from = "";
    int slice = Math.min(SLICE, limits.sample());
    while (slice > 0 && !timedOut) {
      List<Profile> profiles = store.range(Table.PROFILES, KeyRange.from(from, slice));
      for (Profile profile : profiles) {
        look(condition, profile);
        timedOut = System.nanoTime() > end;
        if (timedOut) {
          break;
        }
        from = profile.getProfileId() + '\0';
      }
      boolean last = profiles.size() < slice;
      slice = last ? 0 : (int) Math.min(SLICE, limits.sample() - sampled);
    }
    // Profiles may come and go meanwhile.
    boolean all = !timedOut && sampled < limits.sample();
    return new SampleEstimate(
        all ? sampled : Math.max(sampled, store.profiles()), sampled, matched);
  }

  /** How many of those that matched have an identity of a namespace. */
  SortedMap<String, Long> namespaces() {
    return namespaces;
  }

  /** Some of those that matched. */
  List<ObjectNode> examples() {
    return examples;
  }

  /** Whether the sample is smaller than it could be. */
  boolean timedOut() {
    return timedOut;
  }

  private void look(Evaluation condition, Profile profile) {
    sampled++;
    if (!condition.holds(given(condition, profile))) {
      return;
    }
    matched++;
    Set<String> has = new HashSet<>();
    profile.getIdentities().stream().map(IdentityItem::getNamespace).forEach(has::add);
    has.forEach(namespace -> namespaces.merge(namespace, 1L, Long::sum));
    if (examples.size() < EXAMPLES) {
      examples.add(ProfileJson.of(profile));
    }
  }

  private Given given(Evaluation condition, Profile profile) {
    long now = clock.millis();
    List<JsonNode> events = condition.asksForEvents() ? events(profile, now) : List.of();
    return new Given(
        XdmJson.read(profile.getEntity()), events, now, Map.of(), memberships(profile));
  }

  private List<JsonNode> events(Profile profile, long now) {
    Window latest = Window.latest(Long.MIN_VALUE, EVENTS_MAX);
    return timeline.read(Timelines.keys(profile), latest).stream()
        .filter(event -> event.getTimestamp() <= now)
        .map(event -> XdmJson.read(event.getDocument()))
        .toList();
  }

  private static Set<String> memberships(Profile profile) {
    Set<String> ids = new HashSet<>();
    for (Membership membership : profile.getMemberships()) {
      if (membership.getStatus() != MembershipStatus.exited) {
        ids.add(membership.getSegmentId());
      }
    }
    return ids;
  }
}
