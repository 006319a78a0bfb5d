/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

/** What becomes one value of many. Of nothing, the count and the sum are 0, the rest is missing. */
enum Aggregation {
  COUNT,
  SUM,
  MIN,
  MAX,
  AVERAGE
}
