/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which touches of a journey count. It matters as much as the choice of a model. */
public enum PathTransform {
  /** Every touch. */
  ALL {
    @Override
    List<Touch> of(List<Touch> touches) {
      return List.copyOf(touches);
    }
  },

  /** Each channel once, at its last touch. */
  UNIQUE {
    @Override
    List<Touch> of(List<Touch> touches) {
      List<Touch> backwards = new ArrayList<>(touches);
      Collections.reverse(backwards);
      List<Touch> kept = new ArrayList<>(FIRST.of(backwards));
      Collections.reverse(kept);
      return List.copyOf(kept);
    }
  },

  /** Touches of one channel in a row are one, the last of them. */
  COLLAPSE {
    @Override
    List<Touch> of(List<Touch> touches) {
      List<Touch> kept = new ArrayList<>();
      for (int i = 0; i < touches.size(); i++) {
        boolean goesOn =
            i + 1 < touches.size() && touches.get(i + 1).channel().equals(touches.get(i).channel());
        if (!goesOn) {
          kept.add(touches.get(i));
        }
      }
      return List.copyOf(kept);
    }
  },

  /** Each channel once, at its first touch. */
  FIRST {
    @Override
    List<Touch> of(List<Touch> touches) {
      Set<String> seen = new HashSet<>();
      return touches.stream().filter(touch -> seen.add(touch.channel())).toList();
    }
  };

  abstract List<Touch> of(List<Touch> touches);
}
