/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Attribution of a file of aggregated paths, all at once. Begin with {@link
 * io.kindred.deploy.attribution.Attribution}. Knows no broker and no job.
 */
@NullMarked
package io.kindred.deploy.attribution;

import org.jspecify.annotations.NullMarked;
