/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

/** What becomes of an item without a value, where something is taken of each item of an array. */
enum Gaps {

  /** It is left out: the array is one of values. */
  LEFT_OUT,

  /** The missing node stays in its place: what is asked of it is unknown. */
  KEPT
}
