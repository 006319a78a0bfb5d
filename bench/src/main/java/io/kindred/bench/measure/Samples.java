/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.bench.job.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** The samples of a flight recording, by stage and by what the stage was doing. */
final class Samples {

  /** The first frame from the top that begins so decides. */
  private record Kind(String packageName, String what) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("org.rocksdb.", "RocksDB"),
          new Kind("com.fasterxml.jackson.", "JSON"),
          new Kind("org.apache.avro.", "Avro"),
          new Kind("org.apache.kafka.", "Kafka client"),
          new Kind("io.kindred.segment.", "segments"),
          new Kind("io.kindred.identity.", "identities"),
          new Kind("io.kindred.profile.", "profiles"),
          new Kind("io.kindred.ingest.", "ingest"),
          new Kind("io.kindred.", "other rules of ours"),
          new Kind("org.apache.flink.", "Flink"));

  private final Map<String, Map<String, Integer>> counts = new HashMap<>();

  private Samples() {}

  /** Of the last so many seconds of a recording. */
  static Samples read(Path recording, int seconds) throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    Instant end = Instant.MIN;
    for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
      if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
        events.add(event);
        end = end.isBefore(event.getStartTime()) ? event.getStartTime() : end;
      }
    }
    Samples samples = new Samples();
    Instant start = end.minusSeconds(seconds);
    events.stream().filter(e -> e.getStartTime().isAfter(start)).forEach(samples::add);
    return samples;
  }

  /** What share of a stage's samples fell on what; empty where there are none. */
  Map<String, Double> of(String stage) {
    Map<String, Integer> byKind = counts.getOrDefault(stage, Map.of());
    double all = byKind.values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Double> shares = new TreeMap<>();
    byKind.forEach((kind, count) -> shares.put(kind, count / all));
    return shares;
  }

  private void add(RecordedEvent event) {
    RecordedThread thread = event.getThread("sampledThread");
    if (thread == null || thread.getJavaName() == null || event.getStackTrace() == null) {
      return;
    }
    String what = what(event.getStackTrace().getFrames());
    counts
        .computeIfAbsent(Counters.stage(thread.getJavaName()), stage -> new TreeMap<>())
        .merge(what, 1, Integer::sum);
  }

  private static String what(List<RecordedFrame> frames) {
    for (RecordedFrame frame : frames) {
      String type = frame.getMethod().getType().getName();
      for (Kind kind : KINDS) {
        if (type.startsWith(kind.packageName())) {
          return kind.what();
        }
      }
    }
    return "the JDK";
  }
}
