/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.Event;
import io.kindred.avro.Membership;
import io.kindred.avro.Profile;
import io.kindred.fragment.XdmJson;
import io.kindred.segment.Explanation;
import io.kindred.segment.Explanation.Part;
import io.kindred.segment.ExplanationLines;
import io.kindred.segment.Snapshot;
import io.kindred.segment.Subject.Occurrence;
import io.kindred.segment.ValidSegments;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Timeline;
import io.kindred.serving.store.Timeline.Window;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Why somebody is in a segment, or is not, and what would change it next. */
final class SegmentExplanations {

  private final IdentityLookup identities;
  private final Timeline timeline;
  private final SegmentLibrary library;
  private final Clock clock;

  SegmentExplanations(ProfileStore store, SegmentLibrary library, Clock clock) {
    this.identities = new IdentityLookup(store);
    this.timeline = new Timeline(store);
    this.library = library;
    this.clock = clock;
  }

  Answer explain(Request request, List<String> arguments) throws Refusal {
    String id = arguments.get(0);
    ValidSegments segments = library.segments();
    if (!segments.set().ids().contains(id)) {
      throw unknown(id, segments);
    }
    Profile profile = identities.get(Profiles.identity(identity(request)));
    long now = request.instant("at", clock.millis());
    Explanation explanation = Explanation.of(segments.set(), id, snapshot(profile), now);
    ObjectNode answer =
        Json.object()
            .put("segmentId", id)
            .put("profileId", profile.getProfileId())
            .put("asOf", Json.time(now))
            .put("member", explanation.member());
    publish(profile, id, answer);
    explanation.changesAt().ifPresent(at -> answer.put("changesAt", Json.time(at)));
    answer.set("whole", json(explanation.whole()));
    ArrayNode next = answer.putArray("next");
    explanation.next().forEach(part -> next.add(json(part)));
    ArrayNode sentences = answer.putArray("sentences");
    ExplanationLines.of(explanation).forEach(sentences::add);
    return Answer.json(200, answer);
  }

  private static Refusal unknown(String id, ValidSegments segments) {
    String why =
        segments.rejected().containsKey(id)
            ? "it is not evaluated: " + segments.rejected().get(id).getMessage()
            : "no segment is defined under \"" + id + "\"";
    return Refusal.of(404, "unknown-segment", why);
  }

  private static List<String> identity(Request request) throws Refusal {
    String namespace = request.parameters().getOrDefault("namespace", "");
    String id = request.parameters().getOrDefault("id", "");
    if (namespace.isEmpty() || id.isEmpty()) {
      throw Refusal.badRequest("say whose membership is asked for: ?namespace=NS&id=ID");
    }
    return List.of(namespace, id);
  }

  /** What the job said last; it may have seen what is not here yet, and the other way round. */
  private static void publish(Profile profile, String id, ObjectNode answer) {
    for (Membership membership : profile.getMemberships()) {
      if (membership.getSegmentId().equals(id)) {
        answer
            .putObject("published")
            .put("status", membership.getStatus().name())
            .put("lastQualificationTime", Json.time(membership.getLastQualificationTime()));
      }
    }
  }

  private Snapshot snapshot(Profile profile) {
    Window all = Window.latest(Long.MIN_VALUE, Integer.MAX_VALUE);
    JsonNode entity = XdmJson.read(profile.getEntity());
    return new Snapshot(
        entity,
        timeline.read(Timelines.keys(profile), all).stream()
            .map(SegmentExplanations::occurrence)
            .toList());
  }

  private static Occurrence occurrence(Event event) {
    return new Occurrence(event.getTimestamp(), event.getId(), XdmJson.read(event.getDocument()));
  }

  private static ObjectNode json(Part part) {
    ObjectNode json =
        Json.object()
            .put("pql", part.pql())
            .put("verdict", part.verdict().name().toLowerCase(Locale.ROOT))
            .put("decisive", part.decisive());
    ArrayNode looksAt = json.putArray("looksAt");
    part.looksAt().forEach(looksAt::add);
    part.changesAt().ifPresent(at -> json.put("changesAt", Json.time(at)));
    if (!part.parts().isEmpty()) {
      ArrayNode parts = json.putArray("parts");
      part.parts().forEach(each -> parts.add(json(each)));
    }
    return json;
  }
}
