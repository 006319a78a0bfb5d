/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import io.kindred.avro.Event;
import io.kindred.avro.FragmentChange;
import io.kindred.avro.IdentityInput;
import io.kindred.avro.Record;
import io.kindred.avro.SegmentCount;
import io.kindred.avro.SegmentCrossings;
import io.kindred.avro.SegmentFill;
import io.kindred.definition.flink.DefinitionIngest;
import io.kindred.definition.flink.DefinitionRegister;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.flink.IdentityResolver;
import io.kindred.ingest.flink.EventClock;
import io.kindred.ingest.flink.Ingest;
import io.kindred.profile.flink.ProfileOperator;
import io.kindred.segment.flink.SegmentCounter;
import io.kindred.topic.flink.ContractType;
import io.kindred.topic.flink.Outgoing;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * Identities, profiles, memberships, journeys and live counts.
 *
 * <pre>
 *  xdm-events  ─ INGEST ─ events ┐                          ┌── identity-gossip (Kafka) ──┐
 *  xdm-records ─ INGEST ─ records┴─ keyBy(identity) ─ IDENTITY RESOLVER ─ identity-*      │
 *                   │                                       │    └────────────────────────┘
 *              dead-letters                                 │ keyBy(profile id)
 *                                                           │
 *  definitions ─ INGEST ─ (broadcast to all) ────── PROFILE OPERATOR ─ profiles
 *                                                           │
 *                                                           ├─ journeys
 *                                                           ├─ memberships
 *                                                           │ crossings, added up
 *                                                           │ keyBy(segment)
 *                                                           └─ SEGMENT COUNTER ─ segment-counts
 * </pre>
 */
public final class ProfileJob {

  private static final String NAME = "profile-job";

  private static final TypeInformation<IdentityInput> IDENTITY_INPUT =
      new ContractType<>(IdentityInput.class);

  /** Of streams in which something comes now and then: to look after it more often costs more. */
  private static final long UNHURRIED_MS = 100;

  private final StreamExecutionEnvironment env;
  private final ProfileJobEnds ends;
  private final ProfileJobSettings settings;

  private ProfileJob(
      StreamExecutionEnvironment env, ProfileJobEnds ends, ProfileJobSettings settings) {
    this.env = env;
    this.ends = ends;
    this.settings = settings;
  }

  /** Submits the job; arguments are options: {@code --kindred.sandbox NAME}. */
  public static void main(String[] args) throws Exception {
    Configuration options = ParameterTool.fromArgs(args).getConfiguration();
    submit(StreamExecutionEnvironment.getExecutionEnvironment(options), options);
  }

  /**
   * Submits the job to the topics that its options name, which must exist, and does not wait.
   *
   * @param options {@code kindred.*}; Flink's own stand in the environment
   */
  public static JobClient submit(StreamExecutionEnvironment env, Configuration options)
      throws Exception {
    KafkaSandbox kafka = new KafkaSandbox(options, NAME);
    JobDefaults.applyTo(env);
    define(env, ProfileJobEnds.on(kafka), ProfileJobSettings.of(options, kafka.definitions()));
    return env.executeAsync(NAME + " " + options.get(KafkaOptions.SANDBOX));
  }

  static void define(
      StreamExecutionEnvironment env, ProfileJobEnds ends, ProfileJobSettings settings) {
    new ProfileJob(env, ends, settings).define();
  }

  private void define() {
    SingleOutputStreamOperator<DefinitionUpdate> defined = definitions();
    BroadcastStream<DefinitionUpdate> definitions =
        defined.broadcast(DefinitionRegister.DEFINITIONS);
    SingleOutputStreamOperator<Event> events = events(definitions);
    SingleOutputStreamOperator<Record> records = records(definitions);
    SingleOutputStreamOperator<FragmentChange> fragments =
        resolveIdentities(inputs(events, records, cuts(defined)), defined);
    keepProfiles(fragments, defined);
  }

  private SingleOutputStreamOperator<DefinitionUpdate> definitions() {
    SingleOutputStreamOperator<DefinitionUpdate> defined =
        timeless(ends.sources().definitions(), "definitions")
            .setBufferTimeout(UNHURRIED_MS)
            .process(new DefinitionIngest(DefinitionChecks.BY_KIND, settings.definitions()))
            .uid(DefinitionIngest.UID)
            .name("definition ingest")
            .setParallelism(1)
            .setBufferTimeout(UNHURRIED_MS);
    sink(defined.getSideOutput(Outgoing.TAG), ends.sinks().ofDefinitions(), DefinitionIngest.UID)
        .setParallelism(1);
    return defined;
  }

  private SingleOutputStreamOperator<Event> events(BroadcastStream<DefinitionUpdate> definitions) {
    SingleOutputStreamOperator<Event> accepted =
        source(ends.sources().xdmEvents(), "xdm-events")
            .connect(definitions)
            .process(Ingest.events(settings.ingest()))
            .returns(new ContractType<>(Event.class))
            .uid(Ingest.EVENTS_UID)
            .name("event ingest");
    sink(accepted.getSideOutput(Outgoing.TAG), ends.sinks().ofEvents(), Ingest.EVENTS_UID);
    return accepted
        .assignTimestampsAndWatermarks(
            EventClock.strategy(settings.clock().clock(), settings.clock().idleAfter()))
        .uid("event-clock")
        .name("event clock");
  }

