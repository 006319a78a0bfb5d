/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Resolver and profile operator together, without a broker. Begin with {@link
 * io.kindred.stitching.StitchingPropertyTest}.
 */
@NullMarked
package io.kindred.stitching;

import org.jspecify.annotations.NullMarked;
