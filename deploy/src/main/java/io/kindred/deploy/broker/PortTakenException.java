/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.broker;

import java.io.IOException;

/** A port that something else listens on. The message names the port and what it was wanted for. */
public final class PortTakenException extends IOException {

  private static final long serialVersionUID = 1;

  PortTakenException(int port, String purpose, Throwable cause) {
    super("port " + port + ", wanted for " + purpose + ", is taken or not allowed", cause);
  }
}
