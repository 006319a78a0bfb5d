/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

/**
 * What became of a batch's changes; the two add up to all of them.
 *
 * @param taken how many were stored
 * @param stale how many were left out, as the store had a newer revision
 */
public record Applied(int taken, int stale) {}
