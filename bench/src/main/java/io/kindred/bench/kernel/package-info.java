/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What happens inside the jobs, one step at a time, without a job. Begin with {@link
 * io.kindred.bench.kernel.Kernels}. Knows no broker.
 */
@NullMarked
package io.kindred.bench.kernel;

import org.jspecify.annotations.NullMarked;
