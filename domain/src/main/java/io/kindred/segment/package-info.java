/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Segments: the language in which a marketer says who belongs, and who belongs at any moment. Begin
 * with {@link io.kindred.segment.Timeline}. Knows nothing of how facts are kept, of Flink or of a
 * clock.
 *
 * <p>The way of an expression: text ({@code SyntaxReader}) or JSON ({@code JsonTreeReader}) becomes
 * {@code Syntax}, as it is written; {@code Resolver} makes an {@code Expression} of it, in which
 * names have a meaning; {@code Interpreter} gives that a value at a moment.
 *
 * <p>The way of a change: {@code SegmentPlan} holds all segments compiled together, with an index
 * of the events that each can be changed by; {@code Reckoning} evaluates what a change can change
 * and comes to what {@code Timeline} says of all facts.
 */
@NullMarked
package io.kindred.segment;

import org.jspecify.annotations.NullMarked;
