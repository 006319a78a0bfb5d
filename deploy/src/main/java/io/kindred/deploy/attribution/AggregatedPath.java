/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.attribution;

import java.math.BigDecimal;
import java.util.List;

/** A line of a file of paths: the channels touched, and how often that ended in which way. */
record AggregatedPath(List<String> channels, long conversions, BigDecimal value, long nulls) {}
