/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import java.time.Duration;

/**
 * What one client may take.
 *
 * @param urlBytes the longest request URL; a longer one is answered with 414. An identity may have
 *     1,024 characters, which are up to 9 bytes each when encoded
 * @param headBytes the longest request line and headers together; a longer one is answered with 400
 *     and ends the connection
 * @param bodyBytes the longest body of a definition; a longer one is answered with 413
 * @param connections how many connections are open at once; more of them wait to be accepted
 * @param idle how long a connection may wait for its next request, and a request for its last byte
 */
public record HttpLimits(
    int urlBytes, int headBytes, int bodyBytes, int connections, Duration idle) {

  public static final HttpLimits DEFAULT =
      new HttpLimits(12 * 1024, 32 * 1024, 256 * 1024, 10_000, Duration.ofSeconds(60));

  public HttpLimits {
    if (urlBytes < 1
        || headBytes < urlBytes
        || bodyBytes < 1
        || connections < 1
        || idle.isNegative()
        || idle.isZero()) {
      throw new IllegalArgumentException(
          "limits are positive, and the head is not shorter than the URL: "
              + ("URL " + urlBytes + " bytes, head " + headBytes + " bytes, body ")
              + (bodyBytes + " bytes, ")
              + (connections + " connections, idle " + idle));
    }
  }
}
