/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.identity.GossipMessage.FactsMessage;
import io.kindred.identity.GossipMessage.Hello;
import io.kindred.identity.GossipMessage.LabelMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityNodeTest {

  private static final Identity SARAH = new Identity("CRMID", "sarah");
  private static final Identity TABLET = new Identity("ECID", "tablet");
  private static final Identity LEAD = new Identity("Lead", "7");

  private final List<String> targets = new ArrayList<>();
  private final List<GossipMessage> sent = new ArrayList<>();
  private final HeapMemory memory = new HeapMemory();
  private IdentitySettings settings;
  private IdentityNode sarah;

  @BeforeEach
  void node() throws Exception {
    settings =
        IdentitySettings.parse(
            "{\"namespaces\": [{\"namespace\": \"Lead\", \"type\": \"NON_PEOPLE\"}]}", 1);
    sarah = new IdentityNode(SARAH.key(), memory, settings, this::send);
  }

  @Test
  void touch_labelsAlone() {
    sarah.touch();

    assertThat(sarah.label()).isEqualTo(Label.alone(SARAH.key()));
    assertThat(sent).isEmpty();
  }

  @Test
  void seenTogether_aloneHasALabelAndSendsNothing() {
    sarah.seenTogether(List.of(SARAH), 5);

    assertThat(sarah.label()).isEqualTo(Label.alone(SARAH.key()));
    assertThat(sent).isEmpty();
  }

  @Test
  void seenTogether_labelsItselfAtOnceAndClaimsTheOther() {
    sarah.seenTogether(List.of(SARAH, TABLET), 5);

    Label label = new Label(ProfileId.of(SARAH.key()), new Version(1, 0, 2, 0), false);
    assertThat(sarah.label()).isEqualTo(label);
    assertThat(targets).containsOnly(TABLET.key());
    Cause cause = new Cause(Link.between(SARAH, TABLET), Decision.KEPT, 5);
    assertThat(sent)
        .containsExactly(new LabelMessage(label, cause, Long.MIN_VALUE, SARAH.key(), Facts.NONE));
  }

  @Test
  void seenAgain_costsNoMessage() {
    sarah.seenTogether(List.of(SARAH, TABLET), 5);
    sent.clear();
    sarah.seenTogether(List.of(SARAH, TABLET), 9);

    assertThat(sent).isEmpty();
    assertThat(memory.link(Link.between(SARAH, TABLET))).isEqualTo(new Seen(5, 9));
    assertThat(memory.facts().links()).containsValue(Seen.at(5));
  }

  @Test
  void seenAgain_isSentIfFirstSeenFell() {
    sarah.seenTogether(List.of(SARAH, TABLET), 5);
    sarah.seenTogether(List.of(SARAH, TABLET), 3);

    assertThat(memory.facts().links()).containsValue(new Seen(3, 5));
    assertThat(sarah.labelsDue()).isTrue();
  }

  @Test
  void seenAgain_isSentWhereContended() {
    sarah.seenTogether(List.of(SARAH, TABLET), 5);
    sarah.cut(Cuts.Place.at(Link.between(SARAH, TABLET), "c"), new Cuts.Word(1, 6));
    assertThat(memory.contended()).isTrue();

    sarah.seenTogether(List.of(SARAH, TABLET), 9);
    assertThat(memory.facts().links()).containsValue(new Seen(5, 9));
  }

  @Test
  void contended_sendsWhatWasKeptBack() {
    sarah.seenTogether(List.of(SARAH, TABLET), 5);
    sarah.seenTogether(List.of(SARAH, TABLET), 9);
    memory.owner("ECID:root");
    sent.clear();

    Label contended = new Label("p", new Version(1, 0, 9, 0), true);
    sarah.receive(new LabelMessage(contended));
    sarah.receive(new LabelMessage(contended));

    Facts kept = Facts.of(Map.of(Link.between(SARAH, TABLET), new Seen(5, 9)));
    assertThat(sent).containsExactly(new FactsMessage(kept, true));
  }

  @Test
  void neverLinking_isGreetedOnceAndNotLinked() {
    sarah.seenTogether(List.of(SARAH, LEAD), 5);
    sarah.seenTogether(List.of(SARAH, LEAD), 6);

    assertThat(sent).containsExactly(new Hello(5));
    assertThat(targets).containsExactly(LEAD.key());
    assertThat(sarah.label()).isEqualTo(Label.alone(SARAH.key()));
  }

  @Test
  void hello_labelsAlone() {
    sarah.receive(new Hello(5));

    assertThat(sarah.label()).isEqualTo(Label.alone(SARAH.key()));
  }

  @Test
  void neverLinkingPrimary_sendsTheLinksOfTheOthers() {
    IdentityNode lead = new IdentityNode(LEAD.key(), memory, settings, this::send);
    lead.seenTogether(List.of(LEAD, SARAH, TABLET), 5);

    Facts facts = Facts.of(Map.of(Link.between(SARAH, TABLET), Seen.at(5)));
    assertThat(sent).containsExactly(new FactsMessage(facts, false));
    assertThat(targets).containsExactly(SARAH.key());
    assertThat(lead.label()).isEqualTo(Label.alone(LEAD.key()));
  }

  @Test
  void label_ofALesserVersionIsNotTaken() {
    Label newer = new Label("p", new Version(1, 0, 2, 0), false);
    sarah.receive(new LabelMessage(newer));
    sarah.receive(new LabelMessage(new Label("q", new Version(1, 0, 1, 99), false)));

    assertThat(sarah.label()).isEqualTo(newer);
  }

  @Test
  void label_bringsTheCrowdsBehindItToTheOwner() {
    Facts crowd = Facts.crowd(TABLET.key(), 9);
    Label label = new Label("p", new Version(1, 1, 2, 0), false);
    LabelMessage told = new LabelMessage(label, null, Long.MIN_VALUE, null, crowd);
    sarah.receive(told);
    sarah.receive(told);

    assertThat(memory.facts().crowd(TABLET.key())).isEqualTo(9);
  }

  @Test
  void label_ofTheSameVersionIsTakenWhereItNamesAProfile() {
    Version version = new Version(1, 1, 0, 0);
    sarah.receive(new LabelMessage(new Label(Label.NOBODY, version, false)));
    sarah.receive(new LabelMessage(new Label("p", version, false)));
    sarah.receive(new LabelMessage(new Label(Label.NOBODY, version, false)));

    assertThat(sarah.label()).isEqualTo(new Label("p", version, false));
  }

  @Test
  void sendLabels_tellsEveryMemberTheNewestVersion() {
    sarah.seenTogether(List.of(SARAH, TABLET), 5);
    sarah.seenTogether(List.of(SARAH, TABLET), 3);
    sent.clear();
    sarah.sendLabels();

    assertThat(sent)
        .containsExactly(
            new LabelMessage(new Label(ProfileId.of(SARAH.key()), new Version(1, 0, 2, 2), false)));
    assertThat(sarah.labelsDue()).isFalse();
  }

  @Test
  void settingsChanged_decidesAnewAtARoot() throws Exception {
    sarah.seenTogether(List.of(SARAH, TABLET, new Identity("CRMID", "omar")), 5);
    IdentitySettings unique =
        IdentitySettings.parse(
            "{\"namespaces\": [{\"namespace\": \"CRMID\", \"priority\": 1, \"unique\": true}]}", 2);
    IdentityNode again = new IdentityNode(SARAH.key(), memory, unique, this::send);
    again.settingsChanged();

    assertThat(again.label())
        .isEqualTo(new Label(ProfileId.of(SARAH.key()), new Version(2, 0, 6, 0), true));
  }

  private void send(String target, GossipMessage message) {
    targets.add(target);
    sent.add(message);
  }
}
