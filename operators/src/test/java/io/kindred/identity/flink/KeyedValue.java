/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/** A value for each key, one of which is current; a copy each time, as a backend makes. */
final class KeyedValue<T extends SpecificRecord> implements ValueState<T> {

  final Map<String, T> values = new HashMap<>();
  String current = "ECID:0";

  @Override
  public @Nullable T value() {
    T held = values.get(current);
    return held == null ? null : copy(held);
  }

  @Override
  public void update(T value) {
    values.put(current, copy(value));
  }

  @Override
  public void clear() {
    values.remove(current);
  }

  private static <T extends SpecificRecord> T copy(T value) {
    return SpecificData.get().deepCopy(value.getSchema(), value);
  }
}
