/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kindred.segment.PqlForm;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kindred segment convert}. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = "Writes a pql/text expression as its pql/json tree, and a tree as text.",
    footer = {
      "",
      "Exit codes: 0 converted, 2 the expression is not valid; the standard error says"
          + " line:column: why.",
      "",
      "Example:",
      "  kindred segment convert 'person.age > 20'"
    })
public final class SegmentConvertCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PQL", description = "Text, or a tree.")
  private String expression = "";

  @Override
  public Integer call() throws Exception {
    JsonNode tree = Givens.tree(expression);
    PrintWriter out = spec.commandLine().getOut();
    out.println(tree.isObject() ? PqlForm.toText(tree) : PqlForm.toJson(expression));
    out.flush();
    return 0;
  }
}
