/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.avro.SelectedEvents;
import io.kindred.segment.Subject.Occurrence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a profile remembers for its segments, and where it keeps it. */
public interface SegmentMemory {

  /** The merged attributes as they stood at {@code t}. */
  Subject.At attributes(long t);

  /** All events, ascending by time and id. Asked for only where what is selected is not enough. */
  List<Occurrence> events();

  /** The events of one selection; null where there are none. */
  @Nullable SelectedEvents selected(long key);

  /** Takes the place of what has the same key. */
  void select(SelectedEvents events);
}
