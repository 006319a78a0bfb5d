/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people have said to be wrong: by definition and place, the last word on it.
 *
 * <p>A join-semilattice: of two words on one place from one definition the later version wins, so a
 * definition that is changed or withdrawn takes back what it said, and no other.
 */
public record Cuts(SortedMap<Place, Word> words) {

  public static final Cuts NONE = new Cuts(new TreeMap<>());

  /** A cut until then holds whatever is seen later. */
  public static final long FOREVER = Long.MAX_VALUE;

  /** A cut until then holds no more. */
  public static final long WITHDRAWN = Long.MIN_VALUE;

  /**
   * Where a cut is made, and by which definition.
   *
   * @param a an identity key
   * @param b the other end of the link; empty where all links of {@code a} are cut
   */
  public record Place(String a, String b, String definition) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::a).thenComparing(Place::b).thenComparing(Place::definition);

    public static Place at(Link link, String definition) {
      return new Place(link.a(), link.b(), definition);
    }

    public static Place at(String identity, String definition) {
      return new Place(identity, "", definition);
    }

    boolean ofOne() {
      return b.isEmpty();
    }

    boolean names(String identity) {
      return a.equals(identity) || b.equals(identity);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * What a version of a definition said.
   *
   * @param version of the definition, at least 1
   * @param until links last seen up to then are cut, in event time; or {@link #FOREVER}, or {@link
   *     #WITHDRAWN}
   */
  public record Word(long version, long until) {

    public Word {
      boolean special = until == WITHDRAWN || until > Seen.REACH;
      until = special ? (until == WITHDRAWN ? WITHDRAWN : FOREVER) : Seen.withinReach(until);
    }

    Word join(Word other) {
      return ORDER.compare(this, other) >= 0 ? this : other;
    }

    private static final Comparator<Word> ORDER =
        Comparator.comparingLong(Word::version).thenComparingLong(Word::until);
  }

  public Cuts {
    words = Collections.unmodifiableSortedMap(new TreeMap<>(words));
  }

  public static Cuts of(Place place, Word word) {
    return new Cuts(new TreeMap<>(Map.of(place, word)));
  }

  public boolean isEmpty() {
    return words.isEmpty();
  }

  Cuts join(Cuts other) {
    if (covers(other)) {
      return this;
    }
    TreeMap<Place, Word> joined = new TreeMap<>(words);
    other.words.forEach((place, word) -> joined.merge(place, word, Word::join));
    return new Cuts(joined);
  }

  boolean covers(Cuts other) {
    for (Map.Entry<Place, Word> each : other.words.entrySet()) {
      Word word = words.get(each.getKey());
      if (word == null || !word.join(each.getValue()).equals(word)) {
        return false;
      }
    }
    return true;
  }

  /** Whether some word stands: not all are withdrawn. */
  boolean stand() {
    return words.values().stream().anyMatch(word -> word.until() != WITHDRAWN);
  }

  /** Up to when the link is cut, by itself or with all of one of its ends. */
  public long until(Link link) {
    return words.isEmpty() ? WITHDRAWN : new Lookup(this).until(link);
  }

  /** Answers many questions about the same cuts. */
  static final class Lookup {

    private final Map<Link, Long> links = new HashMap<>();
    private final Map<String, Long> identities = new HashMap<>();

    Lookup(Cuts cuts) {
      cuts.words.forEach(
          (place, word) -> {
            if (place.ofOne()) {
              identities.merge(place.a(), word.until(), Math::max);
            } else {
              links.merge(Link.between(place.a(), place.b()), word.until(), Math::max);
            }
          });
    }

    long until(Link link) {
      long itself = links.getOrDefault(link, WITHDRAWN);
      long oneEnd = identities.getOrDefault(link.a(), WITHDRAWN);
      long otherEnd = identities.getOrDefault(link.b(), WITHDRAWN);
      return Math.max(itself, Math.max(oneEnd, otherEnd));
    }

    /** From when a link that stands counts: what was seen up to a cut does not. */
    long firstSeen(Link link, Seen seen) {
      long until = isEmpty() ? WITHDRAWN : until(link);
      return until == WITHDRAWN ? seen.first() : Math.max(seen.first(), until + 1);
    }

    private boolean isEmpty() {
      return links.isEmpty() && identities.isEmpty();
    }

    /** A link seen after the cut stands again. */
    boolean isCut(Link link, Seen seen) {
      long until = until(link);
      return until != WITHDRAWN && until >= seen.last();
    }
  }
}
