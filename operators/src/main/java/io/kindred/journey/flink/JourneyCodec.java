/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey.flink;

import io.kindred.avro.ChannelCost;
import io.kindred.avro.ConversionState;
import io.kindred.avro.JourneyFacts;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.JourneyTouch;
import io.kindred.avro.MilestoneState;
import io.kindred.avro.ToldState;
import io.kindred.avro.TouchState;
import io.kindred.journey.Conversion;
import io.kindred.journey.Journey;
import io.kindred.journey.Milestone;
import io.kindred.journey.Told;
import io.kindred.journey.Touch;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Journeys, and what is remembered of them, as they are written down. */
public final class JourneyCodec {

  private JourneyCodec() {}

  static JourneyFacts facts(Journey journey) {
    return new JourneyFacts(
        journey.converted(),
        journey.time(),
        journey.touches().stream().map(JourneyCodec::toAvro).toList(),
        journey.value(),
        journey.currency(),
        List.copyOf(journey.direct()),
        journey.costs().entrySet().stream()
            .map(cost -> new ChannelCost(cost.getKey(), cost.getValue()))
            .toList());
  }

  /** The journey that a profile holds; none where it says that it does not any more. */
  public static Optional<Journey> journey(JourneyRevision revision) {
    JourneyFacts facts = revision.getJourney();
    return facts == null ? Optional.empty() : Optional.of(journey(revision, facts));
  }

  private static Journey journey(JourneyRevision revision, JourneyFacts facts) {
    SortedMap<String, Long> costs = new TreeMap<>();
    facts.getCosts().forEach(cost -> costs.put(cost.getChannel(), cost.getCost()));
    return new Journey(
        revision.getId(),
        revision.getProfileId(),
        revision.getConversion(),
        facts.getConverted(),
        facts.getTime(),
        facts.getTouches().stream().map(JourneyCodec::fromAvro).toList(),
        facts.getValue(),
        facts.getCurrency(),
        new TreeSet<>(facts.getDirect()),
        costs);
  }

  private static JourneyTouch toAvro(Touch touch) {
    return new JourneyTouch(
        touch.timestamp(), touch.eventId(), touch.channel(), touch.campaign(), touch.cost());
  }

  private static Touch fromAvro(JourneyTouch touch) {
    return new Touch(
        touch.getTimestamp(),
        touch.getEventId(),
        touch.getChannel(),
        touch.getCampaign(),
        touch.getCost());
  }

  static MilestoneState state(Milestone milestone) {
    return new MilestoneState(
        milestone.timestamp(),
        milestone.eventId(),
        milestone
            .touch()
            .map(touch -> new TouchState(touch.channel(), touch.campaign(), touch.cost()))
            .orElse(null),
        milestone.conversions().stream()
            .map(goal -> new ConversionState(goal.definition(), goal.value(), goal.currency()))
            .toList());
  }

  static Milestone milestone(MilestoneState state) {
    long at = state.getTimestamp();
    String event = state.getEventId();
    return new Milestone(
        at,
        event,
        Optional.ofNullable(state.getTouch())
            .map(to -> new Touch(at, event, to.getChannel(), to.getCampaign(), to.getCost())),
        state.getConversions().stream()
            .map(
                to ->
                    new Conversion(to.getConversion(), at, event, to.getValue(), to.getCurrency()))
            .toList());
  }

  static ToldState state(Told told) {
    return new ToldState(told.conversion(), told.time(), told.digest());
  }

  static Told told(ToldState state) {
    return new Told(state.getConversion(), state.getTime(), state.getDigest());
  }
}
