/*
 * SPDX-License-Identifier: Apache-2.0
 */
/** What is measured, one class each. Begin with {@link io.kindred.bench.measure.Throughput}. */
@NullMarked
package io.kindred.bench.measure;

import org.jspecify.annotations.NullMarked;
