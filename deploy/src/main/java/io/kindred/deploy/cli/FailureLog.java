/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Apart from {@link Complaint}, so that logging is loaded only where something is to be logged. */
final class FailureLog {

  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

  private FailureLog() {}

  static void write(Throwable problem) {
    LOG.error("the command failed", problem);
  }
}
