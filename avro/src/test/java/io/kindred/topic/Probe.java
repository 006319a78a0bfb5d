/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A record that has grown since its release: {@code released/0.1/Probe.avsc} among the test
 * resources knows no {@code unit}.
 */
public final class Probe extends SpecificRecordBase {

  static final Schema SCHEMA =
      SchemaBuilder.record("Probe")
          .namespace("io.kindred.topic")
          .fields()
          .name("unit")
          .type(string())
          .withDefault("degree")
          .name("reading")
          .type(Schema.create(Schema.Type.LONG))
          .noDefault()
          .endRecord();

  private String unit = "";
  private long reading;

  String unit() {
    return unit;
  }

  long reading() {
    return reading;
  }

  @Override
  public Schema getSchema() {
    return SCHEMA;
  }

  @Override
  public Object get(int field) {
    return switch (field) {
      case 0 -> unit;
      case 1 -> reading;
      default -> throw new AvroRuntimeException("no field " + field);
    };
  }

  @Override
  public void put(int field, Object value) {
    switch (field) {
      case 0 -> unit = (String) value;
      case 1 -> reading = (Long) value;
      default -> throw new AvroRuntimeException("no field " + field);
    }
  }

  private static Schema string() {
    Schema string = Schema.create(Schema.Type.STRING);
    string.addProp("avro.java.string", "String");
    return string;
  }
}
