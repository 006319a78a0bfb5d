/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.replay;

import org.jspecify.annotations.Nullable;

/** A dry run that did not come to its end. */
public final class ReplayFailure extends Exception {

  private static final long serialVersionUID = 1;

  ReplayFailure(String scenario, @Nullable Throwable cause) {
    super("scenario \"" + scenario + "\" failed: " + innermost(cause), cause);
  }

  private static String innermost(@Nullable Throwable problem) {
    Throwable cause = problem;
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause);
  }
}
