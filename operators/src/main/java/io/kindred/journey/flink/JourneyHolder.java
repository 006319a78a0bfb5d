/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey.flink;

import io.kindred.avro.JourneyRevision;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/*
 * Where a device moves from one profile to another, one takes a journey back and the other tells
 * it, and which is heard first is chance. So each profile's last word is kept, and the order does
 * not show: in the end one holds the journey. If two do, since an attempt that was rolled back
 * left a word that nobody takes back, the later one is what the attempt after it said.
 */
/** Which of the profiles that speak of a journey holds it. */
public final class JourneyHolder {

  private static final Comparator<JourneyRevision> LATER =
      Comparator.comparingLong(JourneyRevision::getRevision)
          .thenComparing(JourneyRevision::getProfileId);

  private JourneyHolder() {}

  /** Whether a word of a profile counts, beside the last one that was heard of it. */
  public static boolean supersedes(JourneyRevision word, Optional<JourneyRevision> last) {
    return last.map(held -> held.getRevision() < word.getRevision()).orElse(true);
  }

  /**
   * The journey as it stands, if any profile holds it.
   *
   * @param lastWords one of each profile
   */
  public static Optional<JourneyRevision> of(Collection<JourneyRevision> lastWords) {
    return lastWords.stream().filter(word -> word.getJourney() != null).max(LATER);
  }
}
