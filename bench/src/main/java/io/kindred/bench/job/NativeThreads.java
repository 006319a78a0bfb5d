/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.job;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The CPU time of threads that Java does not list, where Linux tells it. */
final class NativeThreads {

  static final String COMPILERS = "compilers";

  private static final Path TASKS = Path.of("/proc/self/task");

  /** Linux counts a thread's time in hundredths of a second. */
  private static final double TICKS_PER_SECOND = 100;

  /** In a thread's stat, after its name: time in the process and in the kernel. */
  private static final int USER = 11;

  private NativeThreads() {}

  /** Seconds, by what the threads do. */
  static Map<String, Double> cpuSeconds() {
    Map<String, Double> sums = new TreeMap<>();
    if (!Files.isDirectory(TASKS)) {
      return sums;
    }
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        add(Files.readString(task.resolve("stat")), sums);
      }
    } catch (IOException aThreadHasEnded) {
      // What was read before it counts, and the next time all.
    }
    return sums;
  }

  private static void add(String stat, Map<String, Double> sums) {
    int end = stat.lastIndexOf(')');
    String stage = stage(stat.substring(stat.indexOf('(') + 1, end));
    if (stage != null) {
      String[] fields = stat.substring(end + 2).split(" ", USER + 3);
      double ticks = Double.parseDouble(fields[USER]) + Double.parseDouble(fields[USER + 1]);
      sums.merge(stage, ticks / TICKS_PER_SECOND, Double::sum);
    }
  }

  private static @Nullable String stage(String thread) {
    if (thread.startsWith("C1 Compiler") || thread.startsWith("C2 Compiler")) {
      return COMPILERS;
    }
    if (thread.startsWith("GC Thread") || thread.startsWith("G1 ")) {
      return "collectors";
    }
    return thread.startsWith("rocksdb:") ? "RocksDB's flushes and compactions" : null;
  }
}
