/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred;

import io.kindred.topic.Topic;
import io.kindred.topic.flink.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** What an operator in a harness has sent to topics, each message read as its reader would. */
public record Sent(List<Outgoing> messages) {

  /** Takes them from the side output of a harness. */
  public static Sent aside(AbstractStreamOperatorTestHarness<?> harness) {
    List<Outgoing> messages = new ArrayList<>();
    var output = harness.getSideOutput(Outgoing.TAG);
    if (output != null) {
      output.forEach(record -> messages.add(record.getValue()));
      output.clear();
    }
    return new Sent(messages);
  }

  /** Each that went to a topic, by its key; no value where the key has ended. */
  public <V> void each(Topic<V> topic, BiConsumer<String, @Nullable V> reader) {
    for (Outgoing message : messages) {
      if (message.topic().equals(topic.name())) {
        byte[] value = message.value();
        reader.accept(
            new String(message.key(), StandardCharsets.UTF_8),
            value == null ? null : topic.decode(value));
      }
    }
  }

  /** The values of those that went to a topic. */
  public <V> List<V> values(Topic<V> topic) {
    List<V> values = new ArrayList<>();
    each(
        topic,
        (key, value) -> {
          if (value != null) {
            values.add(value);
          }
        });
    return values;
  }
}
