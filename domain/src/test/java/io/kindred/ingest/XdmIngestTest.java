/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest;

import static io.kindred.TestObjects.CRM;
import static io.kindred.TestObjects.MINUTE;
import static io.kindred.TestObjects.NOON;
import static io.kindred.TestObjects.SARAH;
import static io.kindred.TestObjects.SARAH_LAPTOP;
import static io.kindred.TestObjects.at;
import static io.kindred.TestObjects.eventJson;
import static io.kindred.TestObjects.identitySettings;
import static io.kindred.TestObjects.recordJson;
import static io.kindred.TestObjects.utf8;
import static io.kindred.TestObjects.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.DeadLetter;
import io.kindred.avro.Event;
import io.kindred.avro.Record;
import io.kindred.ingest.Outcome.Accepted;
import io.kindred.ingest.Outcome.Refused;
import io.kindred.ingest.XdmIngest.Inbound;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XdmIngestTest {

  private static final String ID = "\"_id\":\"e1\"";
  private static final String TIME = "\"timestamp\":\"2026-06-01T12:00:00Z\"";
  private static final String WHO = "\"identityMap\":{\"CRMID\":[{\"id\":\"sarah\"}]}";

  private static final XdmIngest INGEST = new XdmIngest(identitySettings(), IngestLimits.DEFAULT);

  // -- what is taken

  @Test
  void event_takesTheFieldsAndKeepsTheDocument() {
    byte[] document =
        utf8(
            with(
                    eventJson("e1", NOON + 7, SARAH_LAPTOP, SARAH),
                    "/web/page",
                    "[1.50, {\"a\": null}]")
                .put("eventType", "web.view"));

    Accepted<Event> accepted = accepted(event(document));

    assertThat(accepted.value())
        .isEqualTo(
            new Event(
                "e1",
                NOON + 7,
                "web.view",
                CRM,
                List.of(SARAH_LAPTOP.toItem(), SARAH.toItem()),
                1,
                ByteBuffer.wrap(document)));
  }

  @Test
  void event_blockedIdentitiesAreLeftOutAndCounted() {
    Accepted<Event> accepted =
        accepted(
            event(
                "{%s,%s,\"identityMap\":{\"CRMID\":[{\"id\":\"sarah\"},{\"id\":\"anonymous\"}]}}"
                    .formatted(ID, TIME)));

    assertThat(accepted.value().getIdentities()).containsExactly(SARAH.toItem());
    assertThat(accepted.blockedIdentities()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-01T12:00:00Z, 0",
    "2026-06-01T12:00Z, 0",
    "2026-06-01T14:00:00.001+02:00, 1",
    "2026-06-01T12:00:00.001999999Z, 1",
    "2026-06-01T12:10:00Z, 600000"
  })
  void event_timestampHasAnOffsetAndMilliseconds(String timestamp, long afterNoon) {
    String document = "{%s,\"timestamp\":\"%s\",%s}".formatted(ID, timestamp, WHO);

    assertThat(accepted(event(document)).value().getTimestamp()).isEqualTo(NOON + afterNoon);
  }

  @Test
  void event_withoutDatasetIsInTheDefaultOne() {
    byte[] document = utf8(eventJson("e1", NOON, SARAH));

    var outcome = INGEST.event(new Inbound(document, "", NOON), NOON);

    assertThat(accepted(outcome).value().getDataset()).isEqualTo("default");
  }

  @Test
  void record_needsNoIdAndTakesTheTimeItArrived() {
    String document = "{" + WHO + ",\"person\":{}}";

    Record accepted = accepted(record(document)).value();

    assertThat(accepted.getId()).isEmpty();
    assertThat(accepted.getTimestamp()).isEqualTo(NOON - MINUTE);
    assertThat(accepted.getDocument()).isEqualTo(ByteBuffer.wrap(utf8(document)));
  }

  @Test
  void record_sourcesAuditTimeCountsWhereThereIsNoTimestamp() {
    String audit =
        "\"extSourceSystemAudit\":{\"x\":{},\"lastUpdatedDate\":\"2026-05-01T00:00:00Z\"}";
    String both = "{" + audit + "," + TIME + "," + WHO + "}";
    String one = "{" + audit + "," + WHO + "}";

    assertThat(accepted(record(both)).value().getTimestamp()).isEqualTo(NOON);
    assertThat(accepted(record(one)).value().getTimestamp()).isEqualTo(at("2026-05-01T00:00:00Z"));
  }

  // -- what is not

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {@TIME,@WHO} | /_id | /_id: missing; expected text
          {"_id":null,@TIME,@WHO} | /_id | /_id: missing; expected text
          {"_id":" ",@TIME,@WHO} | /_id | /_id: " " is not text of 1 to 1024 characters
          {"_id":7,@TIME,@WHO} | /_id | /_id: 7 is not text
          {"_id":"\\ud800",@TIME,@WHO} | /_id | is not text without half a surrogate pair
          """)
  void event_withoutIdIsRefused(String document, String field, String reason) {
    Refused<Event> refused = refused(event(spelt(document)));

    assertThat(refused.id()).isNull();
    assertThat(refused.field()).isEqualTo(field);
    assertThat(refused.reason()).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {@ID,@WHO} | /timestamp | /timestamp: missing; expected an ISO 8601
          {@ID,@WHO,@AT:5} | /timestamp | /timestamp: 5 is not text
          {"timestamp":[5],@ID,@WHO} | /timestamp | /timestamp: an array is not text
          {@ID,@WHO,@AT:"2026-06-01"} | /timestamp | "2026-06-01" is not an ISO 8601
          {@ID,@WHO,@AT:"2026-06-01T12:00:00"} | /timestamp | is not an ISO 8601
          {@ID,@WHO,@AT:"2026-06-01T12:10:00.001Z"} | /timestamp | 600000 ms after now, 2026
          {@ID,@WHO,@AT:"+999999999-06-01T12:00:00Z"} | /timestamp | is not an ISO 8601
          {@ID,@WHO,@AT:"1969-12-31T23:59:59Z"} | /timestamp | is not a time since 1970
          {@ID,@WHO,@TIME,"eventType":{}} | /eventType | /eventType: an object is not text
          {@ID,@TIME} | /identityMap | /identityMap: missing; expected an object of namespaces
          {@ID,@TIME,@MAP:null} | /identityMap | missing
          {@ID,@TIME,@MAP:[]} | /identityMap | an array is not an object of namespaces
          {@ID,@TIME,@MAP:{}} | /identityMap | at least one identity
          {@ID,@TIME,@MAP:{"CRMID":"sarah"}} | /identityMap/CRMID | "sarah" is not an array
          {@ID,@TIME,@MAP:{"CRMID":["sarah"]}} | /identityMap/CRMID/0 | "sarah" is not an object
          {@ID,@TIME,@MAP:{"CRMID":[{"id":"a"},{}]}} | /identityMap/CRMID/1/id | missing;
          {@ID,@TIME,@MAP:{"CRMID":[{"id":1234}]}} | /identityMap/CRMID/0/id | 1234 is not text
          {@ID,@TIME,@MAP:{"a:b":[{"id":"1"}]}} | /identityMap/a:b | "a:b" is not a namespace code
          {@ID,@TIME,@MAP:{"a/~":7}} | /identityMap/a~1~0 | 7 is not an array
          {@ID,@TIME,@MAP:{" ":[{"id":"1"}]}} | /identityMap/ | is not a namespace code
          {@ID,@TIME,@MAP:{"CRMID":[{"id":"a"},{"id":"b"}]}} | /identityMap/CRMID | unique
          {@ID,@TIME,@MAP:{"CRMID":[{"id":"null"}]}} | /identityMap | only blocked values
          {@ID,@TIME,@WHO,"a":{"b":[1e99,1e-999]},"c":1E+9999} | /c | 1E+9999 is not
          {@ID,@TIME,@WHO,"a":{"b":[1e9999]}} | /a/b/0 | 1e9999 is not a number with an exponent
          {@ID,@TIME,@WHO,@TIME} | /timestamp | Duplicate field 'timestamp'
          {@ID,@TIME,@WHO,"a":{"b":1,"b":2}} | /a/b | Duplicate field 'b'
          {@ID,@TIME,@WHO,"a":{"b":tru}} | /a/b | not the JSON of an XDM document
          {@ID,@TIME,@WHO | /identityMap | Unexpected end-of-input
          {@ID,@TIME,@WHO} {} | | an object behind the object is not the end of the document
          """)
  void event_refusalNamesFieldValueAndWhatWasExpected(
      String document, String field, String reason) {
    Refused<Event> refused = refused(event(spelt(document)));

    assertThat(refused.id()).isEqualTo("e1");
    assertThat(refused.field().strip()).isEqualTo(field == null ? "" : field);
    assertThat(refused.reason()).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "7", "\"text\"", "null", "]", "\ufeff{}"})
  void event_whatIsNoObjectIsRefused(String document) {
    Refused<Event> refused = refused(event(document));

    assertThat(refused.field()).isEmpty();
    assertThat(refused.reason()).isNotBlank();
  }

  @Test
  void event_nestedTooDeepIsRefused() {
    String deep = "{%s,\"a\":%s%s}".formatted(ID, "[".repeat(100), "]".repeat(100));

    assertThat(refused(event(deep)).reason()).contains("nesting depth (101)");
  }

  @Test
  void event_idTooLongIsRefusedAndShownShort() {
    String document = "{\"_id\":\"%s\",%s,%s}".formatted("x".repeat(1_025), TIME, WHO);

    Refused<Event> refused = refused(event(document));

    assertThat(refused.id()).isNull();
    assertThat(refused.reason()).hasSizeLessThan(200);
  }

  @Test
  void event_tooLargeIsRefusedUnread() {
    XdmIngest ingest = new XdmIngest(identitySettings(), new IngestLimits(9, 9, MINUTE, 10, 10));

    var outcome = ingest.event(new Inbound(utf8("{\"_id\":\"e1\"}"), CRM, NOON), NOON);

    assertThat(refused(outcome))
        .isEqualTo(new Refused<Event>(null, "", "/: 12 bytes is not at most 9"));
  }

  @Test
  void event_onlyUtf8IsTaken() {
    byte[] utf16 = eventJson("e1", NOON, SARAH).toString().getBytes(StandardCharsets.UTF_16LE);
    byte[] latin1 = "{\"_id\":\"e1\",\"name\":\"Ren\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(refused(event(utf16)).reason()).contains("not the JSON");
    assertThat(refused(event(latin1)))
        .isEqualTo(new Refused<Event>("e1", "", "byte 23: not UTF-8"));
  }

  @Test
  void record_isCheckedLikeAnEvent() {
    ObjectNode future = recordJson(NOON + 11 * MINUTE, SARAH).put("_id", "r1");

    Refused<Record> refused = refused(record(future.toString()));

    assertThat(refused.id()).isEqualTo("r1");
    assertThat(refused.field()).isEqualTo("/timestamp");
  }

  @Test
  void record_badAuditTimeIsRefused() {
    String document = "{\"extSourceSystemAudit\":{\"lastUpdatedDate\":\"May\"}," + WHO + "}";

    assertThat(refused(record(document)).field())
        .isEqualTo("/extSourceSystemAudit/lastUpdatedDate");
  }

  @Test
  void deadLetter_keepsTheBeginning() {
    XdmIngest ingest = new XdmIngest(identitySettings(), new IngestLimits(9, 9, 0, 10, 4));
    Refused<Event> refused = new Refused<>("e1", "/a", "wrong");

    DeadLetter letter =
        ingest.deadLetter(new XdmIngest.Origin("xdm-events", 3, 42), utf8("{\"a\":1}"), refused);

    assertThat(letter)
        .isEqualTo(
            new DeadLetter(
                "xdm-events", 3, 42L, "e1", "wrong", "/a", ByteBuffer.wrap(utf8("{\"a\"")), 7L));
  }

  /** Spells the three fields out that most documents have. */
  private static String spelt(String document) {
    return document
        .replace("@ID", ID)
        .replace("@TIME", TIME)
        .replace("@WHO", WHO)
        .replace("@MAP", "\"identityMap\"")
        .replace("@AT", "\"timestamp\"");
  }

  private static Outcome<Event> event(String document) {
    return event(utf8(document));
  }

  private static Outcome<Event> event(byte[] document) {
    return INGEST.event(new Inbound(document, CRM, NOON - MINUTE), NOON);
  }

  private static Outcome<Record> record(String document) {
    return INGEST.record(new Inbound(utf8(document), CRM, NOON - MINUTE), NOON);
  }

  private static <T> Accepted<T> accepted(Outcome<T> outcome) {
    return outcome.fold(
        accepted -> accepted,
        refused -> {
          throw new AssertionError(refused.toString());
        });
  }

  private static <T> Refused<T> refused(Outcome<T> outcome) {
    return outcome.fold(
        accepted -> {
          throw new AssertionError(accepted.toString());
        },
        refused -> refused);
  }
}
