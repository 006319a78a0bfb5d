/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import io.kindred.avro.Definition;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.InvalidDefinition;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.ValidSegments;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Table;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segments that are defined, compiled when they are first asked for and when they change. */
final class SegmentLibrary {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentLibrary.class);
  private static final String KEYS = DefinitionKind.SEGMENT + "/";

  private final ProfileStore store;
  private volatile Compiled compiled = new Compiled(List.of(), ValidSegments.among(List.of()));

  private record Compiled(List<Definition> of, ValidSegments segments) {}

  SegmentLibrary(ProfileStore store) {
    this.store = store;
  }

  /** Those that are valid together, as the jobs evaluate them. */
  ValidSegments segments() {
    List<Definition> defined = store.scan(Table.DEFINITIONS, KEYS);
    Compiled known = compiled;
    if (!known.of().equals(defined)) {
      known = new Compiled(defined, ValidSegments.among(parsed(defined)));
      compiled = known;
    }
    return known.segments();
  }

  private static List<SegmentDefinition> parsed(List<Definition> definitions) {
    List<SegmentDefinition> parsed = new ArrayList<>();
    for (Definition definition : definitions) {
      try {
        parsed.add(SegmentDefinition.parse(definition.getId(), definition.getBody()));
      } catch (InvalidDefinition e) {
        // Whoever wrote it past this API is told by the jobs; the others are not to suffer.
        LOG.debug("segment {} cannot be read", definition.getId(), e);
      }
    }
    return parsed;
  }
}
