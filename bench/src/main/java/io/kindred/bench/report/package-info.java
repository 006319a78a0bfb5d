/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Figures on a page: tables, spreads and the machine they come from. Begin with {@link
 * io.kindred.bench.report.Report}. Knows nothing of jobs.
 */
@NullMarked
package io.kindred.bench.report;

import org.jspecify.annotations.NullMarked;
