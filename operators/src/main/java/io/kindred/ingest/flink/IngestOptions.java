/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest.flink;

import io.kindred.ingest.IngestLimits;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** Every {@code kindred.ingest.*} option: its key, type, default and meaning. */
public final class IngestOptions {

  public static final ConfigOption<MemorySize> DOCUMENT_SIZE_MAX =
      ConfigOptions.key("kindred.ingest.document-size-max")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1))
          .withDescription("A larger event or record is refused.");

  public static final ConfigOption<Duration> FUTURE_MAX =
      ConfigOptions.key("kindred.ingest.future-max")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription("A timestamp further ahead of the clock is refused.");

  public static final ConfigOption<MemorySize> DEAD_LETTER_PAYLOAD_MAX =
      ConfigOptions.key("kindred.ingest.dead-letter-payload-max")
          .memoryType()
          .defaultValue(MemorySize.parse("64 kb"))
          .withDescription("So much of a refused message is kept in its dead letter.");

  private IngestOptions() {}
}
