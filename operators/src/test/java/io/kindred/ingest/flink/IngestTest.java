/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kindred.Sent;
import io.kindred.TestObjects;
import io.kindred.avro.DeadLetter;
import io.kindred.avro.Event;
import io.kindred.definition.DefinitionKind;
import io.kindred.definition.flink.DefinitionRegister;
import io.kindred.definition.flink.DefinitionUpdate;
import io.kindred.identity.Identity;
import io.kindred.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class IngestTest {

  private static final Clock NOON =
      Clock.fixed(Instant.ofEpochMilli(TestObjects.NOON), ZoneOffset.UTC);

  @Test
  void whatComesInIsAcceptedOrADeadLetter() throws Exception {
    try (var ingest = ingest(List.of())) {
      ingest.processElement(input(0, view(TestObjects.SARAH_LAPTOP)), 0);
      ingest.processElement(input(1, "{\"_id\": \"half".getBytes(StandardCharsets.UTF_8)), 0);
      ingest.processElement(input(2, new byte[0]), 0);

      assertThat(ingest.extractOutputValues()).extracting(Event::getId).containsExactly("e1");
      Sent sent = Sent.aside(ingest);
      assertThat(sent.values(Topic.EVENTS)).extracting(Event::getId).containsExactly("e1");
      assertThat(sent.values(Topic.DEAD_LETTERS))
          .extracting(DeadLetter::getSource, DeadLetter::getOffset)
          .containsExactly(tuple("xdm-events", 1L), tuple("xdm-events", 2L));
    }
  }

  @Test
  void settingsOfTheStartMeetTheFirstEvent() throws Exception {
    try (var ingest = ingest(List.of(crmBeforeDevices(1)))) {
      ingest.processElement(input(0, view(TestObjects.SARAH_LAPTOP, TestObjects.SARAH)), 0);

      assertThat(primary(ingest)).isEqualTo("CRMID");
    }
  }

  @Test
  void laterSettingsMeetLaterEvents() throws Exception {
    try (var ingest = ingest(List.of())) {
      ingest.processElement(input(0, view(TestObjects.SARAH_LAPTOP, TestObjects.SARAH)), 0);
      assertThat(primary(ingest)).isEqualTo("ECID");

      ingest.processBroadcastElement(crmBeforeDevices(1), 0);
      ingest.processElement(input(1, view(TestObjects.SARAH_LAPTOP, TestObjects.SARAH)), 0);

      assertThat(primary(ingest)).isEqualTo("CRMID");
    }
  }

  private static String primary(
      BroadcastOperatorTestHarness<RawInput, DefinitionUpdate, Event> ingest) {
    List<Event> events = ingest.extractOutputValues();
    Event event = events.get(events.size() - 1);
    return event.getIdentities().get(event.getPrimary()).getNamespace();
  }

  private static DefinitionUpdate crmBeforeDevices(long version) {
    return new DefinitionUpdate(
        DefinitionKind.IDENTITY_SETTINGS,
        DefinitionKind.DEFAULT_ID,
        TestObjects.identitySettings().json(),
        version);
  }

  private static byte[] view(Identity... identities) {
    return TestObjects.utf8(TestObjects.eventJson("e1", TestObjects.NOON, identities));
  }

  private static RawInput input(long offset, byte[] value) {
    return new RawInput(value, "web", "xdm-events", 0, offset, TestObjects.NOON);
  }

  private static BroadcastOperatorTestHarness<RawInput, DefinitionUpdate, Event> ingest(
      List<DefinitionUpdate> atStart) throws Exception {
    return ProcessFunctionTestHarnesses.forBroadcastProcessFunction(
        Ingest.events(IngestSettings.of(new Configuration(), atStart, NOON)),
        DefinitionRegister.DEFINITIONS);
  }
}
