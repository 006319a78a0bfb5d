/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindred.avro.Definition;
import io.kindred.definition.InvalidDefinition;
import io.kindred.segment.Explanation;
import io.kindred.segment.SegmentDefinition;
import io.kindred.segment.SegmentSet;
import io.kindred.segment.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each segment of the folder definitions has somebody in it, somebody not, and ends on time. */
class SampleDefinitionsTest {

  private static final Path FOLDER = Path.of("definitions");
  private static final long NOON = Instant.parse("2026-03-11T12:00:00Z").toEpochMilli();

  private static SegmentSet segments = SegmentSet.EMPTY;
  private static JsonNode people;

  @BeforeAll
  static void readAll() throws Exception {
    List<SegmentDefinition> parsed = new ArrayList<>();
    for (Definition definition : DefinitionFiles.read(List.of(FOLDER))) {
      parsed.add(SegmentDefinition.parse(definition.getId(), definition.getBody()));
    }
    segments = SegmentSet.of(parsed);
    try (InputStream in =
        SampleDefinitionsTest.class.getResourceAsStream("/sample-definitions.json")) {
      people = new ObjectMapper().readTree(in);
    }
  }

  static List<String> ids() throws InvalidDefinition {
    return DefinitionFiles.read(List.of(FOLDER)).stream().map(Definition::getId).toList();
  }

  private static Explanation explained(String id, String who, long now) {
    JsonNode person = people.path(id).path(who);
    List<JsonNode> events = new ArrayList<>();
    person.path("events").forEach(events::add);
    return Explanation.of(segments, id, Snapshot.of(person.path("profile"), events), now);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void segment_takesOneAndLeavesOutAnother(String id) {
    assertThat(explained(id, "in", NOON).member()).isTrue();
    assertThat(explained(id, "out", NOON).member()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void segment_turnsWhenItsWindowPasses(String id) {
    String who = people.path(id).path("turns").asText();
    long at = Instant.parse(people.path(id).path("at").asText()).toEpochMilli();
    boolean before = who.equals("in");

    assertThat(explained(id, who, NOON).changesAt()).hasValue(at);
    assertThat(explained(id, who, at - 1).member()).isEqualTo(before);
    assertThat(explained(id, who, at).member()).isEqualTo(!before);
  }

  @Test
  void read_takesALumpOfDefinitions(@TempDir Path directory) throws Exception {
    Path file =
        file(
            directory,
            "all.json",
            "{'definitions': [{'kind': 'cut', 'id': 'c', 'a': 1}, {'id': 's', 'name': 'S'}]}");

    assertThat(DefinitionFiles.read(List.of(file)))
        .containsExactly(
            new Definition("cut", "c", "{\"a\":1}"),
            new Definition("segment", "s", "{\"name\":\"S\"}"));
  }

  @Test
  void read_callsASegmentByItsFile(@TempDir Path directory) throws Exception {
    file(directory, "vip.json", "{'name': 'VIP'}");
    file(directory, "notes.txt", "nothing");

    assertThat(DefinitionFiles.read(List.of(directory)))
        .containsExactly(new Definition("segment", "vip", "{\"name\":\"VIP\"}"));
  }

  @Test
  void read_namesTheFileThatIsWrong(@TempDir Path directory) throws Exception {
    Path file = file(directory, "bad.json", "{");

    assertThatThrownBy(() -> DefinitionFiles.read(List.of(file)))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageContaining("bad.json: line 1");
  }

  private static Path file(Path directory, String name, String json) throws IOException {
    return Files.writeString(directory.resolve(name), json.replace('\'', '"'));
  }
}
