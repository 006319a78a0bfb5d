/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.Map;

/**
 * What kind of thing a namespace identifies. Decides whether it links, and who is evicted first.
 */
public enum NamespaceType {
  COOKIE,
  DEVICE,
  CROSS_DEVICE,
  EMAIL,
  PHONE,
  NON_PEOPLE,
  PARTNER;

  /** The standard codes of XDM; whatever else people name is cross-device until they say. */
  private static final Map<String, NamespaceType> STANDARD =
      Map.ofEntries(
          Map.entry("ECID", COOKIE),
          Map.entry("AAID", COOKIE),
          Map.entry("AdCloud", COOKIE),
          Map.entry("CORE", COOKIE),
          Map.entry("TNTID", COOKIE),
          Map.entry("APNS", DEVICE),
          Map.entry("FCM", DEVICE),
          Map.entry("GAID", DEVICE),
          Map.entry("IDFA", DEVICE),
          Map.entry("WAID", DEVICE),
          Map.entry("Email", EMAIL),
          Map.entry("Email_LC_SHA256", EMAIL),
          Map.entry("Phone", PHONE),
          Map.entry("Phone_E.164", PHONE),
          Map.entry("Phone_SHA256", PHONE),
          Map.entry("Phone_SHA256_E.164", PHONE));

  static NamespaceType standard(String namespace) {
    return STANDARD.getOrDefault(namespace, CROSS_DEVICE);
  }

  /** Ids of things and of partners are many people's: they link nobody. */
  public boolean links() {
    return this != NON_PEOPLE && this != PARTNER;
  }

  /** Cookies go first when a cluster is over its limit, then devices, then the rest. */
  int evictionRank() {
    return switch (this) {
      case COOKIE -> 0;
      case DEVICE -> 1;
      default -> 2;
    };
  }
}
