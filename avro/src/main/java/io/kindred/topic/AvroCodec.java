/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Avro's single-object encoding: two marker bytes, the fingerprint of the writer's schema, the
 * value. Reads what any released schema wrote.
 */
final class AvroCodec<V extends SpecificRecordBase> implements ValueCodec<V> {

  // The encoder keeps buffers, so each thread has its own.
  private final ThreadLocal<BinaryMessageEncoder<V>> encoder;
  private final BinaryMessageDecoder<V> decoder;

  AvroCodec(Schema schema) {
    SpecificData data = new SpecificData();
    data.setCustomCoders(true);
    data.setFastReaderEnabled(false);
    encoder = ThreadLocal.withInitial(() -> new BinaryMessageEncoder<>(data, schema));
    decoder = new BinaryMessageDecoder<>(data, schema);
    ReleasedSchemas.of(schema.getName()).forEach(decoder::addSchema);
  }

  @Override
  public byte[] encode(V value) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(256);
      encoder.get().encode(value, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public V decode(byte[] bytes) {
    try {
      return decoder.decode(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AvroRuntimeException | IndexOutOfBoundsException e) {
      // How Avro says: no marker, an unknown schema, a length or branch that cannot be.
      throw new UncheckedIOException(new IOException("not a value of this topic", e));
    }
  }
}
