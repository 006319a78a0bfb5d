/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import io.kindred.avro.Definition;
import io.kindred.definition.DefinitionKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What marketers defined: identity settings, and any number of segments of nine common forms.
 * Windows, counts, sums, sequences, exclusions and references to other segments are among them.
 */
public final class Definitions {

  private static final String IDENTITY_SETTINGS =
      """
      {"namespaces": [
        {"namespace": "CRMID", "type": "CROSS_DEVICE", "priority": 1, "unique": true},
        {"namespace": "Email", "type": "EMAIL", "priority": 2},
        {"namespace": "ECID", "type": "COOKIE", "priority": 3}]}
      """;

  private static final String TOUCHPOINT =
      """
      {"name": "Contacts", "expression": {"type": "PQL", "format": "pql/text",
         "value": "eventType in [\\"advertising.clicks\\", \\"directMarketing.emailClicked\\"]"},
       "channel": "/marketing/channel", "campaign": "/marketing/campaignName"}
      """;

  private static final String CONVERSION =
      """
      {"name": "Purchase", "expression": {"type": "PQL", "format": "pql/text",
         "value": "eventType = \\"commerce.purchases\\""},
       "value": "/commerce/order/priceTotal", "currency": "/commerce/order/currencyCode"}
      """;

  private Definitions() {}

  /** Identity settings, what journeys are made of, and so many segments. */
  public static List<Definition> of(int segments) {
    List<Definition> definitions = new ArrayList<>();
    definitions.add(
        new Definition(
            DefinitionKind.IDENTITY_SETTINGS, DefinitionKind.DEFAULT_ID, IDENTITY_SETTINGS));
    definitions.add(new Definition(DefinitionKind.TOUCHPOINT, "contacts", TOUCHPOINT));
    definitions.add(new Definition(DefinitionKind.CONVERSION, "purchase", CONVERSION));
    for (int i = 0; i < segments; i++) {
      definitions.add(segment(id(i), pql(i)));
    }
    return definitions;
  }

  /** A segment by its condition. */
  public static Definition segment(String id, String pql) {
    String body =
        """
        {"name": "%s", "expression": {"type": "PQL", "format": "pql/text", "value": "%s"}}
        """
            .formatted(id, pql.replace("\"", "\\\""));
    return new Definition(DefinitionKind.SEGMENT, id, body);
  }

  static String id(int segment) {
    return "segment-" + segment;
  }

  static String pql(int i) {
    String category = "category-" + i % Activities.CATEGORIES;
    String campaign = "campaign-" + i % Activities.CAMPAIGNS;
    int days = 1 + i % 30;
    return switch (i % 9) {
      case 0 -> counted("commerce.productViews", of(category) + within(days), 1 + i / 9 % 4);
      case 1 ->
          "xEvent[eventType = \"commerce.purchases\" and commerce.order.priceTotal > "
              + (20 + i % 200)
              + within(days)
              + "]";
      case 2 -> abandonedCart(category, days);
      case 3 ->
          "xEvent[marketing.campaignName = \""
              + campaign
              + "\""
              + within(days)
              + "] and not xEvent[eventType = \"commerce.purchases\""
              + within(days)
              + "]";
      case 4 ->
          "xEvent[eventType = \"commerce.purchases\"].sum(commerce.order.priceTotal) > "
              + 50 * (1 + i % 20);
      case 5 ->
          "xEvent[placeContext.geo.countryCode = \""
              + country(i)
              + "\""
              + within(days)
              + "].count() >= "
              + (1 + i / 9 % 5);
      case 6 -> counted("web.webpagedetails.pageViews", "", 2 + i % 40);
      case 7 -> counted("commerce.productListAdds", " and device.type = \"" + device(i) + "\"", 1);
      default -> "inSegment(\"" + id(i - 1) + "\") and not inSegment(\"" + id(i - 2) + "\")";
    };
  }

  private static String counted(String eventType, String condition, int least) {
    return "xEvent[eventType = \"" + eventType + "\"" + condition + "].count() >= " + least;
  }

  private static String abandonedCart(String category, int days) {
    return "chain(xEvent, timestamp, [A: WHAT(eventType = \"commerce.productListAdds\""
        + of(category)
        + ") WHEN(< "
        + days
        + " days before now), !B: WHAT(eventType = \"commerce.purchases\")])";
  }

  private static String of(String category) {
    return " and productListItems[_luma.category = \"" + category + "\"]";
  }

  private static String within(int days) {
    return " and timestamp occurs <= " + days + " days before now";
  }

  private static String country(int i) {
    return Activities.COUNTRIES.get(i % Activities.COUNTRIES.size());
  }

  private static String device(int i) {
    return Activities.DEVICES.get(i % Activities.DEVICES.size());
  }
}
