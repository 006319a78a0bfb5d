/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kindred explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Says why two identities are one person: the chain of links that joins them; or why they"
            + " are not: the links that were left out, and by which rule.",
    footer = {
      "",
      "Exit codes: 0 explained, 1 nobody answers or an identity is unknown, 2 the command line is"
          + " not valid.",
      "",
      "Example:",
      "  kindred explain ECID:111 Email:sarah@luma.com"
    })
public final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NS:ID", description = "One identity.")
  private String one = "";

  @Parameters(index = "1", paramLabel = "NS:ID", description = "Another identity.")
  private String other = "";

  @Mixin private ServingOptions serving = new ServingOptions();

  @Override
  public Integer call() throws Exception {
    JsonNode body = serving.api(spec).get("/explain?a=" + encoded(one) + "&b=" + encoded(other));
    PrintWriter out = spec.commandLine().getOut();
    body.path("sentences").forEach(sentence -> out.println(sentence.asText()));
    out.flush();
    return 0;
  }

  private String encoded(String identity) {
    ServingApi.colon(identity, spec);
    return ServingApi.encoded(identity);
  }
}
