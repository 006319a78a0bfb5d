/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest.flink;

import io.kindred.avro.DeadLetter;
import io.kindred.avro.Event;
import io.kindred.avro.Record;
import io.kindred.definition.flink.DefinitionRegister;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.ingest.Outcome;
import io.kindred.ingest.XdmIngest;
import io.kindred.topic.Topic;
import io.kindred.topic.flink.Outgoing;
import java.io.Serializable;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Turns raw input into accepted events or records; what is refused becomes a dead letter.
 *
 * <p>Both go to their topics by {@link Outgoing#TAG}; what is accepted is the main output too.
 *
 * <p>Not keyed. State: the broadcast definitions, bounded by their number. Nothing gets lost here:
 * {@code in = accepted + refused}, each a counter.
 *
 * @param <T> what is accepted: {@link Event} or {@link Record}
 */
public final class Ingest<T> extends BroadcastProcessFunction<RawInput, DefinitionUpdate, T> {

  public static final String EVENTS_UID = "event-ingest";
  public static final String RECORDS_UID = "record-ingest";

  /** How one kind of input is read. */
  @FunctionalInterface
  interface Reader<T> extends Serializable {
    Outcome<T> read(XdmIngest ingest, XdmIngest.Inbound input, long nowMs);
  }

  // -- settings

  private final DefinitionRegister<XdmIngest> rules;
  private final Topic<T> topic;
  private final Reader<T> reader;
  private final IngestSettings settings;

  private transient Counter in;
  private transient Counter accepted;
  private transient Counter refused;
  private transient Counter blockedIdentities;

  private Ingest(Topic<T> topic, Reader<T> reader, IngestSettings settings) {
    this.rules = settings.rules();
    this.topic = topic;
    this.reader = reader;
    this.settings = settings;
  }

  /** Reads XDM ExperienceEvents. */
  public static Ingest<Event> events(IngestSettings settings) {
    return new Ingest<>(Topic.EVENTS, XdmIngest::event, settings);
  }

  /** Reads XDM Individual Profile records. */
  public static Ingest<Record> records(IngestSettings settings) {
    return new Ingest<>(Topic.RECORDS, XdmIngest::record, settings);
  }

  @Override
  public void open(OpenContext context) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    in = metrics.counter("in");
    accepted = metrics.counter("accepted");
    refused = metrics.counter("refused");
    blockedIdentities = metrics.counter("blocked-identities");
  }

  @Override
  public void processElement(RawInput input, ReadOnlyContext context, Collector<T> out)
      throws Exception {
    in.inc();
    XdmIngest ingest = rules.current(context.getBroadcastState(DefinitionRegister.DEFINITIONS));
    long now = settings.clock().millis();
    // In a dry run the clock stands at a time before what is fed to it arrives.
    long arrived = Math.min(input.arrivedMs(), now);
    var inbound = new XdmIngest.Inbound(input.value(), input.dataset(), arrived);
    Outcome<T> outcome = reader.read(ingest, inbound, now);
    if (outcome instanceof Outcome.Accepted<T> yes) {
      accepted.inc();
      blockedIdentities.inc(yes.blockedIdentities());
      context.output(Outgoing.TAG, Outgoing.of(topic, yes.value()));
      out.collect(yes.value());
    } else if (outcome instanceof Outcome.Refused<T> no) {
      refused.inc();
      var origin = new XdmIngest.Origin(input.topic(), input.partition(), input.offset());
      DeadLetter letter = ingest.deadLetter(origin, input.value(), no);
      context.output(Outgoing.TAG, Outgoing.of(Topic.DEAD_LETTERS, letter));
    }
  }

  @Override
  public void processBroadcastElement(
      DefinitionUpdate definition, Context context, Collector<T> out) throws Exception {
    rules.take(definition, context.getBroadcastState(DefinitionRegister.DEFINITIONS));
  }
}
