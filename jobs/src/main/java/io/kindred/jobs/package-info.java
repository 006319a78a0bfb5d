/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The Flink jobs: one class each, which reads like the picture of its topology. Begin with {@link
 * io.kindred.jobs.ProfileJob}.
 */
@NullMarked
package io.kindred.jobs;

import org.jspecify.annotations.NullMarked;
