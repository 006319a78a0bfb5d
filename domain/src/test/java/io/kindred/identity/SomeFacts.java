/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.Map;

/** Facts by one line each. */
public final class SomeFacts {

  private SomeFacts() {}

  public static Facts link(Link link, long... times) {
    Facts facts = Facts.NONE;
    for (long time : times) {
      facts = facts.join(Facts.of(Map.of(link, Seen.at(time))));
    }
    return facts;
  }

  public static Facts cut(Link link, long until) {
    return Facts.of(Cuts.of(Cuts.Place.at(link, "a definition"), new Cuts.Word(1, until)));
  }

  public static Facts cutFromAll(String identity, long until) {
    return Facts.of(Cuts.of(Cuts.Place.at(identity, "a definition"), new Cuts.Word(1, until)));
  }
}
