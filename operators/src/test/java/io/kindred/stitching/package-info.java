/*
 * SPDX-License-Identifier: Apache-2.0
 */
/** Resolver and profile operator together, without a broker. */
@NullMarked
package io.kindred.stitching;

import org.jspecify.annotations.NullMarked;
