/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import io.kindred.avro.Event;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.PrivacyResult;
import io.kindred.topic.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people had deleted. An event that names a deleted identity goes with it. */
public final class Erasures {

  private final ProfileStore store;
  private final Map<String, Long> underway = new HashMap<>();

  public Erasures(ProfileStore store) {
    this.store = store;
  }

  /** The same, and results that are about to be stored. */
  public Erasures and(Collection<PrivacyResult> results) {
    Erasures more = new Erasures(store);
    more.underway.putAll(underway);
    results.forEach(each -> more.underway.merge(each.getIdentity(), each.getUntil(), Math::max));
    return more;
  }

  public boolean cover(Event event) {
    for (IdentityItem item : event.getIdentities()) {
      if (event.getTimestamp() <= until(Topic.identityKey(item))) {
        return true;
      }
    }
    return false;
  }

  /** What a result takes out of the store at once: the events in the identity's own fragment. */
  public List<Change> consequences(PrivacyResult result) {
    List<Change> changes = new ArrayList<>();
    changes.add(Table.ERASURES.change(result.getIdentity(), Topic.PRIVACY_RESULTS.encode(result)));
    changes.addAll(deletions(result.getIdentity(), result.getUntil()));
    return changes;
  }

  /** Takes away what an identity's fragment has up to a moment. */
  public List<Change> deletions(String identity, long until) {
    String from = EventKeys.from(identity, until);
    String to = EventKeys.until(identity, Long.MIN_VALUE);
    return store.range(Table.EVENTS, new KeyRange(from, to, false, Integer.MAX_VALUE)).stream()
        .map(Table.EVENTS::deletion)
        .toList();
  }

  /** Up to when all of an identity is deleted. */
  private long until(String identity) {
    long stored =
        store.get(Table.ERASURES, identity).map(PrivacyResult::getUntil).orElse(Long.MIN_VALUE);
    return Math.max(stored, underway.getOrDefault(identity, Long.MIN_VALUE));
  }
}
