/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.ComponentState;
import io.kindred.avro.ContributionReport;
import io.kindred.avro.ContributionState;
import io.kindred.avro.CountedJourney;
import io.kindred.avro.DeadLetter;
import io.kindred.avro.Event;
import io.kindred.avro.FragmentAttributes;
import io.kindred.avro.FragmentChange;
import io.kindred.avro.Gossip;
import io.kindred.avro.IdentityChange;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.IdentityInput;
import io.kindred.avro.IdentityMapping;
import io.kindred.avro.IdentityState;
import io.kindred.avro.JourneyRevision;
import io.kindred.avro.JourneyState;
import io.kindred.avro.LinkFact;
import io.kindred.avro.MembershipChange;
import io.kindred.avro.MilestoneState;
import io.kindred.avro.PaneState;
import io.kindred.avro.PrivacyRequest;
import io.kindred.avro.PrivacyResult;
import io.kindred.avro.Profile;
import io.kindred.avro.ProfileState;
import io.kindred.avro.Record;
import io.kindred.avro.SegmentCount;
import io.kindred.avro.SegmentFill;
import io.kindred.avro.SegmentTally;
import io.kindred.avro.SelectedEvents;
import io.kindred.avro.ToldState;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.RandomData;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.apache.flink.formats.avro.utils.DataInputDecoder;
import org.apache.flink.formats.avro.utils.DataOutputEncoder;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTypeTest {

  private static final int SEED = 1;
  private static final int RECORDS = 50;

  static List<Class<? extends SpecificRecordBase>> contracts() {
    return List.of(
        ComponentState.class,
        ContributionReport.class,
        ContributionState.class,
        CountedJourney.class,
        DeadLetter.class,
        Event.class,
        FragmentAttributes.class,
        FragmentChange.class,
        Gossip.class,
        IdentityChange.class,
        IdentityComponent.class,
        IdentityInput.class,
        IdentityMapping.class,
        IdentityState.class,
        JourneyRevision.class,
        JourneyState.class,
        LinkFact.class,
        MembershipChange.class,
        MilestoneState.class,
        PaneState.class,
        PrivacyRequest.class,
        PrivacyResult.class,
        Profile.class,
        ProfileState.class,
        Record.class,
        SegmentCount.class,
        SegmentFill.class,
        SegmentTally.class,
        SelectedEvents.class,
        ToldState.class);
  }

  /** What walks through the schema reads what generated code has read and written. */
  @ParameterizedTest
  @MethodSource("contracts")
  <T extends SpecificRecordBase> void bytes_areThoseOfTheSchema(Class<T> contract)
      throws Exception {
    Schema schema = SpecificData.get().getSchema(contract);
    TypeSerializer<T> serializer = serializer(contract);
    for (Object drawn : new RandomData(schema, RECORDS, SEED)) {
      byte[] bytes = written((GenericRecord) drawn, schema);

      T read = serializer.deserialize(new DataInputDeserializer(bytes));

      DataOutputSerializer again = new DataOutputSerializer(bytes.length);
      serializer.serialize(read, again);
      // The entries of a map may come in another order.
      assertThat(again.length()).isEqualTo(bytes.length);
      assertThat(read(again.getCopyOfBuffer(), schema)).isEqualTo(read(bytes, schema));
    }
  }

  /** A savepoint that was written by Flink's own serializer goes on as it is. */
  @ParameterizedTest
  @MethodSource("contracts")
  <T extends SpecificRecordBase> void snapshots_areThoseOfAvro(Class<T> contract) {
    var before = new AvroSerializer<>(contract).snapshotConfiguration();

    var compatibility =
        serializer(contract).snapshotConfiguration().resolveSchemaCompatibility(before);

    assertThat(compatibility.isCompatibleAsIs()).isTrue();
  }

  /** The generated code knows of a writer with fewer fields. */
  @Test
  void aRecordOfAnEarlierSchemaHasTheDefaults() throws IOException {
    Schema now = SegmentTally.getClassSchema();
    Schema earlier =
        Schema.createRecord(
            now.getName(),
            null,
            now.getNamespace(),
            false,
            now.getFields().stream()
                .filter(field -> !field.name().equals("filled"))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
    GenericRecord tally = (GenericRecord) new RandomData(earlier, 1, SEED).iterator().next();
    serializer(SegmentTally.class);
    var reader =
        new SpecificDatumReader<SegmentTally>(
            earlier, now, SpecificData.getForClass(SegmentTally.class));
    DataInputDecoder decoder = new DataInputDecoder();
    decoder.setIn(new DataInputDeserializer(written(tally, earlier)));

    SegmentTally read = reader.read(null, decoder);

    assertThat(read.getMembers()).isEqualTo(tally.get("members"));
    assertThat(read.getFilled()).isEmpty();
  }

  /** Also where the job graph was sent, and nothing has made a serializer anew. */
  @Test
  void generatedCodeIsUsedWhereASerializerArrives() throws Exception {
    TypeSerializer<Event> made = serializer(Event.class);
    SpecificData model = SpecificData.getForClass(Event.class);
    model.setCustomCoders(false);
    model.setFastReaderEnabled(true);

    TypeSerializer<Event> arrived = InstantiationUtil.clone(made);

    assertThat(arrived).isEqualTo(made);
    assertThat(model.useCustomCoders()).isTrue();
    assertThat(model.isFastReaderEnabled()).isFalse();
  }

  private static <T extends SpecificRecordBase> TypeSerializer<T> serializer(Class<T> contract) {
    return new ContractType<>(contract).createSerializer(new SerializerConfigImpl());
  }

  private static byte[] written(GenericRecord record, Schema schema) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    DataOutputEncoder encoder = new DataOutputEncoder();
    encoder.setOut(out);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    return out.getCopyOfBuffer();
  }

  private static GenericRecord read(byte[] bytes, Schema schema) throws IOException {
    DataInputDecoder decoder = new DataInputDecoder();
    decoder.setIn(new DataInputDeserializer(bytes));
    return new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
  }
}
