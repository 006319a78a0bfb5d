/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The schemas of earlier releases, kept as resources {@code released/RELEASE/NAME.avsc}, so that
 * what they wrote stays readable. A release adds its folder and its name here.
 */
final class ReleasedSchemas {

  /** Oldest first. */
  static final List<String> RELEASES = List.of("0.1");

  private ReleasedSchemas() {}

  /** Every released form of a record, oldest first; none where it is younger than all releases. */
  static List<Schema> of(String name) {
    List<Schema> schemas = new ArrayList<>();
    for (String release : RELEASES) {
      String resource = "/released/" + release + "/" + name + ".avsc";
      try (InputStream in = ReleasedSchemas.class.getResourceAsStream(resource)) {
        if (in != null) {
          schemas.add(new Schema.Parser().parse(in));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + resource, e);
      }
    }
    return schemas;
  }
}
