/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What each channel earned. A journey's {@link io.kindred.contribution.Path} leaves its mark on
 * {@link io.kindred.contribution.Counts}, exact and mergeable; a {@link
 * io.kindred.contribution.Model} reads credit off the counts and never sees a journey. Knows
 * nothing of how journeys come about, of Flink or of a clock.
 */
@NullMarked
package io.kindred.contribution;

import org.jspecify.annotations.NullMarked;
