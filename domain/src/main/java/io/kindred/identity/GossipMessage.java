/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one identity's key tells another's. May arrive twice, late, and in any order. */
public sealed interface GossipMessage {

  <R> R fold(Cases<R> cases);

  /**
   * Facts for the root of the component.
   *
   * @param toOwner they are for the target because it owns others, or did; else because it is named
   * @param members whom a former root has told labels, and hands over with its facts
   */
  record FactsMessage(Facts facts, boolean toOwner, Set<String> members) implements GossipMessage {
    public FactsMessage {
      members = Collections.unmodifiableSet(new TreeSet<>(members));
    }

    public FactsMessage(Facts facts, boolean toOwner) {
      this(facts, toOwner, Set.of());
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.facts(this);
    }
  }

  /**
   * A root has facts about you.
   *
   * @param toOwner about others that you own, or did
   */
  record Claim(String root, boolean toOwner) implements GossipMessage {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.claim(root, toOwner);
    }
  }

  /**
   * The profile you belong to, by the facts a root knew.
   *
   * @param cause why it is another than the root told before; null where it is not
   * @param erasedUntil up to when, as the root knows, you were erased; the least long if never
   * @param claim the root, where it claims you first; null where it did before
   * @param crowds those behind the label that may be found but once, for your owner to hear of
   */
  record LabelMessage(
      Label label, @Nullable Cause cause, long erasedUntil, @Nullable String claim, Facts crowds)
      implements GossipMessage {
    public LabelMessage(Label label) {
      this(label, null, Long.MIN_VALUE, null, Facts.NONE);
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.label(this);
    }
  }

  /** You were seen then, and what saw you does not link you. */
  record Hello(long timestamp) implements GossipMessage {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.hello(timestamp);
    }
  }

  /** An identity that you were seen with is erased: forget what you know of it up to then. */
  record Erase(String identity, long until) implements GossipMessage {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.erase(identity, until);
    }
  }

  /**
   * A person wishes to be forgotten.
   *
   * @param identity to be forgotten; the target, or one whose profile the target is asked for
   * @param profile all identities of its profile, which the root knows
   */
  record Forget(String request, String identity, boolean profile, long until)
      implements GossipMessage {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.forget(this);
    }

    Forget alone(String member) {
      return new Forget(request, member, false, until);
    }
  }

  /** A case for each kind: a new kind does not compile until every reader has an answer for it. */
  interface Cases<R> {
    R facts(FactsMessage news);

    R claim(String root, boolean toOwner);

    R label(LabelMessage told);

    R hello(long timestamp);

    R erase(String identity, long until);

    R forget(Forget wish);
  }
}
