/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Journeys: the touches that led to a conversion, or to none. Begin with {@link
 * io.kindred.journey.Journeys}. Knows nothing of what a touch is worth, of Flink or of a clock.
 */
@NullMarked
package io.kindred.journey;

import org.jspecify.annotations.NullMarked;
