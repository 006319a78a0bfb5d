/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

import io.kindred.segment.Subject.Occurrence;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All that journeys are made by. */
public final class JourneyDefinitions {

  private final List<TouchpointDefinition> touchpoints;
  private final List<ConversionDefinition> conversions;
  private final JourneySettings settings;

  public JourneyDefinitions(
      Collection<TouchpointDefinition> touchpoints,
      Collection<ConversionDefinition> conversions,
      JourneySettings settings) {
    this.touchpoints =
        touchpoints.stream().sorted(Comparator.comparing(TouchpointDefinition::id)).toList();
    this.conversions =
        conversions.stream().sorted(Comparator.comparing(ConversionDefinition::id)).toList();
    this.settings = settings;
  }

  public JourneySettings settings() {
    return settings;
  }

  /** Whether there is nothing that an event could be. */
  public boolean isEmpty() {
    return touchpoints.isEmpty() && conversions.isEmpty();
  }

  /** The kinds of conversions, by id. */
  List<String> goals() {
    return conversions.stream().map(ConversionDefinition::id).toList();
  }

  /** Whether events of a type may be anything. */
  public boolean mayBeMilestone(String eventType) {
    return touchpoints.stream().anyMatch(touchpoint -> touchpoint.mayHold(eventType))
        || conversions.stream().anyMatch(goal -> goal.mayHold(eventType));
  }

  /** What an event is, if it is anything. */
  public Optional<Milestone> milestone(Occurrence event) {
    Optional<Touch> touch = touch(event);
    List<Conversion> reached =
        conversions.stream().flatMap(goal -> goal.conversion(event).stream()).toList();
    return touch.isEmpty() && reached.isEmpty()
        ? Optional.empty()
        : Optional.of(new Milestone(event.timestamp(), event.id(), touch, reached));
  }

  /** An event is one touch at most: of the first definition that it satisfies, by id. */
  private Optional<Touch> touch(Occurrence event) {
    return touchpoints.stream().flatMap(point -> point.touch(event).stream()).findFirst();
  }
}
