/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.reading;

import java.util.Map;

/** Progress as it is when there is nothing left to read. */
public final class CaughtUp {

  private CaughtUp() {}

  public static Progress progress() {
    Progress progress = new Progress();
    progress.goal(Map.of());
    return progress;
  }
}
