/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Measurements of the real job, to be started by hand. Begin with {@link
 * io.kindred.deploy.measure.IdentityFigures}.
 */
@NullMarked
package io.kindred.deploy.measure;

import org.jspecify.annotations.NullMarked;
