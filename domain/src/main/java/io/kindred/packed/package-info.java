/*
 * SPDX-License-Identifier: Apache-2.0
 */
/** Packed: how state that is written at every event is made small. Knows nothing of what it is. */
@NullMarked
package io.kindred.packed;

import org.jspecify.annotations.NullMarked;
