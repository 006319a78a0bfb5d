/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Contributions in the stream: journeys are kept once and counted, windows of counts are read by
 * models. Begin with {@link io.kindred.contribution.flink.ContributionOperator}. Knows nothing of
 * how journeys come about.
 */
@NullMarked
package io.kindred.contribution.flink;

import org.jspecify.annotations.NullMarked;
