/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.avro.IdentityMapping;
import io.kindred.avro.MembershipChange;
import io.kindred.bench.load.Feeder;
import io.kindred.bench.load.OpenLoop;
import io.kindred.bench.load.Probe;
import io.kindred.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends probes at a fixed rate beside the load, and notes when what they cause can be read from the
 * topics.
 */
final class Probes implements AutoCloseable {

  /** Of each kind, a second. */
  static final int PER_SECOND = 20;

  /** A probe is introduced so long before it is timed. */
  static final int AHEAD_S = 2;

  /** Each kind's introduction and event, and one introduction more for the other side of a link. */
  static final int EVENTS_PER_SECOND = 7 * PER_SECOND;

  private static final int AHEAD = AHEAD_S * PER_SECOND;

  private final int count;
  private final Feeder feeder;
  private final Arrivals members;
  private final Arrivals links;
  private final Arrivals windows;
  private final Arrivals served;
  private final Map<String, Integer> profiles = new HashMap<>();
  private final Map<String, String> mapped = new HashMap<>();
  private final Map<String, Integer> linked = new ConcurrentHashMap<>();
  private final TopicWatch<MembershipChange> memberships;
  private final TopicWatch<IdentityMapping> identities;
  private final ServedProfiles servedProfiles;

  /**
   * @param seconds that probes are sent
   */
  Probes(Rig rig, String sandbox, int seconds) {
    count = seconds * PER_SECOND;
    feeder = rig.feeder(sandbox, 0);
    members = new Arrivals(count);
    links = new Arrivals(count);
    windows = new Arrivals(count);
    served = new Arrivals(count);
    for (Probe kind : Probe.values()) {
      for (int i = 0; i < count; i++) {
        note(kind, i);
      }
    }
    memberships = new TopicWatch<>(rig.kafka(), sandbox, Topic.MEMBERSHIPS, this::membership);
    identities = new TopicWatch<>(rig.kafka(), sandbox, Topic.IDENTITY_MAP, this::mapping);
    servedProfiles = new ServedProfiles(rig, sandbox, served::arrived);
  }

  private void note(Probe kind, int n) {
    if (kind == Probe.LINK) {
      kind.identities(n).forEach(identity -> linked.put(identity, n));
    } else {
      profiles.put(kind.profileId(n), n);
    }
  }

  /** Sends all of them, and returns when the last is sent. */
  void run() {
    OpenLoop loop = OpenLoop.from(PER_SECOND);
    loop.run(
        count + AHEAD,
        call -> {
          int n = (int) call;
          for (Probe kind : Probe.values()) {
            if (n < count) {
              kind.introduction(n, System.currentTimeMillis()).forEach(feeder::event);
            }
            if (n >= AHEAD) {
              send(kind, n - AHEAD, loop.due(call));
            }
          }
        });
    feeder.flush();
  }

  private void send(Probe kind, int n, long due) {
    long timeMs = System.currentTimeMillis();
    long causedAt = kind == Probe.WINDOW ? due + Probe.WINDOW_MS * 1_000_000 : due;
    arrivals(kind).due(n, causedAt);
    if (kind == Probe.LINK) {
      served.due(n, causedAt);
      servedProfiles.await(n, kind.identities(n));
    }
    feeder.event(kind.event(n, timeMs));
  }

  /** Milliseconds of those that were sent after the warm-up, ascending. */
  double[] delays(Probe kind, int warmUpS) {
    return arrivals(kind).delays(warmUpS * PER_SECOND, count);
  }

  /** The same of those of a stretch of time, seconds from the first. */
  double[] delays(Probe kind, int fromS, int toS) {
    return arrivals(kind).delays(fromS * PER_SECOND, toS * PER_SECOND);
  }

  /** The same of links, until the merged profile is found in serving. */
  double[] servedDelays(int warmUpS) {
    return served.delays(warmUpS * PER_SECOND, count);
  }

  private Arrivals arrivals(Probe kind) {
    return switch (kind) {
      case MEMBERSHIP -> members;
      case LINK -> links;
      case WINDOW -> windows;
    };
  }

  private void membership(MembershipChange change) {
    String segment = change.getMembership().getSegmentId();
    if (segment.equals(Probe.MEMBERSHIP_SEGMENT) && change.getCrossing() > 0) {
      arrived(Probe.MEMBERSHIP, change.getProfileId());
    } else if (segment.equals(Probe.WINDOW_SEGMENT) && change.getCrossing() < 0) {
      arrived(Probe.WINDOW, change.getProfileId());
    }
  }

  private void arrived(Probe kind, String profileId) {
    Integer n = profiles.get(profileId);
    if (n != null) {
      arrivals(kind).arrived(n);
    }
  }

  private void mapping(IdentityMapping mapping) {
    Integer n = linked.get(mapping.getIdentity());
    if (n == null) {
      return;
    }
    mapped.put(mapping.getIdentity(), mapping.getProfileId());
    long profileCount = Probe.LINK.identities(n).stream().map(mapped::get).distinct().count();
    if (profileCount == 1) {
      links.arrived(n);
    }
  }

  @Override
  public void close() {
    memberships.close();
    identities.close();
    servedProfiles.close();
    feeder.close();
  }
}
