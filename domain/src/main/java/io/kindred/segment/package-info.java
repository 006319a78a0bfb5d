/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Segments: the language in which a marketer says who belongs, and who belongs at any moment. Begin
 * with {@link io.kindred.segment.Timeline}. Knows nothing of how facts are kept, of Flink or of a
 * clock.
 */
@NullMarked
package io.kindred.segment;

import org.jspecify.annotations.NullMarked;
