/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import com.sun.management.ThreadMXBean;
import io.kindred.TestObjects;
import io.kindred.avro.Event;
import io.kindred.avro.FragmentChange;
import io.kindred.avro.FragmentChangeKind;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.Identity;
import io.kindred.topic.Topic;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/**
 * Measures what an event costs the profile operator on RocksDB, by the number of segments and by
 * the number of events the profile has. Arguments: numbers of segments, a slash, numbers of events.
 */
public final class SegmentCost {

  private static final int CATEGORIES = 200;
  private static final int ROUND = 400;
  private static final int ROUNDS = 10;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final List<String> TYPES =
      List.of(
          "web.webpagedetails.pageViews",
          "web.webpagedetails.pageViews",
          "web.webpagedetails.pageViews",
          "commerce.productViews",
          "commerce.productViews",
          "commerce.productListAdds",
          "commerce.purchases");

  private final Random random = new Random(1);
  private final ProfileRig rig;
  private long time = TestObjects.NOON;
  private int made;
  private long allocated;

  private SegmentCost(int segments) throws Exception {
    List<DefinitionUpdate> definitions = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      definitions.add(ProfileRig.segment("segment-" + i, pql(i), "active", 1));
    }
    ProfileSettings settings =
        new ProfileSettings(0, 16, 0, new BackFill.Pace(50, 1), 100, Long.MIN_VALUE);
    rig = new ProfileRig(definitions, settings, new EmbeddedRocksDBStateBackend());
  }

  private static String pql(int i) {
    String category =
        " and productListItems.category = 'c%d' and timestamp occurs <= %d days before now"
            .formatted(i % CATEGORIES, 1 + i % 30);
    String lately = " and timestamp occurs <= " + (1 + i % 30) + " days before now";
    return switch (i % 8) {
      case 0 -> "xEvent[eventType = 'commerce.productViews'" + category + "].count() >= 2";
      case 1 ->
          "xEvent[eventType = 'commerce.productListAdds'"
              + category
              + "] and not xEvent[eventType = 'commerce.purchases'"
              + lately
              + "]";
      case 2 ->
          "chain(xEvent, timestamp, [A: WHAT(eventType = 'commerce.productListAdds'"
              + category
              + "), !B: WHAT(eventType = 'commerce.purchases')])";
      case 3 -> "xEvent[marketing.campaignName = 'campaign-" + i + "'" + lately + "]";
      case 4 ->
          "xEvent[eventType = 'commerce.purchases'].sum(commerce.order.priceTotal) > "
              + 50 * (1 + i % 20);
      case 5 -> "loyalty.tier = 'tier-" + i + "' and xEvent[placeContext.city = 'city-" + i + "']";
      case 6 -> "xEvent[eventType = 'web.webpagedetails.pageViews'].count() >= " + (2 + i / 8 % 40);
      default ->
          "inSegment('segment-" + (i - 6) + "') and not inSegment('segment-" + (i - 7) + "')";
    };
  }

  private FragmentChange add(String profile, int number) {
    Identity identity = TestObjects.ecid(number);
    String type = TYPES.get(random.nextInt(TYPES.size()));
    var document = TestObjects.eventJson("e" + made++, time, identity).put("eventType", type);
    TestObjects.with(document, "/commerce/order/priceTotal", Integer.toString(made % 100));
    TestObjects.with(document, "/marketing/campaignName", "\"campaign-" + made % 300 + '"');
    TestObjects.with(
        document,
        "/productListItems",
        "[{\"SKU\": \"sku-1\", \"category\": \"c%d\", \"priceTotal\": 12.5}]"
            .formatted(random.nextInt(CATEGORIES)));
    Event event = TestObjects.event(TestObjects.WEB, document, identity);
    time += 60 * TestObjects.SECOND;
    return FragmentChange.newBuilder()
        .setProfileId(profile)
        .setKind(FragmentChangeKind.ADD)
        .setIdentity(identity.key())
        .setEvents(List.of(event))
        .build();
  }

  /**
   * Microseconds of CPU an event, of the best of some rounds on profiles of about so many events.
   */
  private double measure(int events) throws Exception {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      int profiles = events < ROUND ? ROUND / 4 : 1;
      List<FragmentChange> before = new ArrayList<>();
      List<FragmentChange> timed = new ArrayList<>();
      for (int p = 0; p < profiles; p++) {
        String profile = "p" + events + "-" + round + "-" + p;
        for (int i = 0; i < events; i++) {
          before.add(add(profile, p));
        }
        for (int i = 0; i < ROUND / profiles; i++) {
          timed.add(add(profile, p));
        }
      }
      for (FragmentChange change : before) {
        rig.apply(change);
      }
      long free = THREADS.getCurrentThreadAllocatedBytes();
      long begun = THREADS.getCurrentThreadCpuTime();
      for (FragmentChange change : timed) {
        rig.apply(change);
        Topic.PROFILES.encode(rig.published().get(change.getProfileId()));
      }
      long spent = THREADS.getCurrentThreadCpuTime() - begun;
      allocated = (THREADS.getCurrentThreadAllocatedBytes() - free) / timed.size();
      best = Math.min(best, spent / 1_000.0 / timed.size());
      rig.changes();
    }
    return best;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> all = List.of(arguments);
    int slash = all.indexOf("/");
    for (int segments : numbers(all.subList(0, slash))) {
      SegmentCost cost = new SegmentCost(segments);
      for (int events : numbers(all.subList(slash + 1, all.size()))) {
        System.out.printf(
            "%5d segments, %5d events: %8.1f us an event, %6d bytes allocated%n",
            segments, events, cost.measure(events), cost.allocated);
      }
      cost.rig.close();
    }
  }

  private static int[] numbers(List<String> texts) {
    return Stream.of(texts.toArray(String[]::new)).mapToInt(Integer::parseInt).toArray();
  }
}
