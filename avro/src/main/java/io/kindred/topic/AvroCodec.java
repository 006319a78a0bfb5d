/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Avro's single-object encoding: two marker bytes, the fingerprint of the writer's schema, the
 * value. Reads what any released schema wrote.
 *
 * <p>It is written through a buffer, and not by Avro's own class for it, which passes every field
 * to the stream by itself: a profile has a thousand and more.
 */
final class AvroCodec<V extends SpecificRecordBase> implements ValueCodec<V> {

  private static final byte[] MARKER = {(byte) 0xC3, 0x01};

  private final byte[] fingerprint;
  private final DatumWriter<V> writer;

  // The encoder keeps a buffer, so each thread has its own.
  private final ThreadLocal<BinaryEncoder> encoder;
  private final BinaryMessageDecoder<V> decoder;

  AvroCodec(Schema schema) {
    SpecificData data = new SpecificData();
    data.setCustomCoders(true);
    data.setFastReaderEnabled(false);
    fingerprint = fingerprint(schema);
    writer = new SpecificDatumWriter<>(schema, data);
    encoder =
        ThreadLocal.withInitial(
            () -> EncoderFactory.get().binaryEncoder(new ByteArrayOutputStream(), null));
    decoder = new BinaryMessageDecoder<>(data, schema);
    ReleasedSchemas.of(schema.getName()).forEach(decoder::addSchema);
  }

  private static byte[] fingerprint(Schema schema) {
    try {
      return SchemaNormalization.parsingFingerprint("CRC-64-AVRO", schema);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Avro knows its own fingerprint", e);
    }
  }

  @Override
  public byte[] encode(V value) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(256);
      out.write(MARKER);
      out.write(fingerprint);
      BinaryEncoder buffered = EncoderFactory.get().binaryEncoder(out, encoder.get());
      writer.write(value, buffered);
      buffered.flush();
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
