/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Live segment counts in the stream. Begin with {@link io.kindred.segment.flink.SegmentCounter}.
 */
@NullMarked
package io.kindred.segment.flink;

import org.jspecify.annotations.NullMarked;
