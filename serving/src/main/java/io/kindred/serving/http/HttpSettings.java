/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

/**
 * Where and within which limits HTTP is served.
 *
 * @param host the address to listen on; there is no authentication, so by default only this machine
 * @param port the port to listen on; 0 takes any that is free
 * @param limits what one client may take
 * @param answers what one answer may cost
 */
public record HttpSettings(String host, int port, HttpLimits limits, AnswerLimits answers) {

  public static final HttpSettings DEFAULT = new HttpSettings("127.0.0.1", 0, HttpLimits.DEFAULT);

  /** With answers as usual. */
  public HttpSettings(String host, int port, HttpLimits limits) {
    this(host, port, limits, AnswerLimits.DEFAULT);
  }

  public HttpSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host: expected an address, got nothing");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " is not a number from 0 to 65535");
    }
  }
}
