/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Packed: how state that is written at every event is made small. Begin with {@link
 * io.kindred.packed.Varints}. Knows nothing of what it packs.
 */
@NullMarked
package io.kindred.packed;

import org.jspecify.annotations.NullMarked;
