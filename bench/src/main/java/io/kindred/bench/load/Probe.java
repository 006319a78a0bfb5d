/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import io.kindred.avro.Definition;
import io.kindred.identity.ProfileId;
import java.util.List;
import java.util.Locale;

/**
 * Somebody whose events are followed through the job. Each is known to the job for a while before
 * something happens to them that is timed.
 *
 * <p>Probe {@code n} is one identity or, where it is about links, a second one too.
 */
public enum Probe {
  /** An event that makes somebody a member of a segment. */
  MEMBERSHIP,
  /** An event that makes two people one. */
  LINK,
  /** An event that makes somebody a member for a short while. */
  WINDOW;

  public static final String MEMBERSHIP_SEGMENT = "probe-membership";
  public static final String WINDOW_SEGMENT = "probe-window";
  public static final long WINDOW_MS = 3_000;

  private static final String SOMETHING = "\"eventType\":\"web.webpagedetails.pageViews\"";

  /** The segments that probes enter. */
  public static List<Definition> segments() {
    String window =
        "xEvent[eventType = \"probe.window\" and timestamp occurs <= %d milliseconds before now]";
    return List.of(
        Definitions.segment(MEMBERSHIP_SEGMENT, "xEvent[eventType = \"probe.membership\"]"),
        Definitions.segment(WINDOW_SEGMENT, window.formatted(WINDOW_MS)));
  }

  /** The identities of probe {@code n}: one, or two that are to be linked. */
  public List<String> identities(int n) {
    String device = "ECID:" + label() + "-" + n;
    return this == LINK ? List.of("CRMID:probe-" + n, device) : List.of(device);
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The profile of a probe that nothing is linked to. */
  public String profileId(int n) {
    return ProfileId.of(identities(n).get(0));
  }

  /** What makes the job know them. */
  public List<byte[]> introduction(int n, long timeMs) {
    return identities(n).stream()
        .map(id -> event("before-" + id, timeMs, new People.Pair(id, ""), SOMETHING))
        .toList();
  }

  /** What is timed. */
  public byte[] event(int n, long timeMs) {
    List<String> who = identities(n);
    String type = "\"eventType\":\"probe." + label() + '"';
    People.Pair pair = new People.Pair(who.get(0), who.size() > 1 ? who.get(1) : "");
    return event("at-" + who.get(0), timeMs, pair, type);
  }

  private static byte[] event(String id, long timeMs, People.Pair who, String activity) {
    String filling = ",\"device\":{\"type\":\"mobile\"},\"filling\":\"" + "x".repeat(200) + '"';
    return EventStream.event(id, timeMs, who, activity + filling);
  }
}
