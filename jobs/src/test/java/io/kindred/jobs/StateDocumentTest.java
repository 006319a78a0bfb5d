/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/state.md} lists every uid and every state, because names in savepoints are for ever.
 * States are found by their descriptors in the sources: whoever adds one must add its line.
 */
class StateDocumentTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]*)` \\| `?([^`|]*)`? \\|.*$");
  private static final Pattern DESCRIPTOR =
      Pattern.compile(
          "new (?:Value|Map|List)StateDescriptor<[^;]*?>\\(\\s*\"([a-z-]+)\"", Pattern.DOTALL);

  @Test
  void everyUidIsListed() throws IOException {
    Set<String> inTheGraph =
        Stream.of(ProfileJobTest.graph(), ContributionJobTest.graph())
            .flatMap(graph -> graph.getStreamNodes().stream())
            .map(StreamNode::getTransformationUID)
            .filter(uid -> uid != null)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(rows(1)).isEqualTo(inTheGraph);
  }

  @Test
  void everyStateIsListed() throws IOException {
    Set<String> inTheCode = new TreeSet<>();
    try (var files = Files.walk(ROOT.resolve("operators/src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher descriptor = DESCRIPTOR.matcher(Files.readString(file));
        while (descriptor.find()) {
          inTheCode.add(descriptor.group(1));
        }
      }
    }

    assertThat(inTheCode).hasSizeGreaterThan(8);
    assertThat(rows(2)).isEqualTo(inTheCode);
  }

  private static Set<String> rows(int group) throws IOException {
    Set<String> found = new TreeSet<>();
    Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/state.md")));
    while (row.find()) {
      if (!row.group(group).isBlank() && !row.group(group).equals("none")) {
        found.add(row.group(group));
      }
    }
    return found;
  }
}
