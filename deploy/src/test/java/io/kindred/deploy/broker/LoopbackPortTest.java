/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {

  @Test
  void choose_anyFree() throws IOException {
    assertThat(LoopbackPort.choose(0, "a test")).isPositive();
  }

  @Test
  void choose_takenIsNamedWithItsPurpose() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> LoopbackPort.choose(port, "a test"))
          .isInstanceOf(PortTakenException.class)
          .hasMessage("port " + port + ", wanted for a test, is taken or not allowed");
    }
  }
}
