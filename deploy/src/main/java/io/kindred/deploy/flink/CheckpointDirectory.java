/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where checkpoints lie on disk: {@code <job id>/chk-<n>/_metadata} for each complete one. */
record CheckpointDirectory(Path root) {

  private static final String COMPLETE = "_metadata";
  private static final int DEPTH = 3;

  String uri() {
    return root.toUri().toString();
  }

  /** The complete checkpoint that was written last, by whichever job. */
  Optional<Path> latest() throws IOException {
    if (!Files.isDirectory(root)) {
      return Optional.empty();
    }
    Map<Path, FileTime> complete = new HashMap<>();
    try (Stream<Path> files = Files.walk(root, DEPTH)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.endsWith(COMPLETE)) {
          complete.put(file.getParent(), Files.getLastModifiedTime(file));
        }
      }
    }
    return complete.entrySet().stream()
        .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(Map.Entry::getKey);
  }
}
