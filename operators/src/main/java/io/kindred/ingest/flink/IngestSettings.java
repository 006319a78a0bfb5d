/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest.flink;

import static io.kindred.ingest.flink.IngestOptions.DEAD_LETTER_PAYLOAD_MAX;
import static io.kindred.ingest.flink.IngestOptions.EVENT_SIZE_MAX;
import static io.kindred.ingest.flink.IngestOptions.FUTURE_MAX;
import static io.kindred.ingest.flink.IngestOptions.NESTING_MAX;
import static io.kindred.ingest.flink.IngestOptions.RECORD_SIZE_MAX;

import io.kindred.definition.flink.DefinitionRegister;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.flink.IdentityDefinitions;
import io.kindred.ingest.IngestLimits;
import io.kindred.ingest.XdmIngest;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** What ingest works by: the rules in force, and a clock that says which times lie ahead. */
public record IngestSettings(DefinitionRegister<XdmIngest> rules, Clock clock)
    implements Serializable {

  /** From the job's options and the definitions that stand when it is submitted. */
  public static IngestSettings of(
      ReadableConfig options, List<DefinitionUpdate> atStart, Clock clock) {
    IngestLimits limits =
        new IngestLimits(
            bytes(options, EVENT_SIZE_MAX),
            bytes(options, RECORD_SIZE_MAX),
            options.get(FUTURE_MAX).toMillis(),
            options.get(NESTING_MAX),
            bytes(options, DEAD_LETTER_PAYLOAD_MAX));
    return new IngestSettings(
        new DefinitionRegister<>(
            IdentityDefinitions.KINDS,
            atStart,
            (definitions, version) ->
                new XdmIngest(IdentityDefinitions.settings(definitions, version), limits)),
        clock);
  }

  private static int bytes(ReadableConfig options, ConfigOption<MemorySize> option) {
    return Math.toIntExact(options.get(option).getBytes());
  }
}
