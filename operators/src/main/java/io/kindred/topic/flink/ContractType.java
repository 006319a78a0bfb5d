/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic.flink;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * The type of a contract, for Flink: on the wire and in savepoints as {@link AvroTypeInfo} has it.
 */
public final class ContractType<T extends SpecificRecordBase> extends AvroTypeInfo<T> {

  private static final long serialVersionUID = 1;

  public ContractType(Class<T> contract) {
    super(contract);
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new ContractSerializer<>(getTypeClass());
  }
}
