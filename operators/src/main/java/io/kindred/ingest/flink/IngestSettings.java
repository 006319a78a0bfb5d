/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest.flink;

import static io.kindred.ingest.flink.IngestOptions.DEAD_LETTER_PAYLOAD_MAX;
import static io.kindred.ingest.flink.IngestOptions.DOCUMENT_SIZE_MAX;
import static io.kindred.ingest.flink.IngestOptions.FUTURE_MAX;

import io.kindred.definition.flink.DefinitionRegister;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.flink.IdentityDefinitions;
import io.kindred.ingest.IngestLimits;
import io.kindred.ingest.XdmIngest;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/** What ingest works by: the identity settings in force, the limits, and a clock. */
public record IngestSettings(
    DefinitionRegister<XdmIngest> rules, IngestLimits limits, Clock clock)
    implements Serializable {

  /** From the job's options and the definitions that stand when it is submitted. */
  public static IngestSettings of(
      ReadableConfig options, List<DefinitionUpdate> atStart, Clock clock) {
    IngestLimits limits =
        new IngestLimits(
            (int) options.get(DOCUMENT_SIZE_MAX).getBytes(),
            options.get(FUTURE_MAX).toMillis(),
            (int) options.get(DEAD_LETTER_PAYLOAD_MAX).getBytes());
    return new IngestSettings(
        new DefinitionRegister<>(
            atStart,
            (definitions, version) ->
                new XdmIngest(IdentityDefinitions.settings(definitions), limits)),
        limits,
        clock);
  }
}
