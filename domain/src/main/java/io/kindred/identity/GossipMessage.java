/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import org.jspecify.annotations.Nullable;

/** What one identity's key tells another's. May arrive twice, late, and in any order. */
public sealed interface GossipMessage {

  <R> R fold(Cases<R> cases);

  /** Facts for the root of the component. */
  record FactsMessage(Facts facts) implements GossipMessage {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.facts(facts);
    }
  }

  /** A root has facts about you. */
  record Claim(String root) implements GossipMessage {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.claim(root);
    }
  }

  /**
   * The profile you belong to, by the facts a root knew.
   *
   * @param cause why it is another than the root told before; null where it is not
   */
  record LabelMessage(Label label, @Nullable Cause cause) implements GossipMessage {
    public LabelMessage(Label label) {
      this(label, null);
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.label(label, cause);
    }
  }

  /** You were seen, and what saw you does not link you. */
  record Hello() implements GossipMessage {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.hello();
    }
  }

  /** A case for each kind: a new kind does not compile until every reader has an answer for it. */
  interface Cases<R> {
    R facts(Facts facts);

    R claim(String root);

    R label(Label label, @Nullable Cause cause);

    R hello();
  }
}
