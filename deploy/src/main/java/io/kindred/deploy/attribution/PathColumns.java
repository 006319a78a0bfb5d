/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.attribution;

import io.kindred.definition.InvalidDefinition;
import java.math.BigDecimal;
import java.util.List;

/**
 * Where the columns of a file of paths are: in any order, and among others.
 *
 * @param nulls below 0 where there is none
 */
record PathColumns(int path, int conversions, int value, int nulls, int count) {

  static final List<String> NAMES =
      List.of("path", "total_conversions", "total_conversion_value", "total_null");

  /** The largest number up to which a double tells every whole number from the next. */
  private static final long COUNT_MAX = 1L << 53;

  /** Longer numbers are no measurements, and computing with them would take its time. */
  private static final int DIGITS_MAX = 40;

  private static final BigDecimal VALUE_MAX = BigDecimal.valueOf(1_000_000_000_000_000L);

  static PathColumns of(PathLine header, PathFormat format) throws InvalidDefinition {
    return new PathColumns(
        index(header, NAMES.get(0)),
        index(header, NAMES.get(1)),
        index(header, NAMES.get(2)),
        format.nulls() || header.cells().contains(NAMES.get(3)) ? index(header, NAMES.get(3)) : -1,
        header.cells().size());
  }

  private static int index(PathLine header, String name) throws InvalidDefinition {
    int index = header.cells().indexOf(name);
    if (index < 0) {
      throw header.refusal(
          "column " + name + ": missing; the header has " + PathLine.quoted(shown(header)));
    }
    if (index != header.cells().lastIndexOf(name)) {
      throw header.refusal("column " + name + ": given twice; expected once");
    }
    return index;
  }

  private static String shown(PathLine header) {
    return String.join(", ", header.cells());
  }

  AggregatedPath read(PathLine line, PathFormat format) throws InvalidDefinition {
    int cells = line.cells().size();
    if (cells != count) {
      throw line.refusal(
          "%d columns: %s; expected %d, as in the header"
              .formatted(cells, PathLine.quoted(shown(line)), count));
    }
    return new AggregatedPath(
        format.channels(line.cells().get(path)),
        count(line, NAMES.get(1), conversions),
        value(line),
        nulls < 0 ? 0 : count(line, NAMES.get(3), nulls));
  }

  private static long count(PathLine line, String name, int index) throws InvalidDefinition {
    String expected = "a whole number from 0 to " + COUNT_MAX;
    BigDecimal number = number(line, name, index, expected);
    try {
      long count = number.longValueExact();
      if (count >= 0 && count <= COUNT_MAX) {
        return count;
      }
    } catch (ArithmeticException e) {
      // It has decimals or is far too large: refused as those that are a little too large.
    }
    throw line.refusal(name, line.cells().get(index), expected);
  }

  private BigDecimal value(PathLine line) throws InvalidDefinition {
    String name = NAMES.get(2);
    String expected = "a number from 0 to " + VALUE_MAX;
    BigDecimal number = number(line, name, value, expected);
    if (number.signum() < 0 || number.compareTo(VALUE_MAX) > 0) {
      throw line.refusal(name, line.cells().get(value), expected);
    }
    return number;
  }

  private static BigDecimal number(PathLine line, String name, int index, String expected)
      throws InvalidDefinition {
    String text = line.cells().get(index);
    try {
      BigDecimal number = new BigDecimal(text);
      if (number.signum() == 0) {
        return BigDecimal.ZERO;
      }
      if (Math.abs((long) number.scale()) <= DIGITS_MAX && number.precision() <= DIGITS_MAX) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Not a number at all.
    }
    throw line.refusal(name, text, expected);
  }
}
