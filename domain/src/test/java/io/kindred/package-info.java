/*
 * SPDX-License-Identifier: Apache-2.0
 */
/** The cast of characters of all tests. */
@NullMarked
package io.kindred;

import org.jspecify.annotations.NullMarked;
