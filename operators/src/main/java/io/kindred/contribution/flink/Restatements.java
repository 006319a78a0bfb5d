/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import io.kindred.avro.CountedJourney;
import io.kindred.avro.JourneyFacts;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.JourneyTouch;
import io.kindred.avro.Restatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/*
 * Where a device moves, its journeys are taken back at one profile and told at another. If they are
 * taken back first, they are gone for a moment. That moment is no restatement: what is gone and
 * comes again is compared with what it was before.
 */
/** The journeys that were restated lately. */
final class Restatements {

  /** So many are kept for each kind of conversion, the newest. */
  static final int MAX = 50;

  private Restatements() {}

  /** The list, newest first, after what was counted has changed. */
  static List<Restatement> after(List<Restatement> before, CountedJourney change) {
    String id = change.getCause().getId();
    List<Restatement> rest =
        new ArrayList<>(before.stream().filter(each -> !each.getJourneyId().equals(id)).toList());
    List<String> was = was(before, change);
    if (was == null) {
      return before;
    }
    List<String> is = channels(change.getAfter());
    if (!was.equals(is)) {
      rest.add(0, restatement(change, was, is));
    }
    return List.copyOf(rest.subList(0, Math.min(rest.size(), MAX)));
  }

  /** What the journey was before it was gone, or before this change; null where it is new. */
  private static @Nullable List<String> was(List<Restatement> before, CountedJourney change) {
    String id = change.getCause().getId();
    Optional<Restatement> gone =
        before.stream()
            .filter(each -> each.getJourneyId().equals(id) && each.getAfter() == null)
            .findFirst();
    return change.getBefore() == null && gone.isPresent()
        ? gone.get().getBefore()
        : channels(change.getBefore());
  }

  private static Restatement restatement(
      CountedJourney change, List<String> was, @Nullable List<String> is) {
    JourneyRevision cause = change.getCause();
    return new Restatement(
        cause.getId(),
        time(change),
        cause.getAsOf(),
        cause.getReason(),
        cause.getIdentity(),
        was,
        is);
  }

  private static long time(CountedJourney change) {
    JourneyRevision either = change.getAfter() == null ? change.getBefore() : change.getAfter();
    return Objects.requireNonNull(either.getJourney()).getTime();
  }

  private static @Nullable List<String> channels(@Nullable JourneyRevision revision) {
    JourneyFacts facts = revision == null ? null : revision.getJourney();
    return facts == null
        ? null
        : facts.getTouches().stream().map(JourneyTouch::getChannel).toList();
  }
}
