/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.identity.GossipMessage.FactsMessage;

/** What a key does where its identity has more neighbours than are kept. {@link Facts} says why. */
final class Crowd {

  private final String key;
  private final IdentityMemory memory;
  private final IdentitySettings settings;
  private final IdentityNode.Outbox out;
  private final Sightings sightings;

  Crowd(String key, IdentityMemory memory, IdentitySettings settings, IdentityNode.Outbox out) {
    this.key = key;
    this.memory = memory;
    this.settings = settings;
    this.out = out;
    this.sightings = new Sightings(key, memory, settings, out);
  }

  /** Whether the identity is one, under these settings. */
  boolean stands() {
    return memory.crowd() > 0 && memory.crowd() >= settings.capacity(key);
  }

  /** The identity was seen with more others than so many. */
  void become(int neighbours) {
    memory.crowd(neighbours);
    if (stands()) {
      sightings.share();
      memory.forgetLinks();
      forgetLabel();
    }
  }

  /**
   * What a crowd was told before holds no more, and may never be told better: when it is a crowd no
   * more, its links may be erased. What was told under later settings stands.
   */
  private void forgetLabel() {
    Label told = memory.label();
    if (told != null && told.version().settings() <= settings.version()) {
      memory.label(new Label(Label.NOBODY, Version.NONE, false));
    }
  }

  /** The links of a crowd are for the others; returns what is left. */
  Facts handOn(Facts more) {
    Facts crowds = more.crowdsAlone().join(Facts.crowd(key, memory.crowd()));
    Pieces.around(crowds, more.links())
        .forEach(
            (member, piece) ->
                out.send(member, new FactsMessage(Facts.of(piece).join(crowds), false)));
    return more.withoutLinks();
  }

  /** What a root has to know before it takes this identity for a member. */
  Facts fact() {
    return stands() ? Facts.crowd(key, memory.crowd()) : Facts.NONE;
  }
}
