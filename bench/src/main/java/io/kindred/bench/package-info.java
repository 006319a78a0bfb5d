/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * One command that measures: the roofline, the jobs beside it, and a page with the figures. Begin
 * with {@link io.kindred.bench.Bench}. Sees all rooms; none sees it.
 */
@NullMarked
package io.kindred.bench;

import org.jspecify.annotations.NullMarked;
