/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest.flink;

import io.kindred.ingest.IngestLimits;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** Every {@code kindred.ingest.*} option: its key, type, default and meaning. */
public final class IngestOptions {

  public static final ConfigOption<MemorySize> EVENT_SIZE_MAX =
      ConfigOptions.key("kindred.ingest.event-size-max")
          .memoryType()
          .defaultValue(MemorySize.parse(IngestLimits.DEFAULT.eventBytesMax() + " b"))
          .withDescription("A larger event is refused.");

  public static final ConfigOption<MemorySize> RECORD_SIZE_MAX =
      ConfigOptions.key("kindred.ingest.record-size-max")
          .memoryType()
          .defaultValue(MemorySize.parse(IngestLimits.DEFAULT.recordBytesMax() + " b"))
          .withDescription("A larger record is refused.");

  public static final ConfigOption<Integer> NESTING_MAX =
      ConfigOptions.key("kindred.ingest.nesting-max")
          .intType()
          .defaultValue(IngestLimits.DEFAULT.nestingMax())
          .withDescription("A document with more objects and arrays within each other is refused.");

  public static final ConfigOption<Duration> FUTURE_MAX =
      ConfigOptions.key("kindred.ingest.future-max")
          .durationType()
          .defaultValue(Duration.ofMillis(IngestLimits.DEFAULT.futureMsMax()))
          .withDescription("A timestamp further ahead of the clock is refused.");

  public static final ConfigOption<MemorySize> DEAD_LETTER_PAYLOAD_MAX =
      ConfigOptions.key("kindred.ingest.dead-letter-payload-max")
          .memoryType()
          .defaultValue(MemorySize.parse(IngestLimits.DEFAULT.deadLetterBytesMax() + " b"))
          .withDescription("So much of a refused message is kept in its dead letter.");

  private IngestOptions() {}
}
