/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * All that one identity's key remembers of the protocol. An engine keeps it on keyed state, a test
 * on maps. Whoever reads before writing gets null, false, nothing or 0.
 *
 * <p>Bounds: the small values are one of each; links and greetings grow with the identities this
 * one was seen with as a primary; facts and the told grow with the component, at its root alone.
 */
public interface IdentityMemory {

  // -- of every identity

  /** The key that holds this one's facts, as far as it knows; null for itself. */
  @Nullable String owner();

  void owner(String key);

  @Nullable Label label();

  void label(Label label);

  /** Whether some root said that it wants last-seen times. Never taken back. */
  boolean contended();

  void contended(boolean contended);

  // -- of an identity under which events arrive

  /** When the link was seen here; null if it never was. */
  @Nullable Seen link(Link link);

  void link(Link link, Seen seen);

  Iterable<Entry<Link, Seen>> links();

  /** Whether this key has sent a greeting to the other. */
  boolean greeted(String key);

  void greet(String key);

  // -- of a root

  /** {@link Facts#NONE} where there are none. */
  Facts facts();

  /** {@link Facts#NONE} ends the state. */
  void facts(Facts facts);

  /** {@link Told#NOTHING} where nobody was told anything. */
  Told told();

  /** {@link Told#NOTHING} ends the state. */
  void told(Told told);

  /** Whether some member has yet to hear the newest version of its label. */
  boolean labelsDue();

  void labelsDue(boolean due);

  /** Version of the settings under which the labels were last decided. */
  long settingsVersion();

  void settingsVersion(long version);

  /**
   * What a root last decided for its members, itself included.
   *
   * @param founders by identity: the member whose key names its profile
   */
  record Told(Map<String, String> founders, boolean contended) {
    public static final Told NOTHING = new Told(Map.of(), false);

    public Told {
      founders = Map.copyOf(founders);
    }

    boolean same(String identity, Told before) {
      String founder = founders.get(identity);
      return contended == before.contended
          && founder != null
          && founder.equals(before.founders.get(identity));
    }
  }
}
