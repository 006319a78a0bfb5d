/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kindred.definition.InvalidDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Somebody whose attributes and events are in files, and the moment at which to look. */
final class PersonOptions {

  @Option(names = "--profile", paramLabel = "FILE", description = "The profile's attributes.")
  private @Nullable Path profile;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "The profile's events: an array, or one after the other.")
  private @Nullable Path events;

  @Option(
      names = "--now",
      paramLabel = "T",
      description = "The present, in ISO 8601 (default: the clock's).")
  private @Nullable String now;

  JsonNode profile() throws IOException, InvalidDefinition {
    return profile == null ? MissingNode.getInstance() : Givens.profile(profile);
  }

  List<JsonNode> events() throws IOException, InvalidDefinition {
    return events == null ? List.of() : Givens.events(events);
  }

  long now() throws InvalidDefinition {
    return now == null ? System.currentTimeMillis() : Givens.instant(now, "--now");
  }

  /** Whether a moment was given. */
  boolean hasNow() {
    return now != null;
  }
}
