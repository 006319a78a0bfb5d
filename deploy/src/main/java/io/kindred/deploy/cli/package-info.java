/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The command line. Begin with {@link io.kindred.deploy.cli.Kindred}. Commands load the heavy parts
 * only after their first line is out.
 */
@NullMarked
package io.kindred.deploy.cli;

import org.jspecify.annotations.NullMarked;
