/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.IdentityMapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
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

  private static byte[] write(GenericRecord value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new BinaryMessageEncoder<>(GenericData.get(), value.getSchema()).encode(value, out);
    return out.toByteArray();
  }
}
