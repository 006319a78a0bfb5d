/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import java.io.IOException;

/** Another process listens where this one is to. The message names host and port. */
public final class PortTaken extends IOException {

  PortTaken(String host, int port, Throwable cause) {
    super(
        "port " + port + " on " + host + " is taken by another process; free it or choose another",
        cause);
  }
}
