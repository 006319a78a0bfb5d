/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.kindred.contribution.Credit;
import io.kindred.contribution.Layout;
import io.kindred.contribution.Model;
import io.kindred.definition.InvalidDefinition;
import io.kindred.deploy.attribution.Attribution;
import io.kindred.deploy.attribution.PathFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kindred attribute}. */
@Command(
    name = "attribute",
    mixinStandardHelpOptions = true,
    description = {
      "Shares the conversions of aggregated paths among the channels that were touched, and prints"
          + " CSV: channel,conversions,value.",
      "The file is CSV with a header; its columns path, total_conversions, total_conversion_value"
          + " and total_null are found by name. Conversions without a touch are printed as"
          + " (unattributed)."
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 the file or the command line is not valid.",
      "",
      "Examples:",
      "  kindred attribute --paths paths.csv --model linear",
      "  kindred attribute --paths paths.csv --model markov --order 2 --nulls",
      "  kindred attribute --paths paths.csv --model shapley --delimiter ';' --touch-separator '|'"
    })
public final class AttributeCommand implements Callable<Integer> {

  private static final int ORDER_MAX = 10;

  private static final CsvSchema ROW =
      CsvSchema.builder().addColumn("channel").addColumn("conversions").addColumn("value").build();

  @Spec private CommandSpec spec;

  @Option(
      names = "--paths",
      required = true,
      paramLabel = "FILE.csv",
      description = "The paths, in UTF-8.")
  private Path paths = Path.of("");

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description =
          "One of first, last, last-non-direct, linear, position (40/20/40), time-decay, markov,"
              + " shapley.")
  private AttributionModel model = AttributionModel.LINEAR;

  @Option(
      names = "--order",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Of markov: how many touches back a state looks, 1 to 10 (default: ${DEFAULT-VALUE}).")
  private int order = 1;

  @Option(names = "--nulls", description = "Of markov: paths that did not convert count, too.")
  private boolean nulls;

  @Option(
      names = "--half-life",
      paramLabel = "TOUCHES",
      defaultValue = "7",
      description =
          "Of time-decay: after how many touches credit halves. The paths have no times; each touch"
              + " is one step older than the next, as if they were a day apart (default:"
              + " ${DEFAULT-VALUE}).")
  private double halfLife = 7;

  @Option(
      names = "--direct",
      paramLabel = "CHANNEL",
      defaultValue = "direct",
      description =
          "Of last-non-direct: a channel that is no marketing; may be repeated (default:"
              + " ${DEFAULT-VALUE}).")
  private Set<String> direct = Set.of();

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      defaultValue = ",",
      description = "Between columns; \\t is a tab (default: ${DEFAULT-VALUE}).")
  private String delimiter = ",";

  @Option(
      names = "--touch-separator",
      paramLabel = "S",
      defaultValue = ">",
      description =
          "Between the touches of a path; white space around a touch is ignored (default:"
              + " ${DEFAULT-VALUE}).")
  private String touchSeparator = ">";

  @Override
  public Integer call() throws Exception {
    PathFormat format = format();
    Model chosen = chosen();
    Set<Integer> orders = model == AttributionModel.MARKOV ? Set.of(order) : Set.of();
    Layout layout = new Layout(orders, false, direct, Layout.HALF_LIFE);
    print(credits(Attribution.read(paths, format), chosen, layout));
    return 0;
  }

  private PathFormat format() {
    String column = delimiter.equals("\\t") ? "\t" : delimiter;
    require(
        column.length() == 1 && "\"\r\n".indexOf(column.charAt(0)) < 0,
        "--delimiter: \"" + delimiter + "\" is not one character, other than a quote");
    require(!touchSeparator.isBlank(), "--touch-separator: \"\" is not text that is not blank");
    return new PathFormat(column.charAt(0), touchSeparator.strip(), nulls);
  }

  private Model chosen() {
    require(
        order >= 1 && order <= ORDER_MAX,
        "--order: " + order + " is not a number from 1 to " + ORDER_MAX);
    require(
        halfLife > 0 && Double.isFinite(halfLife),
        "--half-life: " + halfLife + " is not a number above 0");
    return model.with(order, nulls, halfLife);
  }

  private void require(boolean valid, String problem) {
    if (!valid) {
      throw new ParameterException(spec.commandLine(), problem);
    }
  }

  private Map<String, Credit> credits(Attribution attribution, Model chosen, Layout layout)
      throws InvalidDefinition {
    try {
      return attribution.by(chosen, layout);
    } catch (ArithmeticException e) {
      throw new InvalidDefinition(paths + ": the sum of all counts is not below 2^63", e);
    }
  }

  private void print(Map<String, Credit> credits) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("channel,conversions,value");
    var rows =
        CsvMapper.csvBuilder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build()
            .writerFor(List.class)
            .with(ROW.withLineSeparator(System.lineSeparator()));
    for (Map.Entry<String, Credit> row : credits.entrySet()) {
      Credit credit = row.getValue();
      out.print(
          rows.writeValueAsString(
              List.of(row.getKey(), plain(credit.conversions()), plain(credit.value()))));
    }
    out.flush();
  }

  /** All digits that tell it from other doubles, without an exponent. */
  private static String plain(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }
}
