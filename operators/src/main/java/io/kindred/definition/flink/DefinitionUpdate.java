/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.definition.flink;

import io.kindred.avro.Definition;
import java.io.Serializable;

/**
 * One version of one definition.
 *
 * @param body a JSON object; empty where the definition is withdrawn
 * @param version grows with each version of the same definition: its place in the topic, from 1
 */
public record DefinitionUpdate(String kind, String id, String body, long version)
    implements Serializable {

  /** The definition at an offset of its topic. */
  public static DefinitionUpdate at(long offset, Definition definition) {
    return new DefinitionUpdate(
        definition.getKind(), definition.getId(), definition.getBody(), offset + 1);
  }

  public String key() {
    return kind + "/" + id;
  }

  public boolean withdrawn() {
    return body.isEmpty();
  }
}
