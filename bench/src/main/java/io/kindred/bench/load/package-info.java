/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The load: people, what they do, and when it is sent. Begin with {@link
 * io.kindred.bench.load.EventStream}. Knows no job.
 */
@NullMarked
package io.kindred.bench.load;

import org.jspecify.annotations.NullMarked;
