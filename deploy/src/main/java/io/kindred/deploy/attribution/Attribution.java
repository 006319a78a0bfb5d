/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.attribution;

import io.kindred.contribution.Amount;
import io.kindred.contribution.Contribution;
import io.kindred.contribution.Counts;
import io.kindred.contribution.Credit;
import io.kindred.contribution.Layout;
import io.kindred.contribution.Model;
import io.kindred.definition.InvalidDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each channel of a file of paths earned, in the order in which the file names them. */
public final class Attribution {

  /** The name of what no channel was touched for. */
  public static final String UNATTRIBUTED = "(unattributed)";

  /** All values of a file, as whole numbers, sum to no more digits than a long holds. */
  private static final int DIGITS = 18;

  private final List<AggregatedPath> paths;
  private final int decimals;

  private Attribution(List<AggregatedPath> paths) {
    this.paths = paths;
    this.decimals = decimals(paths);
  }

  public static Attribution read(Path file, PathFormat format) throws InvalidDefinition {
    return new Attribution(PathFile.read(file, format));
  }

  /** As many as the values have and a long can hold. */
  private static int decimals(List<AggregatedPath> paths) {
    int decimals = 0;
    BigDecimal sum = BigDecimal.ZERO;
    for (AggregatedPath path : paths) {
      decimals = Math.max(decimals, path.value().scale());
      sum = sum.add(path.value());
    }
    return Math.min(decimals, DIGITS - Math.max(0, sum.precision() - sum.scale()));
  }

  /**
   * The credit by channel, channels that earned nothing included; {@link #UNATTRIBUTED} last, if
   * there is any.
   *
   * @throws ArithmeticException where the counts are too large to be summed
   */
  public Map<String, Credit> by(Model model, Layout layout) {
    Contribution contribution = model.of(counts(layout));
    Map<String, Credit> credits = new LinkedHashMap<>();
    for (AggregatedPath path : paths) {
      for (String channel : path.channels()) {
        credits.computeIfAbsent(channel, c -> inCurrency(contribution.of(c)));
      }
    }
    if (!contribution.unattributed().equals(Credit.NONE)) {
      credits.put(UNATTRIBUTED, inCurrency(contribution.unattributed()));
    }
    return credits;
  }

  private Counts counts(Layout layout) {
    Counts counts = new Counts();
    for (AggregatedPath path : paths) {
      Amount amount = new Amount(path.conversions(), path.nulls(), units(path.value()));
      layout.mark(counts, io.kindred.contribution.Path.untimed(path.channels(), amount));
    }
    return counts;
  }

  private long units(BigDecimal value) {
    return value.movePointRight(decimals).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }

  private Credit inCurrency(Credit credit) {
    return new Credit(credit.conversions(), credit.value() / Math.pow(10, decimals));
  }
}
