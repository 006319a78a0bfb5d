/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that one identity's key remembers of the protocol. An engine keeps it on keyed state, a test
 * on maps. Whoever reads before writing gets null, false, nothing or 0.
 *
 * <p>Bounds: the small values are one of each; greetings are forgotten at the identity's capacity;
 * links are among its neighbours, which are within its capacity, or it is a crowd and holds none;
 * facts, what waits for them, and the told grow with the component, at its root alone.
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

  /** Whether it was seen, and not only named; and since it was erased, if it was. */
  boolean seen();

  void seen(boolean seen);

  /** It was seen with more others than so many; 0 if it was not. */
  int crowd();

  void crowd(int neighbours);

  /** What was seen of it up to then is erased; the least long if nothing is. */
  long erasedUntil();

  void erasedUntil(long until);

  // -- of an identity under which events arrive

  /** When the link was seen here; null if it never was. */
  @Nullable Seen link(Link link);

  void link(Link link, Seen seen);

  /** A copy: what is forgotten meanwhile does not disturb. */
  Iterable<Entry<Link, Seen>> links();

  void forgetLink(Link link);

  void forgetLinks();

  /** Whether this key has sent a greeting to the other. */
  boolean greeted(String key);

  /** Of a key that has not been greeted. */
  void greet(String key);

  int greetings();

  void forgetGreetings();

  // -- of a root

  /** {@link Facts#NONE} where there are none. */
  Facts facts();

  /** {@link Facts#NONE} ends the state. */
  void facts(Facts facts);

  /** {@link Told#NOTHING} where nobody was told anything. */
  Told told();

  /** {@link Told#NOTHING} ends the state. */
  void told(Told told);

  /**
   * Whether facts for this root may wait, so that a large component is decided once for many of
   * them. Where they always may, no label ever comes.
   */
  boolean factsMayWait();

  /** What came and has yet to be joined. */
  void keepWaiting(Waiting more);

  /** Ends the waiting of all. */
  Waiting takeWaiting();

  /** Whether some wait. */
  boolean factsWait();

  /** Whether some member has yet to hear the newest version of its label. */
  boolean labelsDue();

  void labelsDue(boolean due);

  /** Version of the settings under which the labels were last decided. */
  long settingsVersion();

  void settingsVersion(long version);

  /**
   * What came to a root and has yet to be joined: as if it were still on its way.
   *
   * @param facts links and crowds
   * @param members whom a former root has told labels, and handed over with its facts
   */
  record Waiting(Facts facts, Set<String> members) {}

  /**
   * What a root last decided for its members, itself included.
   *
   * @param founders by member: the one whose key names its profile; empty for a member that is
   *     named by cuts alone and told nothing
   */
  record Told(Map<String, String> founders, boolean contended) {
    public static final Told NOTHING = new Told(Map.of(), false);

    public Told {
      // Not Map.copyOf, whose order is another in each JVM: messages follow it.
      founders = Collections.unmodifiableMap(new HashMap<>(founders));
    }

    boolean same(String identity, Told before) {
      String founder = founders.get(identity);
      return contended == before.contended
          && founder != null
          && founder.equals(before.founders.get(identity));
    }
  }
}
