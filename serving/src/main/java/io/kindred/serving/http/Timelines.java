/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.Event;
import io.kindred.avro.IdentityItem;
import io.kindred.avro.Profile;
import io.kindred.fragment.XdmJson;
import io.kindred.identity.Identity;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.Timeline;
import io.kindred.serving.store.Timeline.Mark;
import io.kindred.serving.store.Timeline.Window;
import io.kindred.topic.Topic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The events of a person, whichever of the identities is asked for, a page at a time. */
final class Timelines {

  private static final String NEWEST_FIRST = "-timestamp";
  private static final String OLDEST_FIRST = "+timestamp";

  private final IdentityLookup identities;
  private final Timeline timeline;
  private final int most;

  Timelines(ProfileStore store, AnswerLimits limits) {
    this.identities = new IdentityLookup(store);
    this.timeline = new Timeline(store);
    this.most = limits.events();
  }

  Answer read(Request request, List<String> namespaceAndId) throws Refusal {
    Identity identity = Profiles.identity(namespaceAndId);
    Profile profile = identities.get(identity);
    int limit = request.number("limit", 1, most, Math.min(100, most));
    Window window = window(request, limit + 1);
    List<Event> events = timeline.read(keys(profile), window);
    boolean more = events.size() > limit;
    List<Event> page = more ? events.subList(0, limit) : events;
    ObjectNode answer = Json.object();
    answer
        .putObject("_page")
        .put("orderby", window.newestFirst() ? NEWEST_FIRST : OLDEST_FIRST)
        .put("count", page.size());
    ArrayNode children = answer.putArray("children");
    page.forEach(event -> children.add(json(event, profile)));
    if (more) {
      String next = text(Mark.of(page.get(limit - 1)));
      answer.withObject("/_page").put("next", next);
      answer.putObject("_links").putObject("next").put("href", href(request, identity, next));
    }
    return Answer.json(200, answer);
  }

  static List<String> keys(Profile profile) {
    return profile.getIdentities().stream().map(Topic::identityKey).toList();
  }

  private static Window window(Request request, int limit) throws Refusal {
    return new Window(
        request.instant("start", Long.MIN_VALUE),
        request.instant("end", Long.MAX_VALUE),
        newestFirst(request),
        after(request),
        limit);
  }

  /** A plus sign may come as the space that a form makes of it. */
  private static boolean newestFirst(Request request) throws Refusal {
    String order = request.parameters().getOrDefault("orderby", NEWEST_FIRST);
    return switch (order) {
      case NEWEST_FIRST -> true;
      case OLDEST_FIRST, " timestamp", "timestamp" -> false;
      default ->
          throw Refusal.badRequest(
              "orderby: \"" + order + "\" is not " + NEWEST_FIRST + " or " + OLDEST_FIRST);
    };
  }

  private static Optional<Mark> after(Request request) throws Refusal {
    String after = request.parameters().getOrDefault("after", "");
    if (after.isEmpty()) {
      return Optional.empty();
    }
    if (!after.matches("(?s)-?\\d{1,18}\\..*")) {
      throw Refusal.badRequest("after: \"" + after + "\" is not what _page.next said");
    }
    int dot = after.indexOf('.');
    return Optional.of(new Mark(Long.parseLong(after.substring(0, dot)), after.substring(dot + 1)));
  }

  private static String text(Mark mark) {
    return mark.timestamp() + "." + mark.id();
  }

  private static String href(Request request, Identity identity, String after) {
    StringBuilder href = new StringBuilder("/profiles/");
    href.append(encoded(identity.namespace())).append('/').append(encoded(identity.id()));
    href.append("/events?after=").append(encoded(after));
    for (String name : List.of("limit", "orderby", "start", "end")) {
      String value = request.parameters().get(name);
      if (value != null) {
        href.append('&').append(name).append('=').append(encoded(value));
      }
    }
    return href.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ObjectNode json(Event event, Profile profile) {
    ObjectNode child =
        Json.object()
            .put("relatedEntityId", profile.getProfileId())
            .put("entityId", event.getId())
            .put("timestamp", Json.time(event.getTimestamp()));
    if (!event.getDataset().isEmpty()) {
      child.put("dataset", event.getDataset());
    }
    IdentityItem primary = event.getIdentities().get(event.getPrimary());
    child.put("identity", Topic.identityKey(primary));
    return child.set("entity", XdmJson.read(event.getDocument()));
  }
}
