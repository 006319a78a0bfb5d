/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.segment.Explanation.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An explanation as a person reads it: the condition part by part, and what would change it. */
public final class ExplanationLines {

  private ExplanationLines() {}

  public static List<String> of(Explanation explanation) {
    List<String> lines = new ArrayList<>();
    lines.add(explanation.member() ? "in" : "not in");
    add(explanation.whole(), 1, lines);
    explanation
        .changesAt()
        .ifPresent(
            at ->
                lines.add(
                    (explanation.member() ? "leaves" : "enters")
                        + " by time alone at "
                        + Instant.ofEpochMilli(at)));
    for (Part part : explanation.next()) {
      String facts =
          part.looksAt().isEmpty() ? "" : "; a fact of " + String.join(", ", part.looksAt());
      lines.add("changes with " + part.pql() + facts);
    }
    return lines;
  }

  private static void add(Part part, int depth, List<String> lines) {
    StringBuilder line = new StringBuilder("  ".repeat(depth));
    line.append(
        switch (part.verdict()) {
          case TRUE -> "+ ";
          case FALSE -> "- ";
          case UNKNOWN -> "? ";
        });
    line.append(part.pql());
    part.changesAt().ifPresent(at -> line.append("  until ").append(Instant.ofEpochMilli(at)));
    lines.add(line.toString());
    part.parts().forEach(each -> add(each, depth + 1, lines));
  }
}
