/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.bench.report.Report;

/** One thing that is measured, under the name by which it is selected. */
public interface Measure {

  String name();

  /** One line for who selects. */
  String what();

  /** Whether a quick run has it, where it is not selected. */
  default boolean isQuick() {
    return true;
  }

  void run(Rig rig, Report report) throws Exception;
}
