/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic.flink;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.Objects;
import org.apache.avro.specific.SpecificData;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads records by the code that Avro generates for each contract, and not by walking
 * through its schema at each record. The bytes and the snapshots are those of {@link
 * AvroSerializer}.
 */
final class ContractSerializer<T> extends AvroSerializer<T> {

  private static final long serialVersionUID = 1;

  ContractSerializer(Class<T> contract) {
    super(contract);
    useGeneratedCode();
  }

  /** Avro asks the model of a contract's class; its fast reader would come before that code. */
  private void useGeneratedCode() {
    SpecificData model = SpecificData.getForClass(getType());
    model.setCustomCoders(true);
    model.setFastReaderEnabled(false);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    useGeneratedCode();
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new ContractSerializer<>(getType());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ContractSerializer<?> same && getType().equals(same.getType());
  }

  @Override
  public int hashCode() {
    return Objects.hash(ContractSerializer.class, getType());
  }
}
