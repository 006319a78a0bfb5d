/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.segment.SegmentPlan.Selected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Brings together what several segments ask of the same events. */
final class Sharing {

  private final Map<Selection.Events, Draft> drafts = new HashMap<>();
  private final List<Draft> inOrder = new ArrayList<>();

  /** One selection, as far as it is known who looks at it and for what. */
  private static final class Draft {
    private final Selection.Events events;
    private final int place;
    private final Projection fields = new Projection();
    private final TreeSet<Integer> segments = new TreeSet<>();
    private long horizon;

    Draft(Selection.Events events, int place) {
      this.events = events;
      this.place = place;
    }

    Selected selected() {
      long key = Fingerprint.of(events + " " + fields);
      return new Selected(events, key, fields, horizon, List.copyOf(segments));
    }
  }

  /**
   * Of segments in the order of their places.
   *
   * @param places is given the place of each selection that occurs in them
   */
  Sharing(List<Reads> reads, IdentityHashMap<Selection.Events, Integer> places) {
    for (int segment = 0; segment < reads.size(); segment++) {
      for (Reads.Use use : reads.get(segment).uses()) {
        Draft draft = draft(use.selection());
        draft.fields.addAll(reads.get(segment).fields());
        draft.horizon = Math.max(draft.horizon, use.horizon());
        draft.segments.add(segment);
        places.put(use.selection(), draft.place);
      }
    }
  }

  private Draft draft(Selection.Events events) {
    Draft known = drafts.get(events);
    if (known == null) {
      known = new Draft(events, inOrder.size());
      drafts.put(events, known);
      inOrder.add(known);
    }
    return known;
  }

  List<Selected> selections() {
    return inOrder.stream().map(Draft::selected).toList();
  }
}
