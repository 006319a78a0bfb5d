/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a segment is evaluated on: the facts of one profile, at any moment of its past. */
public interface Subject {

  /** The merged attributes as they stood at {@code t}. */
  At attributes(long t);

  /** All events, ascending by timestamp and id. Those after a moment do not exist at it. */
  List<Occurrence> events();

  /** Timestamp of the first fact; {@code Long.MAX_VALUE} where there is none. */
  long earliest();

  /** Timestamp of the last fact; {@code Long.MIN_VALUE} where there is none. */
  long latest();

  /** Attributes, and the closed interval around the asked moment in which they stay so. */
  record At(JsonNode entity, long validFrom, long validUntil) {

    public At {
      if (validFrom > validUntil) {
        throw new IllegalArgumentException("from " + validFrom + " is after " + validUntil);
      }
    }
  }

  /** One event, with its whole document. */
  record Occurrence(long timestamp, String id, JsonNode document) {}
}
