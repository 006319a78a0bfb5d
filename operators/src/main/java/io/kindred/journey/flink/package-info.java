/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Journeys in the stream: what a profile remembers of touches and conversions, and what it tells of
 * them. Begin with {@link io.kindred.journey.flink.ProfileJourneys}. Knows nothing of what a touch
 * is worth.
 */
@NullMarked
package io.kindred.journey.flink;

import org.jspecify.annotations.NullMarked;
