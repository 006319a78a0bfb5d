/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.fragment;

import static io.kindred.TestObjects.CRM;
import static io.kindred.TestObjects.NOON;
import static io.kindred.TestObjects.SARAH;
import static io.kindred.TestObjects.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.avro.AttributeVersion;
import io.kindred.avro.Record;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributesTest {

  @Test
  void versionsOf_flattensObjectsAndKeepsArraysWhole() {
    assertThat(
            versionsOf(
                """
                {"_id": "r1", "timestamp": "2026-06-01T12:00:00Z", "identityMap": {},
                 "person": {"name": {"firstName": "Sarah"}, "tags": [{"a": 1}, 2]},
                 "loyalty": {"points": 100.0, "vip": true, "tier": null}}
                """))
        .containsExactly(
            version("/person/name/firstName", "\"Sarah\""),
            version("/person/tags", "[{\"a\":1},2]"),
            version("/loyalty/points", "100.0"),
            version("/loyalty/vip", "true"),
            version("/loyalty/tier", "null"));
  }

  @Test
  void versionsOf_escapesNamesAsJsonPointerDoes() {
    assertThat(versionsOf("{\"_id\":\"r1\",\"a/b~c\":{\"\":1},\"\":2}"))
        .containsExactly(version("/a~1b~0c/", "1"), version("/", "2"));
  }

  @Test
  void versionsOf_emptyObjectSaysNothing() {
    assertThat(versionsOf("{\"_id\":\"r1\",\"person\":{},\"list\":[]}"))
        .containsExactly(version("/list", "[]"));
  }

  @Test
  void versionsOf_onlyTheRootsOwnIdIsNoAttribute() {
    assertThat(versionsOf("{\"_id\":\"r1\",\"a\":{\"_id\":1,\"timestamp\":2}}"))
        .containsExactly(version("/a/_id", "1"), version("/a/timestamp", "2"));
  }

  @Test
  void versionsOf_exactNumbersAndHalfASurrogatePair() {
    String json = "{\"_id\":\"r1\",\"n\":0.10000000000000000001,\"half\":\"\\ud800\"}";

    assertThat(versionsOf(json))
        .containsExactly(version("/n", "0.10000000000000000001"), version("/half", "\"?\""));
  }

  @Test
  void add_keepsTheNewestOfEachDatasetAndPath() {
    List<AttributeVersion> held = List.of(of("/a", "1", 10, "crm"), of("/a", "2", 20, "crm"));
    List<AttributeVersion> more =
        List.of(of("/a", "3", 30, "crm"), of("/a", "4", 5, "web"), of("/b", "5", 1, "crm"));

    assertThat(Attributes.add(held, more, 2))
        .containsExactly(
            of("/a", "3", 30, "crm"),
            of("/a", "2", 20, "crm"),
            of("/b", "5", 1, "crm"),
            of("/a", "4", 5, "web"));
  }

  @Test
  void add_dropsRepeats() {
    List<AttributeVersion> held = List.of(of("/a", "1", 10, "crm"));

    assertThat(Attributes.add(held, held, 5)).isEqualTo(held);
  }

  private static List<AttributeVersion> versionsOf(String json) {
    ByteBuffer document = ByteBuffer.wrap(utf8(json));
    return Attributes.versionsOf(new Record("r1", NOON, CRM, List.of(SARAH.toItem()), 0, document));
  }

  private static AttributeVersion version(String path, String value) {
    return new AttributeVersion(path, value, NOON, CRM, "r1");
  }

  private static AttributeVersion of(String path, String value, long timestamp, String dataset) {
    return new AttributeVersion(path, value, timestamp, dataset, "");
  }
}
