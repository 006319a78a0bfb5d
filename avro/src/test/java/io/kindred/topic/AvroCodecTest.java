/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindred.avro.IdentityMapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class AvroCodecTest {

  private static final AvroCodec<IdentityMapping> CODEC =
      new AvroCodec<>(IdentityMapping.getClassSchema());
  private static final byte[] MAPPING =
      CODEC.encode(new IdentityMapping("Email:sarah@luma.example", "p-sarah", 7L));

  @Test
  void encode_marksTheSingleObjectEncoding() {
    assertThat(MAPPING).startsWith(0xC3, 0x01);
  }

  @Test
  void decode_readsWhatAnEarlierReleaseWrote() throws IOException {
    Schema released = ReleasedSchemas.of("Probe").get(0);
    byte[] old = write(new GenericRecordBuilder(released).set("reading", 21L).build());

    Probe probe = new AvroCodec<Probe>(Probe.SCHEMA).decode(old);

    assertThat(probe.reading()).isEqualTo(21);
    assertThat(probe.unit()).isEqualTo("degree");
  }

  @Test
  void decode_refusesAWriterItDoesNotKnow() throws IOException {
    Schema unknown = SchemaBuilder.record("Unknown").fields().requiredLong("reading").endRecord();
    byte[] foreign = write(new GenericRecordBuilder(unknown).set("reading", 21L).build());

    assertThatThrownBy(() -> CODEC.decode(foreign)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void decode_refusesWhatIsNotAvro() {
    byte[] json = "{\"identity\": \"Email:sarah@luma.example\"}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> CODEC.decode(json)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void decode_refusesEveryTruncation() {
    for (int length = 0; length < MAPPING.length; length++) {
      byte[] cut = Arrays.copyOf(MAPPING, length);

      assertThatThrownBy(() -> CODEC.decode(cut))
          .as("the first %d of %d bytes", length, MAPPING.length)
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  private static byte[] write(GenericRecord value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new BinaryMessageEncoder<>(GenericData.get(), value.getSchema()).encode(value, out);
    return out.toByteArray();
  }
}
