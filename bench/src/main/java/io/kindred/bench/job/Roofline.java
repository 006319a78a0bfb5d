/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kindred.jobs.KafkaOptions;
import io.kindred.topic.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The leanest keyed job that this engine allows, to measure others against.
 *
 * <pre>
 *  xdm-events ─ decode ─ keyBy(primary identity) ─ read and write 600 bytes in RocksDB ─ events
 * </pre>
 *
 * <p>Decoding passes over the whole document once, token by token, and keeps one identity; the
 * bytes travel and are written as they came. It decides nothing.
 */
final class Roofline {

  static final String COUNTER = "applied";

  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private Roofline() {}

  static JobClient submit(StreamExecutionEnvironment env, Configuration options) throws Exception {
    Configuration ours = new Configuration();
    ours.set(PipelineOptions.GENERIC_TYPES, false);
    ours.set(PipelineOptions.OBJECT_REUSE, true);
    ours.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    ours.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(100));
    env.configure(ours);
    env.fromSource(source(options), WatermarkStrategy.noWatermarks(), "xdm-events")
        .map(new Decode())
        .returns(Types.TUPLE(Types.STRING, BYTES))
        .keyBy(keyed -> keyed.f0, Types.STRING)
        .process(new ReadAndWrite())
        .name("roofline")
        .returns(BYTES)
        .sinkTo(sink(options));
    return env.executeAsync("roofline");
  }

  private static KafkaSource<byte[]> source(Configuration options) {
    return KafkaSource.<byte[]>builder()
        .setBootstrapServers(options.get(KafkaOptions.BOOTSTRAP_SERVERS))
        .setTopics(Topic.XDM_EVENTS.in(options.get(KafkaOptions.SANDBOX)))
        .setGroupId("roofline")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new Raw())
        .build();
  }

  private static KafkaSink<byte[]> sink(Configuration options) {
    Properties producer = new Properties();
    producer.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    producer.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 << 10));
    return KafkaSink.<byte[]>builder()
        .setBootstrapServers(options.get(KafkaOptions.BOOTSTRAP_SERVERS))
        .setKafkaProducerConfig(producer)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new Written(Topic.EVENTS.in(options.get(KafkaOptions.SANDBOX))))
        .build();
  }

  private static final class Raw implements KafkaRecordDeserializationSchema<byte[]> {
    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<byte[]> out) {
      out.collect(message.value());
    }

    @Override
    public TypeInformation<byte[]> getProducedType() {
      return BYTES;
    }
  }

  private record Written(String topic) implements KafkaRecordSerializationSchema<byte[]> {
    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        byte[] value, KafkaSinkContext context, Long timestamp) {
      return new ProducerRecord<>(topic, value);
    }
  }

  /** The first identity of a document, and the document. */
  private static final class Decode extends RichMapFunction<byte[], Tuple2<String, byte[]>> {

    private transient JsonFactory json;

    @Override
    public void open(OpenContext context) {
      json = new JsonFactory();
    }

    @Override
    public Tuple2<String, byte[]> map(byte[] document) throws IOException {
      String identity = "";
      try (JsonParser tokens = json.createParser(document)) {
        for (JsonToken token = tokens.nextToken(); token != null; token = tokens.nextToken()) {
          if (identity.isEmpty()
              && token == JsonToken.FIELD_NAME
              && tokens.currentName().equals("id")) {
            identity = tokens.nextTextValue();
          }
        }
      }
      return Tuple2.of(identity, document);
    }
  }

  private static final class ReadAndWrite
      extends KeyedProcessFunction<String, Tuple2<String, byte[]>, byte[]> {

    private static final int STATE_BYTES = 600;

    private transient ValueState<byte[]> state;
    private transient Counter applied;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("state", BYTES));
      applied = getRuntimeContext().getMetricGroup().counter(COUNTER);
    }

    @Override
    public void processElement(Tuple2<String, byte[]> keyed, Context context, Collector<byte[]> out)
        throws Exception {
      byte[] held = state.value();
      byte[] next = held == null ? new byte[STATE_BYTES] : held;
      next[keyed.f1.length % STATE_BYTES]++;
      state.update(next);
      applied.inc();
      out.collect(keyed.f1);
    }
  }
}
