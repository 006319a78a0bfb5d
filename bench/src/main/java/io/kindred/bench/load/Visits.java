/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import java.util.SplittableRandom;

/**
 * Who does the next thing: mostly somebody who is at it already, else somebody who begins a visit.
 *
 * <p>So many visits are under way at once that a visitor pauses {@value #PAUSE_MS} ms from one
 * event to the next. People sign in as they begin. Mails are opened without a visit.
 */
final class Visits {

  /** Of a visit's events, at the mean; the lengths are geometric. */
  private static final double EVENTS = 8;

  private static final double PAUSE_MS = 20_000;

  private final Mix mix;
  private final double begins;
  private final People people;
  private final SplittableRandom random;
  private final Visit[] underWay;
  private long count;

  /**
   * @param session of the visit
   * @param who is named by its next event; the second may be empty
   */
  record Visit(String session, People.Pair who) {

    private Visit signedIn() {
      People.Pair later = new People.Pair(who.device(), "");
      return later.equals(who) ? this : new Visit(session, later);
    }
  }

  Visits(Mix mix, SplittableRandom random) {
    this.mix = mix;
    this.begins = Math.max(1 / EVENTS, mix.secondIdentity());
    this.people = new People(mix.people(), random.split());
    this.random = random;
    long atOnce = Math.round(PAUSE_MS / mix.stepMs());
    this.underWay = new Visit[(int) Math.max(1, Math.min(mix.people(), atOnce))];
    for (int i = 0; i < underWay.length; i++) {
      underWay[i] = visit(people.alone());
    }
  }

  /** The visit with its next event. */
  Visit next() {
    int place = random.nextInt(underWay.length);
    double chance = random.nextDouble();
    if (chance >= begins) {
      return underWay[place];
    }
    Visit begun = visit(who(chance));
    if (!begun.who().isMail()) {
      underWay[place] = begun.signedIn();
    }
    return begun;
  }

  private People.Pair who(double chance) {
    if (chance < mix.newLink()) {
      return people.linkedAnew();
    }
    return chance < mix.secondIdentity() ? people.linkedBefore() : people.alone();
  }

  private Visit visit(People.Pair who) {
    return new Visit("s-" + Long.toString(mix.seed() + count++, Character.MAX_RADIX), who);
  }
}
