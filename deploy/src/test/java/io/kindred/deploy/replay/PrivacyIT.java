/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import static io.kindred.TestObjects.DAY;
import static io.kindred.TestObjects.HOUR;
import static io.kindred.TestObjects.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.TestObjects;
import io.kindred.avro.DeadLetter;
import io.kindred.avro.Definition;
import io.kindred.avro.IdentityComponent;
import io.kindred.avro.PrivacyRequest;
import io.kindred.avro.PrivacyResult;
import io.kindred.avro.Profile;
import io.kindred.definition.DefinitionKind;
import io.kindred.deploy.scenario.Fact;
import io.kindred.identity.Identity;
import io.kindred.ingest.flink.TimeOptions;
import io.kindred.topic.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/**
 * Sarah wishes to be forgotten. Goal: nothing that answers or is kept by key names her, what comes
 * late does not bring her back, and who shared something with her keeps his own. Method: the job on
 * a real broker; the topics are read as the broker would keep them.
 */
class PrivacyIT extends OnABroker {

  private static final int PARALLELISM = 2;

  private static final long FIRST = at("2025-06-01T12:00:00Z");
  private static final long UNTIL = FIRST + 4 * DAY;

  private static final Identity LAPTOP = new Identity("ECID", "sarahs-laptop");
  private static final Identity PHONE = new Identity("ECID", "sarahs-phone");
  private static final Identity EMAIL = new Identity("Email", "sarah@luma.example");
  private static final Identity ACCOUNT = new Identity("CRMID", "sarah-1001");
  private static final List<Identity> SARAH = List.of(ACCOUNT, LAPTOP, PHONE, EMAIL);

  private static final Identity TABLET = new Identity("ECID", "the-tablet");
  private static final Identity JULIAN = new Identity("CRMID", "julian-1002");
  private static final Identity JULIANS_PHONE = new Identity("ECID", "julians-phone");

  @Test
  void aProfileIsForgottenAndStaysForgotten() throws Exception {
    try (Run run = new Run("profile")) {
      run.apply(sarah());
      run.apply(List.of(event("j1", FIRST, JULIAN, JULIANS_PHONE)));
      String before = run.profileOf(EMAIL);
      assertThat(SARAH).allMatch(each -> run.profileOf(each).equals(before));

      run.forget(EMAIL, true);

      assertThat(run.results())
          .hasToString(
              "{CRMID:sarah-1001=1 events 2 attributes, ECID:sarahs-laptop=1 events 0 attributes,"
                  + " ECID:sarahs-phone=1 events 0 attributes,"
                  + " Email:sarah@luma.example=1 events 0 attributes}");
      assertThat(run.topics.all(Topic.PRIVACY_RESULTS))
          .allMatch(result -> before.equals(result.getProfileId()) && !result.getLeft());
      assertThat(run.kept()).doesNotContain("sarah").contains("julian");

      run.apply(List.of(event("late", FIRST + HOUR, LAPTOP, EMAIL), lateRecord()));

      assertThat(run.topics.all(Topic.DEAD_LETTERS))
          .allMatch(letter -> letter.getPayload().remaining() == 0)
          .extracting(DeadLetter::getSource)
          .containsExactlyInAnyOrder("events", "records");
      assertThat(run.kept()).doesNotContain("sarah");

      run.apply(List.of(event("new", UNTIL + DAY, LAPTOP, EMAIL)));

      Profile anew = run.profile(EMAIL);
      assertThat(anew.getIdentities()).containsExactly(LAPTOP.toItem(), EMAIL.toItem());
      assertThat(anew.getEvents()).isEqualTo(1);
      assertThat(anew.getEntity()).doesNotContain("Rose");
      assertThat(run.kept()).doesNotContain("sarah-1001", "sarahs-phone");
    }
  }

  @Test
  void oneDeviceIsForgottenAndTheOthersStayTogether() throws Exception {
    try (Run run = new Run("device")) {
      run.apply(sarah());
      assertThat(run.profile(EMAIL).getEvents()).isEqualTo(4);

      run.forget(PHONE, false);

      assertThat(run.results()).hasToString("{ECID:sarahs-phone=1 events 0 attributes}");
      Profile left = run.profile(EMAIL);
      assertThat(left.getIdentities())
          .containsExactlyInAnyOrder(ACCOUNT.toItem(), LAPTOP.toItem(), EMAIL.toItem());
      assertThat(left.getEvents())
          .as("without the phone's own and the one that names it")
          .isEqualTo(2);
      assertThat(left.getEntity()).contains("Rose");
      assertThat(run.knowledge()).doesNotContain("sarahs-phone");
    }
  }

