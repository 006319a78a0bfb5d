/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Jobs under test, each in a JVM of its own. Begin with {@link io.kindred.bench.job.JobProcess}.
 * Knows nothing of what is measured.
 */
@NullMarked
package io.kindred.bench.job;

import org.jspecify.annotations.NullMarked;
