/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.serving.reading.Progress;
import java.util.List;

/** Whether the process works (else restart it), and whether it should be asked yet. */
final class Health {

  private final Api.Reading reading;

  Health(Api.Reading reading) {
    this.reading = reading;
  }

  /** Failures of the broker are not this process's: reading tries again, and lookups go on. */
  Answer health(Request request, List<String> none) {
    boolean alive = reading.alive().getAsBoolean();
    return Answer.json(alive ? 200 : 503, Json.object().put("status", alive ? "up" : "down"));
  }

  Answer ready(Request request, List<String> none) {
    Progress progress = reading.progress();
    boolean ready = progress.caughtUp();
    ObjectNode answer = Json.object().put("ready", ready).put("lagRecords", progress.lag());
    progress.failure().ifPresent(reason -> answer.put("failure", reason));
    return Answer.json(ready ? 200 : 503, answer);
  }
}
