/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import io.kindred.avro.CountedJourney;
import io.kindred.avro.JourneyFacts;
import io.kindred.avro.JourneyRevision;
import io.kindred.journey.flink.JourneyHolder;
import io.kindred.topic.flink.ContractType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each journey once, and says what has to be taken away from counts and what added.
 *
 * <p>Keyed by journey id. State: the last word of each profile that ever held the journey, until
 * {@code keptFor} after it ended; one event-time timer a key.
 */
public final class JourneyLedger
    extends KeyedProcessFunction<String, JourneyRevision, CountedJourney> {

  public static final String UID = "journey-ledger";

  // -- state: its names and types are in every savepoint; see docs/state.md before touching them

  static final MapStateDescriptor<String, JourneyRevision> WORDS =
      new MapStateDescriptor<>("words", Types.STRING, new ContractType<>(JourneyRevision.class));
  static final ValueStateDescriptor<Long> EXPIRES =
      new ValueStateDescriptor<>("expires", Types.LONG);

  private transient MapState<String, JourneyRevision> words;
  private transient ValueState<Long> expires;

  // -- settings

  private final long keptForMs;

  public JourneyLedger(Duration keptFor) {
    this.keptForMs = keptFor.toMillis();
  }

  @Override
  public void open(OpenContext context) {
    words = getRuntimeContext().getMapState(WORDS);
    expires = getRuntimeContext().getState(EXPIRES);
  }

  @Override
  public void processElement(JourneyRevision word, Context context, Collector<CountedJourney> out)
      throws Exception {
    Optional<JourneyRevision> last = Optional.ofNullable(words.get(word.getProfileId()));
    if (!JourneyHolder.supersedes(word, last)) {
      return;
    }
    Optional<JourneyRevision> before = holder();
    words.put(word.getProfileId(), word);
    Optional<JourneyRevision> after = holder();
    expireAfter(word, context);
    if (!isSame(before, after)) {
      out.collect(
          new CountedJourney(word.getConversion(), before.orElse(null), after.orElse(null), word));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<CountedJourney> out)
      throws Exception {
    Long due = expires.value();
    if (due != null && due <= timestamp) {
      words.clear();
      expires.clear();
    }
  }

  private Optional<JourneyRevision> holder() throws Exception {
    List<JourneyRevision> all = new ArrayList<>();
    words.values().forEach(all::add);
    return JourneyHolder.of(all);
  }

  private void expireAfter(JourneyRevision word, Context context) throws Exception {
    JourneyFacts facts = word.getJourney();
    long due = (facts == null ? word.getAsOf() : facts.getTime()) + keptForMs;
    Long set = expires.value();
    if (set == null || set < due) {
      if (set != null) {
        context.timerService().deleteEventTimeTimer(set);
      }
      context.timerService().registerEventTimeTimer(due);
      expires.update(due);
    }
  }

  /** The same journey of the same person: who it is decides in which replicates it is drawn. */
  private static boolean isSame(Optional<JourneyRevision> one, Optional<JourneyRevision> other) {
    return Objects.equals(facts(one), facts(other))
        && one.map(JourneyRevision::getProfileId).equals(other.map(JourneyRevision::getProfileId));
  }

  private static @Nullable JourneyFacts facts(Optional<JourneyRevision> word) {
    return word.map(JourneyRevision::getJourney).orElse(null);
  }
}
