/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import io.kindred.avro.Definition;
import io.kindred.definition.DefinitionKind;
import java.util.List;

/**
 * Events that each link two identities of which one at least was never seen: pairs of an account
 * and a device, and a hub, an address of email that ever more devices share.
 */
public final class NewLinks {

  private static final String HUB = "Email:store@luma.example";

  private static final String VIEW = "\"eventType\":\"web.webpagedetails.pageViews\"";

  private static final String IDENTITY_SETTINGS =
      """
      {"namespaces": [
        {"namespace": "CRMID", "type": "CROSS_DEVICE", "priority": 1, "unique": true},
        {"namespace": "Email", "type": "EMAIL", "priority": %d},
        {"namespace": "ECID", "type": "COOKIE", "priority": 3}]}
      """;

  private NewLinks() {}

  /**
   * Identity settings and a segment that nobody enters.
   *
   * @param hubIsPrimary events of the hub arrive at its own key, else at the devices' keys
   */
  public static List<Definition> definitions(boolean hubIsPrimary) {
    String settings = IDENTITY_SETTINGS.formatted(hubIsPrimary ? 2 : 4);
    return List.of(
        new Definition(DefinitionKind.IDENTITY_SETTINGS, DefinitionKind.DEFAULT_ID, settings),
        Definitions.segment(
            "buyers", "xEvent[eventType = \"buy\" and timestamp occurs <= 20 days before now]"));
  }

  /** The two identities of pair {@code n}. */
  public static List<String> pair(long n) {
    return pair("pair-" + n);
  }

  public static byte[] pairEvent(long n, long timeMs) {
    return linked("pair-" + n, timeMs);
  }

  /** A pair of their kind that nobody follows. */
  public static byte[] otherEvent(long n, long timeMs) {
    return linked("other-" + n, timeMs);
  }

  private static byte[] linked(String label, long timeMs) {
    List<String> both = pair(label);
    return EventStream.event(label, timeMs, new People.Pair(both.get(0), both.get(1)), VIEW);
  }

  private static List<String> pair(String label) {
    return List.of("CRMID:" + label, "ECID:" + label);
  }

  /** Somebody whom nothing is linked to. */
  public static byte[] aloneEvent(long n, long timeMs) {
    return EventStream.event("alone-" + n, timeMs, new People.Pair("ECID:alone-" + n, ""), VIEW);
  }

  /** One more device at the hub. */
  public static byte[] hubEvent(long n, long timeMs) {
    return EventStream.event("hub-" + n, timeMs, new People.Pair("ECID:hub-" + n, HUB), VIEW);
  }
}
