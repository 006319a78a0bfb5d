/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.avro.AttributeVersion;
import io.kindred.avro.Provenance;
import io.kindred.fragment.XdmJson;
import org.jspecify.annotations.Nullable;

/** One version of an attribute, and the identity whose fragment gave it. */
final class Given {

  private static final String REMOVAL = "null";

  private final String identity;
  private final AttributeVersion version;
  // Parsed when first wanted: most versions are never looked at.
  private @Nullable JsonNode value;

  Given(String identity, AttributeVersion version) {
    this.identity = identity;
    this.version = version;
  }

  String identity() {
    return identity;
  }

  String path() {
    return version.getPath();
  }

  long timestamp() {
    return version.getTimestamp();
  }

  String dataset() {
    return version.getDataset();
  }

  String recordId() {
    return version.getRecordId();
  }

  String json() {
    return version.getValue();
  }

  boolean removes() {
    return json().equals(REMOVAL);
  }

  boolean saysTheSameAs(@Nullable Given other) {
    return json().equals(other == null ? REMOVAL : other.json());
  }

  JsonNode value() {
    if (value == null) {
      value = XdmJson.read(json());
    }
    return value;
  }

  Provenance provenance() {
    return new Provenance(path(), dataset(), identity, recordId(), timestamp());
  }
}
