/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.Definition;
import io.kindred.avro.PrivacyRequest;
import io.kindred.serving.reading.Progress;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.writing.TopicLog;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What is answered over HTTP, as a function of a request; knows no web server.
 *
 * <p>Only definitions can be changed, and wishes to be forgotten be brought. Whatever is refused is
 * refused in JSON, with a sentence that says what to do.
 */
public final class Api {

  static final String COUNTS_STREAM = "/segments/counts/stream";

  /** What is said of a stream to who asks for no more than its head. */
  private static final Answer STREAM = Answer.text("text/event-stream", "");

  private final List<Route> routes;
  private final Segments segments;

  /** What the API answers from, and what it writes to. */
  public record Sources(
      ProfileStore store,
      Reading reading,
      TopicLog<Definition> definitions,
      TopicLog<PrivacyRequest> privacyRequests) {}

  /** The thread that reads the topics, as the API sees it. */
  public record Reading(Progress progress, BooleanSupplier alive) {}

  /** With answers as usual. */
  public Api(Sources sources, PrometheusMeterRegistry registry) {
    this(sources, AnswerLimits.DEFAULT, registry);
  }

  public Api(Sources sources, AnswerLimits limits, PrometheusMeterRegistry registry) {
    segments = new Segments(sources.store());
    List<Route> all = new ArrayList<>();
    all.add(new Route("/", "this page", this::index));
    all.addAll(ofPeople(sources, limits, registry));
    all.addAll(ofSegments(sources, limits));
    all.add(
        new Route(
            "/contributions",
            "what each channel earned; ?window=&conversion=&model=&ended=true&format=csv",
            new Contributions(sources.store())::list));
    all.addAll(ofDefinitions(sources));
    all.addAll(ofThisProcess(sources, registry));
    routes = List.copyOf(all);
  }

  private static List<Route> ofPeople(
      Sources sources, AnswerLimits limits, PrometheusMeterRegistry registry) {
    Profiles profiles = new Profiles(sources.store(), registry);
    Timelines timelines = new Timelines(sources.store(), limits);
    Explanations explanations = new Explanations(sources.store());
    PrivacyRequests privacy = new PrivacyRequests(sources, Clock.systemUTC());
    return List.of(
        new Route(
            "/profiles/{namespace}/{id}",
            "the merged profile of an identity; ?provenance=true adds where each value is from",
            profiles::lookup),
        Route.slow(
            "/profiles/{namespace}/{id}/events",
            "the events of that person; ?limit=&orderby=±timestamp&start=&end=&after=",
            timelines::read),
        new Route(
            "/explain",
            "why two identities are one person, or not; ?a=NS:ID&b=NS:ID",
            explanations::explain),
        new Route(
            "/privacy-requests",
            "POST {identity, scope, until}: what was seen of a person up to then is deleted",
            Map.of("POST", privacy::post)),
        new Route(
            "/privacy-requests/{requestId}",
            "what was deleted for such a request, identity by identity",
            privacy::get));
  }

  private List<Route> ofSegments(Sources sources, AnswerLimits limits) {
    Clock clock = Clock.systemUTC();
    SegmentLibrary library = new SegmentLibrary(sources.store());
    SegmentExplanations explanations = new SegmentExplanations(sources.store(), library, clock);
    Estimates estimates = new Estimates(sources.store(), limits, clock);
    return List.of(
        new Route("/segments", "the live count of each segment", segments::list),
        new Route("/segments/counts", "the live counts alone", segments::counts),
        new Route(
            COUNTS_STREAM, "the live counts as server-sent events", (request, none) -> STREAM),
        new Route(
            "/segments/estimate",
            "POST {expression}: how many would be in such a segment",
            Map.of("POST", estimates::estimate)),
        Route.slow(
            "/segments/{id}/explain",
            "why somebody is in a segment, or not, and what would change it; ?namespace=&id=",
            explanations::explain));
  }

  private static List<Route> ofDefinitions(Sources sources) {
    Definitions definitions = new Definitions(sources);
    return List.of(
        new Route(
            "/definitions",
            "what is defined: segments, identity settings, cuts …; ?kind= for those of a kind",
            definitions::list),
        new Route(
            "/definitions/{kind}/{id}",
            "one definition; PUT defines, DELETE withdraws",
            definitions::get,
            Map.of("PUT", definitions::put, "DELETE", definitions::withdraw)));
  }

  private static List<Route> ofThisProcess(Sources sources, PrometheusMeterRegistry registry) {
    Health health = new Health(sources.reading());
    return List.of(
        new Route("/health", "200 while the process works", health::health),
        new Route("/ready", "200 once the topics have been caught up with", health::ready),
        new Route(
            "/metrics",
            "counters and gauges as Prometheus reads them",
            (request, none) -> Answer.text("text/plain; version=0.0.4", registry.scrape())));
  }

  Segments segments() {
    return segments;
  }

  /** Whether the answer takes longer than to hand the request over to another thread. */
  boolean isSlow(String rawPath) {
    try {
      List<String> parts = Request.parts(rawPath);
      return routes.stream().anyMatch(route -> route.slow() && route.match(parts).isPresent());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The answer to a request that is not too long. */
  Answer answer(String method, String rawPath, Map<String, String> parameters) {
    return answer(method, rawPath, parameters, Request.Body.NONE);
  }

  /** Blocks until what it writes is acknowledged. */
  Answer answer(String method, String rawPath, Map<String, String> parameters, Request.Body body) {
    try {
      return route(Request.of(method, rawPath, parameters, body), rawPath);
    } catch (Refusal refusal) {
      return refusal.answer();
    } catch (IllegalArgumentException e) {
      return Refusal.badRequest(
              "the URL is not well encoded: " + e.getMessage() + "; a percent sign itself is %25")
          .answer();
    }
  }

  private Answer route(Request request, String rawPath) throws Refusal {
    for (Route route : routes) {
      Optional<List<String>> arguments = route.match(request.path());
      if (arguments.isPresent()) {
        Route.Endpoint endpoint = route.endpoints().get(request.method());
        return endpoint == null
            ? notAllowed(request.method(), rawPath, route.allowed())
            : endpoint.answer(request, arguments.get());
      }
    }
    throw Refusal.notFound("nothing is at " + rawPath + hint(request.path()));
  }

  private static Answer notAllowed(String method, String path, String allowed) {
    String message = method + " is not allowed on " + path + "; allowed are " + allowed;
    return Refusal.of(405, "method-not-allowed", message).answer().with("Allow", allowed);
  }

  private static String hint(List<String> path) {
    return path.get(0).equals("profiles")
        ? "; a profile is at /profiles/{namespace}/{id}, a slash within the id encoded as %2F"
        : "; see / for what is here";
  }

  private Answer index(Request request, List<String> none) {
    ObjectNode index =
        Json.object()
            .put("name", "Kindred serving")
            .put("console", "The marketer console is not here yet; this is the lookup API.");
    ArrayNode paths = index.putArray("paths");
    routes.forEach(route -> paths.add(route.json()));
    return Answer.json(200, index);
  }
}
