/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;

/** An endless stream of XDM events of 300 to 1,000 bytes, the same for the same {@link Mix}. */
public final class EventStream {

  private final Mix mix;
  private final Visits visits;
  private final Activities activities;
  private long count;

  public EventStream(Mix mix) {
    this.mix = mix;
    SplittableRandom random = new SplittableRandom(mix.seed());
    this.visits = new Visits(mix, random.split());
    this.activities = new Activities(random.split());
  }

  /** The next event, at the event time that the mix gives it. */
  public byte[] next() {
    return next(mix.startMs() + (long) (count * mix.stepMs()));
  }

  /** The next event, at an event time. */
  public byte[] next(long timeMs) {
    Visits.Visit visit = visits.next();
    String id = Long.toString(mix.seed(), Character.MAX_RADIX) + "-" + count++;
    return event(id, timeMs, visit.who(), activities.next(visit));
  }

  /**
   * An event as a source would send it.
   *
   * @param who its identities as NAMESPACE:id; the second may be empty
   * @param activity its fields from {@code eventType} on
   */
  static byte[] event(String id, long timeMs, People.Pair who, CharSequence activity) {
    StringBuilder json = new StringBuilder(1024);
    json.append("{\"_id\":\"").append(id).append("\",\"timestamp\":\"");
    json.append(Instant.ofEpochMilli(timeMs)).append("\",\"identityMap\":{");
    identity(json, who.first(), true);
    if (!who.second().isEmpty()) {
      json.append(',');
      identity(json, who.second(), false);
    }
    return json.append("},")
        .append(activity)
        .append('}')
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void identity(StringBuilder json, String identity, boolean primary) {
    int colon = identity.indexOf(':');
    json.append('"').append(identity, 0, colon).append("\":[{\"id\":\"");
    json.append(identity, colon + 1, identity.length());
    json.append("\",\"primary\":").append(primary).append("}]");
  }
}