  @Test
  void whoSharedATabletKeepsHisProfile() throws Exception {
    try (Run run = new Run("shared")) {
      run.apply(sarah());
      run.apply(
          List.of(
              event("t1", FIRST, ACCOUNT, TABLET),
              event("t2", FIRST + HOUR, JULIAN, TABLET),
              event("t3", FIRST + HOUR, JULIAN, JULIANS_PHONE)));
      assertThat(run.profileOf(TABLET)).isEqualTo(run.profileOf(JULIAN));
      assertThat(run.profileOf(ACCOUNT)).isNotEqualTo(run.profileOf(JULIAN));

      run.forget(EMAIL, true);

      assertThat(run.results()).containsOnlyKeys(SARAH.stream().map(Identity::key).toList());
      assertThat(run.profile(TABLET).getIdentities())
          .containsExactlyInAnyOrder(JULIAN.toItem(), TABLET.toItem(), JULIANS_PHONE.toItem());
      assertThat(run.profile(TABLET).getEvents()).isEqualTo(2);
      assertThat(run.knowledge()).doesNotContain("sarah");
    }
  }

  /** Four events, one each seen first at an account, a phone and twice a laptop, and a record. */
  private static List<Fact> sarah() {
    return List.of(
        event("e1", FIRST, LAPTOP),
        event("e2", FIRST + HOUR, LAPTOP, EMAIL),
        event("e3", FIRST + 2 * HOUR, PHONE),
        event("e4", FIRST + 3 * HOUR, ACCOUNT, EMAIL, PHONE),
        record("r1", FIRST + HOUR, "Rose", ACCOUNT));
  }

  private static Fact lateRecord() {
    return record("r2", FIRST + 2 * HOUR, "Late", ACCOUNT);
  }

  private static Fact event(String id, long time, Identity... identities) {
    return fact(Topic.XDM_EVENTS, TestObjects.eventJson(id, time, identities));
  }

  private static Fact record(String id, long time, String name, Identity... identities) {
    var document = TestObjects.recordJson(time, identities).put("_id", id);
    TestObjects.with(document, "/person/name/lastName", "\"" + name + "\"");
    return fact(Topic.XDM_RECORDS, TestObjects.with(document, "/loyalty/tier", "\"" + name + "\""));
  }

  private static Fact fact(Topic<byte[]> topic, JsonNode document) {
    return new Fact(topic, "web", Optional.empty(), document.toString());
  }

  /** One sandbox and the job on it. */
  private final class Run implements AutoCloseable {

    private final JobRig rig;
    private final SandboxTopics topics;

    Run(String sandbox) throws Exception {
      Configuration now =
          new Configuration()
              .set(TimeOptions.NOW, Instant.ofEpochMilli(UNTIL + 2 * DAY).toString());
      rig = rig(sandbox, now);
      topics = rig.topics();
      rig.feeder()
          .define(
              List.of(
                  new Definition(
                      DefinitionKind.IDENTITY_SETTINGS,
                      DefinitionKind.DEFAULT_ID,
                      TestObjects.identitySettings().json())));
      rig.profiles().submit(PARALLELISM);
    }

    void apply(List<Fact> facts) throws Exception {
      rig.feeder().feed(facts);
      rig.profiles().awaitQuiet();
    }

    void forget(Identity identity, boolean profile) throws Exception {
      rig.feeder().request(List.of(new PrivacyRequest("wish", identity.key(), profile, UNTIL)));
      rig.profiles().awaitQuiet();
    }

    SortedMap<String, String> results() throws Exception {
      SortedMap<String, String> results = new TreeMap<>();
      for (PrivacyResult each : topics.all(Topic.PRIVACY_RESULTS)) {
        String counts = each.getEvents() + " events " + each.getAttributes() + " attributes";
        assertThat(results.put(each.getIdentity(), counts)).as("twice %s", each).isNull();
      }
      return results;
    }

    String profileOf(Identity identity) {
      try {
        return topics.latest(Topic.IDENTITY_MAP).get(identity.key()).getProfileId();
      } catch (Exception e) {
        throw new AssertionError(identity + " has no profile", e);
      }
    }

    Profile profile(Identity identity) throws Exception {
      return topics.latest(Topic.PROFILES).get(profileOf(identity));
    }

    /** What stays in the compacted topics: keys and values. */
    String kept() throws Exception {
      return knowledge() + topics.latest(Topic.IDENTITY_COMPONENTS);
    }

    /** The same without the addresses at which components are kept. */
    String knowledge() throws Exception {
      StringBuilder all = new StringBuilder();
      all.append(topics.latest(Topic.IDENTITY_MAP));
      all.append(topics.latest(Topic.PROFILES));
      for (IdentityComponent each : topics.latest(Topic.IDENTITY_COMPONENTS).values()) {
        all.append(each.getFacts()).append(each.getClusters());
      }
      return all.toString();
    }

    @Override
    public void close() throws Exception {
      rig.close();
    }
  }
}
