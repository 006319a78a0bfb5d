/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under a heading, in Markdown and aligned for a terminal alike. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... columns) {
    rows.add(List.of(columns));
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it has more or fewer cells than there are columns
   */
  public Table row(Object... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + rows.get(0));
    }
    rows.add(IntStream.range(0, cells.length).mapToObj(i -> cell(cells[i])).toList());
    return this;
  }

  private static String cell(Object value) {
    return String.valueOf(value).replace("|", "\\|");
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(line(rows.get(0)));
    lines.add(widths().mapToObj(w -> "-".repeat(w)).collect(Collectors.joining(" | ", "| ", " |")));
    rows.subList(1, rows.size()).forEach(row -> lines.add(line(row)));
    return String.join("\n", lines);
  }

  private String line(List<String> row) {
    int[] widths = widths().toArray();
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private IntStream widths() {
    return IntStream.range(0, rows.get(0).size())
        .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0));
  }
}
