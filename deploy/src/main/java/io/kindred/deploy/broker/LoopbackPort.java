/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1, the only interface that the local mode listens on. */
public final class LoopbackPort {

  public static final String ADDRESS = "127.0.0.1";

  private static final byte[] OCTETS = {127, 0, 0, 1};

  private LoopbackPort() {}

  /**
   * The port asked for if it is free, or any free one for 0. Another process may take it before it
   * is used; the server then says so itself.
   *
   * @throws PortTakenException if something listens there
   */
  public static int choose(int port, String purpose) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getByAddress(OCTETS), port));
      return probe.getLocalPort();
    } catch (BindException e) {
      throw new PortTakenException(port, purpose, e);
    }
  }
}
