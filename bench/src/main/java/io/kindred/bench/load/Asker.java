/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A connection on which one question at a time is asked, over HTTP or in Redis's protocol, with as
 * little of its own as can be: both answers say their length, and are read whole.
 */
public final class Asker implements AutoCloseable {

  private static final int LINE_MAX = 4 << 10;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] line = new byte[LINE_MAX];

  public Asker(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
    out = socket.getOutputStream();
  }

  /** Gets a path; the status, and an error where the connection ends. */
  public int http(String path) throws IOException {
    say("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    int status = Integer.parseInt(line().substring(9, 12));
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  /** Gets a key of Redis; how many bytes it holds, -1 where there is none. */
  public int redis(String key) throws IOException {
    say("*2\r\n$3\r\nGET\r\n$" + key.length() + "\r\n" + key + "\r\n");
    int length = Integer.parseInt(line().substring(1));
    in.skipNBytes(length < 0 ? 0 : length + 2L);
    return length;
  }

  /** Sets a key of Redis. */
  public void redis(String key, String value) throws IOException {
    say("*3\r\n$3\r\nSET\r\n$" + key.length() + "\r\n" + key + "\r\n$" + value.length());
    say("\r\n" + value + "\r\n");
    line();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void say(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String line() throws IOException {
    int length = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || length == LINE_MAX) {
        throw new IOException("the connection ended, or a line did not");
      }
      line[length++] = (byte) next;
    }
    return new String(line, 0, Math.max(0, length - 1), StandardCharsets.ISO_8859_1);
  }
}
