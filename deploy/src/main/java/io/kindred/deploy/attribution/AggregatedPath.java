/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.attribution;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A line of a file of paths: the channels touched, and how often that ended in which way. */
record AggregatedPath(List<String> channels, long conversions, BigDecimal value, long nulls) {

  /** With one object for each name, of which there are few, and not one for each touch. */
  AggregatedPath sharing(Map<String, String> names) {
    List<String> shared =
        channels.stream().map(name -> names.computeIfAbsent(name, n -> n)).toList();
    return new AggregatedPath(shared, conversions, value, nulls);
  }
}
