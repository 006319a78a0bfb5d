/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A Flink cluster in this JVM. Begin with {@link io.kindred.deploy.flink.LocalFlink}. Knows no job
 * in particular.
 */
@NullMarked
package io.kindred.deploy.flink;

import org.jspecify.annotations.NullMarked;
