/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import io.kindred.identity.Explanation.Reason;
import io.kindred.identity.Explanation.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An explanation in sentences. */
final class ExplanationText {

  private ExplanationText() {}

  static List<String> of(Explanation explanation) {
    List<String> sentences = new ArrayList<>();
    sentences.add(answer(explanation));
    for (String identity : explanation.neverLinks()) {
      sentences.add(neverLinks(identity));
    }
    for (Step step : explanation.path()) {
      sentences.add(seen(step) + outcome(step));
    }
    return sentences;
  }

  private static String answer(Explanation explanation) {
    String a = explanation.a();
    String b = explanation.b();
    if (a.equals(b)) {
      return a + " is one identity.";
    }
    return switch (explanation.standing()) {
      case ONE_PERSON -> a + " and " + b + " are one person.";
      case APART -> a + " and " + b + " are not one person: a rule stands between them.";
      case NOT_CONNECTED ->
          a + " and " + b + " are not one person: no chain of links connects them.";
    };
  }

  private static String seen(Step step) {
    Seen seen = step.seen();
    String pair = step.from() + " and " + step.to() + " were seen together ";
    return seen.first() == seen.last()
        ? pair + "at " + time(seen.first())
        : pair + "first at " + time(seen.first()) + " and last at " + time(seen.last());
  }

  private static String outcome(Step step) {
    Reason reason = step.reason();
    return switch (reason.verdict()) {
      case KEPT -> reason.about().isEmpty() ? "." : lifted(reason);
      case CUT -> ", but the link is cut " + until(reason.bound()) + ".";
      case NEVER_LINKS -> ", but " + neverLinks(reason.about());
      case QUARANTINED ->
          ", but "
              + reason.about()
              + " is quarantined: it was seen with more than the "
              + others(reason.bound())
              + " that it may be linked to.";
      case NOT_UNIQUE ->
          ", but the link would bring together "
              + String.join(" and ", reason.rivals())
              + ", and a person has one "
              + reason.about()
              + ".";
      case EVICTED ->
          ", but "
              + reason.about()
              + " was evicted: the cluster held more than "
              + reason.bound()
              + " identities.";
    };
  }

  private static String lifted(Reason reason) {
    return ", and the quarantine of "
        + reason.about()
        + " is lifted: it may be linked to "
        + others(reason.bound())
        + ".";
  }

  private static String others(long number) {
    return number == 1 ? "one other" : number + " others";
  }

  private static String neverLinks(String identity) {
    return identity
        + " never links: "
        + Identity.namespaceOf(identity)
        + " is of a type that is not one person's.";
  }

  private static String until(long time) {
    return time == Cuts.FOREVER ? "for good" : "up to " + time(time);
  }

  private static String time(long timestamp) {
    return Instant.ofEpochMilli(timestamp).toString();
  }
}
