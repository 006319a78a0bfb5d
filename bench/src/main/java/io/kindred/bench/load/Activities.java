/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import java.util.List;
import java.util.SplittableRandom;

/** What people do in a shop: they look, fill carts, buy, and follow campaigns. */
final class Activities {

  static final int CATEGORIES = 40;
  static final int CAMPAIGNS = 25;
  static final List<String> COUNTRIES = List.of("DE", "FR", "US", "GB", "JP", "BR", "IN", "PL");
  static final List<String> DEVICES = List.of("mobile", "desktop", "tablet");

  private static final int PRODUCTS_OF_CATEGORY = 500;
  private static final List<String> CHANNELS = List.of("search", "social", "display", "affiliate");
  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0.0.0 Safari/537.36");

  private final SplittableRandom random;

  Activities(SplittableRandom random) {
    this.random = random;
  }

  /** The fields of the next event from {@code eventType} on. */
  CharSequence next(Visits.Visit visit) {
    StringBuilder json = new StringBuilder(768);
    if (visit.who().isMail()) {
      email(json);
    } else {
      visit(json, random.nextInt(100));
    }
    return json.append(",\"session\":{\"id\":\"").append(visit.session()).append("\"}");
  }

  private void email(StringBuilder json) {
    String what = random.nextInt(4) == 0 ? "emailClicked" : "emailOpened";
    type(json, "directMarketing." + what);
    json.append(",\"directMarketing\":{\"mailingKey\":\"m-").append(random.nextInt(10_000));
    json.append("\",\"emailDelivered\":{\"value\":1}}");
    campaign(json, "email");
    surroundings(json);
  }

  private void visit(StringBuilder json, int chance) {
    if (chance < 55) {
      type(json, "web.webpagedetails.pageViews");
    } else if (chance < 80) {
      type(json, "commerce.productViews");
      products(json, 1);
    } else if (chance < 88) {
      type(json, "commerce.productListAdds");
      products(json, 1);
    } else if (chance < 91) {
      type(json, "commerce.checkouts");
      products(json, 2);
    } else if (chance < 93) {
      purchase(json);
    } else {
      type(json, "advertising.clicks");
      campaign(json, CHANNELS.get(random.nextInt(CHANNELS.size())));
    }
    page(json);
    surroundings(json);
  }

  private void purchase(StringBuilder json) {
    type(json, "commerce.purchases");
    int total = 10 + random.nextInt(300);
    json.append(",\"commerce\":{\"purchases\":{\"value\":1},\"order\":{\"purchaseID\":\"P-");
    json.append(random.nextInt(Integer.MAX_VALUE)).append("\",\"currencyCode\":\"EUR\"");
    json.append(",\"priceTotal\":").append(total).append(".5}}");
    products(json, 1 + random.nextInt(2));
  }

  private static void type(StringBuilder json, String type) {
    json.append("\"eventType\":\"").append(type).append('"');
  }

  private void products(StringBuilder json, int count) {
    json.append(",\"productListItems\":[");
    for (int i = 0; i < count; i++) {
      int category = random.nextInt(CATEGORIES);
      json.append(i == 0 ? "{" : ",{").append("\"SKU\":\"SKU-").append(category).append('-');
      json.append(random.nextInt(PRODUCTS_OF_CATEGORY)).append("\",\"quantity\":1,\"priceTotal\":");
      json.append(5 + random.nextInt(120)).append(".9,\"_luma\":{\"category\":\"category-");
      json.append(category).append("\",\"size\":\"").append("SML".charAt(random.nextInt(3)));
      json.append("\"}}");
    }
    json.append(']');
  }

  private void campaign(StringBuilder json, String channel) {
    int campaign = random.nextInt(CAMPAIGNS);
    json.append(",\"marketing\":{\"trackingCode\":\"trk-").append(campaign).append('-');
    json.append(random.nextInt(1000)).append("\",\"campaignName\":\"campaign-").append(campaign);
    json.append("\",\"channel\":\"").append(channel).append("\"}");
  }

  private void page(StringBuilder json) {
    int page = random.nextInt(5_000);
    json.append(",\"web\":{\"webPageDetails\":{\"name\":\"page ").append(page);
    json.append("\",\"URL\":\"https://shop.luma.example/c/").append(page % CATEGORIES);
    json.append("/p/").append(page).append("?ref=home\",\"pageViews\":{\"value\":1}}}");
  }

  private void surroundings(StringBuilder json) {
    json.append(",\"device\":{\"type\":\"").append(DEVICES.get(random.nextInt(DEVICES.size())));
    json.append("\"},\"environment\":{\"browserDetails\":{\"userAgent\":\"");
    json.append(AGENTS.get(random.nextInt(AGENTS.size())));
    json.append("\"}},\"placeContext\":{\"geo\":{\"countryCode\":\"");
    json.append(COUNTRIES.get(random.nextInt(COUNTRIES.size()))).append("\"}}");
  }
}
