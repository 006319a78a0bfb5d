/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.kernel;

import io.kindred.avro.Event;
import io.kindred.avro.IdentityInput;
import io.kindred.bench.load.Definitions;
import io.kindred.bench.load.EventStream;
import io.kindred.bench.load.Mix;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.identity.Facts;
import io.kindred.identity.Identity;
import io.kindred.identity.IdentitySettings;
import io.kindred.identity.Label;
import io.kindred.identity.Link;
import io.kindred.identity.Partition;
import io.kindred.identity.Seen;
import io.kindred.ingest.IngestLimits;
import io.kindred.ingest.Outcome;
import io.kindred.ingest.XdmIngest;
import io.kindred.profile.MergePolicy;
import io.kindred.profile.ProfileFacts;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.SegmentSet;
import io.kindred.segment.Timeline;
import io.kindred.topic.flink.ContractType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The steps that cost most, each alone; what it works on is of the sizes that are usual. */
@State(Scope.Benchmark)
public class Kernels {

  private static final int SEGMENTS = 100;
  private static final int EVENTS_OF_A_PROFILE = 12;
  private static final int IDENTITIES_OF_A_PERSON = 12;
  private static final long START = 1_750_000_000_000L;
  private static final long HOUR = 3_600_000;
  private static final Identity ACCOUNT = new Identity("CRMID", "C-1");
  private static final Identity DEVICE = new Identity("ECID", "1");

  private final DataOutputSerializer written = new DataOutputSerializer(2_048);
  private final DataInputDeserializer read = new DataInputDeserializer();
  private final TypeSerializer<IdentityInput> edge =
      new ContractType<>(IdentityInput.class).createSerializer(new SerializerConfigImpl());

  private XdmIngest ingest = new XdmIngest(IdentitySettings.DEFAULT, IngestLimits.DEFAULT);
  private byte[] document = {};
  private IdentityInput input = new IdentityInput();
  private List<Event> events = List.of();
  private SegmentSet segments = SegmentSet.EMPTY;
  private Facts component = Facts.NONE;

  @Setup
  public void prepare() throws InvalidDefinition {
    EventStream stream = new EventStream(Mix.of(1, 1, START, HOUR));
    events =
        IntStream.range(0, EVENTS_OF_A_PROFILE).mapToObj(i -> accepted(stream.next())).toList();
    document = events.get(0).getDocument().array();
    input = new IdentityInput("ECID:1", events.get(0), null, null, null, null);
    List<SegmentDefinition> all = new ArrayList<>();
    for (var each : Definitions.of(SEGMENTS)) {
      if (each.getKind().equals(DefinitionKind.SEGMENT)) {
        all.add(SegmentDefinition.parse(each.getId(), each.getBody()));
      }
    }
    segments = SegmentSet.of(all);
    component = component();
  }

  /** A document of some 500 bytes becomes an event. */
  @Benchmark
  public Outcome<Event> ingestADocument() {
    return ingest.event(new XdmIngest.Inbound(document, "default", START), START + HOUR);
  }

  /** An event is written to an edge and read from it. */
  @Benchmark
  public IdentityInput sendOverAnEdge() throws IOException {
    written.clear();
    edge.serialize(input, written);
    read.setBuffer(written.getSharedBuffer(), 0, written.length());
    return edge.deserialize(read);
  }

  /** 100 segments over a profile of twelve events, from nothing. */
  @Benchmark
  public Timeline.Standings evaluateSegments() {
    return Timeline.of(segments, facts(), START + 24 * HOUR);
  }

  /** A component of twelve identities is partitioned. */
  @Benchmark
  public Partition partition() {
    return Partition.of(component, IdentitySettings.DEFAULT);
  }

  /**
   * Two identities that were never seen become one: all messages, each through its bytes, until
   * none is under way.
   */
  @Benchmark
  public @Nullable Label gossipOfALink() {
    return new GossipRound(ACCOUNT, DEVICE).link(START);
  }

  private ProfileFacts facts() {
    return new ProfileFacts(
        new TreeMap<>(Map.of("ECID:1", List.of())), events, MergePolicy.DEFAULT);
  }

  private Event accepted(byte[] json) {
    var inbound = new XdmIngest.Inbound(json, "default", START);
    if (ingest.event(inbound, START + 1_000 * HOUR) instanceof Outcome.Accepted<Event> yes) {
      return yes.value();
    }
    throw new IllegalStateException("an event was refused");
  }

  private static Facts component() {
    Map<Link, Seen> links = new TreeMap<>();
    for (int i = 1; i < IDENTITIES_OF_A_PERSON; i++) {
      links.put(Link.between("CRMID:C-1", "ECID:" + i), Seen.at(START + i * HOUR));
    }
    return Facts.of(links);
  }
}