  private SingleOutputStreamOperator<Record> records(
      BroadcastStream<DefinitionUpdate> definitions) {
    SingleOutputStreamOperator<Record> accepted =
        timeless(ends.sources().xdmRecords(), "xdm-records")
            .connect(definitions)
            .process(Ingest.records(settings.ingest()))
            .returns(new ContractType<>(Record.class))
            .uid(Ingest.RECORDS_UID)
            .name("record ingest");
    sink(accepted.getSideOutput(Outgoing.TAG), ends.sinks().ofRecords(), Ingest.RECORDS_UID);
    return accepted;
  }

  private DataStream<IdentityInput> cuts(DataStream<DefinitionUpdate> defined) {
    return defined
        .process(new CutReader())
        .returns(IDENTITY_INPUT)
        .uid("cuts")
        .name("cuts")
        .setParallelism(1);
  }

  private DataStream<IdentityInput> privacyRequests() {
    return timeless(ends.sources().privacyRequests(), "privacy-requests")
        .setBufferTimeout(UNHURRIED_MS)
        .map(IdentityInputs::of, IDENTITY_INPUT)
        .uid("privacy-identity")
        .name("to identity");
  }

  private DataStream<IdentityInput> inputs(
      DataStream<Event> events, DataStream<Record> records, DataStream<IdentityInput> cuts) {
    DataStream<IdentityInput> fromEvents =
        events.map(IdentityInputs::of, IDENTITY_INPUT).uid("event-identity").name("to identity");
    DataStream<IdentityInput> fromRecords =
        records.map(IdentityInputs::of, IDENTITY_INPUT).uid("record-identity").name("to identity");
    return fromEvents.union(fromRecords, cuts, privacyRequests(), gossip());
  }

  /** Its buffers flush at once: each millisecond here is paid on every round of the loop. */
  private DataStream<IdentityInput> gossip() {
    return timeless(ends.sources().gossip(), "gossip-source").setBufferTimeout(0);
  }

  private SingleOutputStreamOperator<FragmentChange> resolveIdentities(
      DataStream<IdentityInput> inputs, DataStream<DefinitionUpdate> defined) {
    SingleOutputStreamOperator<FragmentChange> fragments =
        inputs
            .keyBy(IdentityInput::getIdentity)
            .connect(defined.broadcast())
            .transform(
                "identity resolver",
                new ContractType<>(FragmentChange.class),
                new IdentityResolver(settings.definitions(), settings.resolver()))
            .uid(IdentityResolver.UID);
    sink(
        fragments.getSideOutput(IdentityResolver.GOSSIP), ends.sinks().gossip(), "identity-gossip");
    sink(fragments.getSideOutput(Outgoing.TAG), ends.sinks().ofIdentities(), IdentityResolver.UID);
    return fragments;
  }

  private void keepProfiles(
      DataStream<FragmentChange> fragments, DataStream<DefinitionUpdate> defined) {
    SingleOutputStreamOperator<Outgoing> profiles =
        fragments
            .keyBy(FragmentChange::getProfileId)
            .connect(defined.broadcast())
            .transform(
                "profile",
                TypeInformation.of(Outgoing.class),
                new ProfileOperator(
                    settings.definitions(), settings.profile(), settings.journeys()))
            .uid(ProfileOperator.UID)
            .setBufferTimeout(UNHURRIED_MS); // what goes on from here is only counted
    sink(profiles, ends.sinks().ofProfiles(), ProfileOperator.UID);
    DataStream<SegmentCrossings> crossings = profiles.getSideOutput(ProfileOperator.CROSSINGS);
    sink(
        countMembers(crossings, profiles.getSideOutput(ProfileOperator.FILLS)),
        ends.sinks().segmentCounts(),
        "segment-counts");
  }

  private DataStream<SegmentCount> countMembers(
      DataStream<SegmentCrossings> crossings, DataStream<SegmentFill> fills) {
    return crossings
        .keyBy(SegmentCrossings::getSegmentId)
        .connect(fills.keyBy(SegmentFill::getSegmentId))
        .transform(
            "segment counter",
            new ContractType<>(SegmentCount.class),
            new SegmentCounter(settings.countPeriod()))
        .uid(SegmentCounter.UID);
  }

  /** A source whose messages have no say in event time, and so do not hold it back. */
  private <T> SingleOutputStreamOperator<T> timeless(Source<T, ?, ?> source, String name) {
    return source(source, name)
        .assignTimestampsAndWatermarks(EventClock.<T>timeless())
        .uid(name + "-clock")
        .name("no clock");
  }

  private <T> DataStreamSource<T> source(Source<T, ?, ?> source, String name) {
    DataStreamSource<T> stream = env.fromSource(source, WatermarkStrategy.noWatermarks(), name);
    stream.uid(name);
    return stream;
  }

  private static <T> DataStreamSink<T> sink(DataStream<T> stream, Sink<T> sink, String name) {
    return stream.sinkTo(sink).uid(name + "-sink").name(name);
  }
}
