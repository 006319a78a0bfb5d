/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.stitching;

import java.util.List;
import java.util.Random;

/**
 * Inputs in their order, interleaved at random with the gossip that they cause, with crashes and
 * with messages that are delivered twice. Ends when nothing is left to do.
 */
final class RandomPlay {

  private static final int CRASHES_MAX = 3;

  private final StitchingRig rig;
  private final Random random;
  private StitchingRig.Snapshot kept;
  private int keptNext;
  private int crashes;

  private RandomPlay(StitchingRig rig, int crashes, Random random) throws Exception {
    this.rig = rig;
    this.crashes = crashes;
    this.random = random;
    kept = rig.snapshot();
  }

  /** One input. */
  @FunctionalInterface
  interface Input {
    void arriveAt(StitchingRig rig) throws Exception;
  }

  static void play(List<Input> inputs, StitchingRig rig, Random random) throws Exception {
    new RandomPlay(rig, CRASHES_MAX, random).play(inputs);
  }

  static void playWithoutCrashes(List<Input> inputs, StitchingRig rig, Random random)
      throws Exception {
    new RandomPlay(rig, 0, random).play(inputs);
  }

  private void play(List<Input> inputs) throws Exception {
    int next = 0;
    while (true) {
      boolean feed = next < inputs.size() && random.nextInt(3) > 0;
      if (feed) {
        inputs.get(next++).arriveAt(rig);
      } else if (!rig.gossip() && next == inputs.size() && !rig.tick()) {
        return;
      }
      next = disturb(next);
    }
  }

  /** Returns which input comes next. */
  private int disturb(int next) throws Exception {
    int resumed = next;
    if (random.nextInt(25) == 0) {
      kept = rig.snapshot();
      keptNext = next;
    }
    if (crashes > 0 && random.nextInt(30) == 0) {
      rig.crashTo(kept);
      resumed = keptNext;
      crashes--;
    }
    if (random.nextInt(10) == 0) {
      rig.tick();
    }
    if (rig.logged() > 0 && random.nextInt(40) == 0) {
      rig.repeat(random.nextInt(rig.logged()));
    }
    return resumed;
  }
}
