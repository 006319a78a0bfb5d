/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of one run: it is printed as it grows, and written whole after each part. */
public final class Report {

  private final StringBuilder page = new StringBuilder();
  private final PrintStream terminal;
  private final Path file;

  public Report(PrintStream terminal, Path file) {
    this.terminal = terminal;
    this.file = file;
  }

  public void heading(String text) {
    add((page.isEmpty() ? "# " : "## ") + text);
  }

  public void paragraph(String text) {
    add(text);
  }

  public void table(Table table) {
    add(table.toString());
  }

  /** For who watches; not for the page. */
  public void progress(String text) {
    terminal.println("… " + text);
  }

  /** Writes what there is so far, so that a run that is broken off leaves its figures. */
  public void write() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, page);
  }

  private void add(String block) {
    page.append(page.isEmpty() ? "" : "\n").append(block).append('\n');
    terminal.println(block);
    terminal.println();
  }
}
