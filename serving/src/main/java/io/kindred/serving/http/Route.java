/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A path of the API, what it answers, and who does, by method.
 *
 * @param slow whether it takes longer than to hand it over to another thread
 */
record Route(String path, String answers, Map<String, Endpoint> endpoints, boolean slow) {

  /** Answers a request; the arguments are what stands in the braces of the path, in order. */
  interface Endpoint {
    Answer answer(Request request, List<String> arguments) throws Refusal;
  }

  /** A path that is quickly answered. */
  Route(String path, String answers, Map<String, Endpoint> endpoints) {
    this(path, answers, endpoints, false);
  }

  /** A path that can only be read, and takes its time. */
  static Route slow(String path, String answers, Endpoint reading) {
    return new Route(path, answers, endpoints(reading, Map.of()), true);
  }

  /** A path that can only be read. */
  Route(String path, String answers, Endpoint reading) {
    this(path, answers, reading, Map.of());
  }

  /** A path that can also be written. */
  Route(String path, String answers, Endpoint reading, Map<String, Endpoint> writing) {
    this(path, answers, endpoints(reading, writing));
  }

  private static Map<String, Endpoint> endpoints(Endpoint reading, Map<String, Endpoint> writing) {
    Map<String, Endpoint> endpoints = new TreeMap<>(writing);
    endpoints.put("GET", reading);
    endpoints.put("HEAD", reading);
    return endpoints;
  }

  /** The methods that are allowed, as the header Allow lists them. */
  String allowed() {
    return String.join(", ", endpoints.keySet());
  }

  /** The arguments, if the path is this route's. */
  Optional<List<String>> match(List<String> parts) {
    List<String> pattern = List.of(path.substring(1).split("/", -1));
    if (pattern.size() != parts.size()) {
      return Optional.empty();
    }
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (pattern.get(i).startsWith("{")) {
        arguments.add(parts.get(i));
      } else if (!pattern.get(i).equals(parts.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(arguments);
  }

  ObjectNode json() {
    return Json.object().put("path", path).put("answers", answers);
  }
}
