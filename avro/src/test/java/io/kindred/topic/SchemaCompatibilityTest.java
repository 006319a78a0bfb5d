/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema reads what the last release wrote, and the last release reads what it writes: topics
 * and savepoints outlive an upgrade and a downgrade.
 *
 * <p>With {@code -Dkindred.release=RELEASE} the schemas as they stand are first written down as
 * that release's; CONTRIBUTING.md says when.
 */
class SchemaCompatibilityTest {

  private static final Path SCHEMAS = Path.of("src/main/avro");
  private static final SchemaFormatter JSON = SchemaFormatter.getInstance("json/pretty");
  private static final Path RELEASED = Path.of("src/main/resources/released");

  @BeforeAll
  static void writeReleaseIfAsked() throws IOException {
    String release = System.getProperty("kindred.release", "");
    if (release.isEmpty()) {
      return;
    }
    assertThat(ReleasedSchemas.RELEASES)
        .as("add the release %s to ReleasedSchemas.RELEASES first", release)
        .endsWith(release);
    Path folder = Files.createDirectories(RELEASED.resolve(release));
    for (String name : names(folder)) {
      Files.delete(folder.resolve(name + ".avsc"));
    }
    for (Schema schema : current().values()) {
      Files.writeString(folder.resolve(schema.getName() + ".avsc"), JSON.format(schema) + "\n");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("currentNames")
  void schema_readsAndIsReadByItsLastRelease(String name) throws IOException {
    Schema now = current().get(name);
    Schema then = lastReleased(name);

    assertThat(then)
        .as("%s has no released form: write it down as CONTRIBUTING.md, \"Schemas\", says", name)
        .isNotNull();
    assertThat(whatKeeps(now, then))
        .as("%s does not read what the last release wrote. %s", name, ADVICE)
        .isEmpty();
    assertThat(whatKeeps(then, now))
        .as("the last release does not read what %s writes. %s", name, ADVICE)
        .isEmpty();
  }

  @Test
  void releasedSchema_isNeverForgotten() throws IOException {
    for (String release : ReleasedSchemas.RELEASES) {
      assertThat(current().keySet())
          .as("release %s knows these records: keep their schemas", release)
          .containsAll(names(RELEASED.resolve(release)));
    }
  }

  @Test
  void releases_areTheFoldersThatStandHere() throws IOException {
    try (Stream<Path> folders = Files.list(RELEASED)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .as("folders of %s and ReleasedSchemas.RELEASES", RELEASED)
          .containsExactlyInAnyOrderElementsOf(ReleasedSchemas.RELEASES);
    }
  }

  private static final String ADVICE =
      "Give a new field a default; never rename a field or change its type; end an old one only"
          + " if it has a default. If the last folder's release is not out yet, write it anew as"
          + " CONTRIBUTING.md, \"Schemas\", says";

  static List<String> currentNames() throws IOException {
    return names(SCHEMAS);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".avsc"))
          .map(file -> file.substring(0, file.length() - ".avsc".length()))
          .sorted()
          .toList();
    }
  }

  /** The schemas of the sources, each with all it refers to. */
  private static SortedMap<String, Schema> current() throws IOException {
    SchemaParser parser = new SchemaParser();
    for (String name : currentNames()) {
      parser.parse(SCHEMAS.resolve(name + ".avsc"));
    }
    SortedMap<String, Schema> schemas = new TreeMap<>();
    for (Schema schema : parser.getParsedNamedSchemas()) {
      schemas.put(schema.getName(), schema);
    }
    schemas.keySet().retainAll(currentNames());
    return schemas;
  }

  private static Schema lastReleased(String name) throws IOException {
    List<String> newestFirst = new ArrayList<>(ReleasedSchemas.RELEASES);
    Collections.reverse(newestFirst);
    for (String release : newestFirst) {
      Path file = RELEASED.resolve(release).resolve(name + ".avsc");
      if (Files.exists(file)) {
        return new SchemaParser().parse(file).mainSchema();
      }
    }
    return null;
  }

  private static List<Incompatibility> whatKeeps(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities();
  }
}
