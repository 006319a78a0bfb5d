/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command against a server that answers as the lookup API does. */
class ExplainCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile int status = 200;
  private volatile String body = "";
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void explain_printsTheSentences() {
    body = "{\"standing\": \"apart\", \"sentences\": [\"They are not.\", \"A link is cut.\"]}";

    assertThat(explain("CRMID:a b+c&d", "Email:s@x")).isZero();

    assertThat(out.toString().lines()).containsExactly("They are not.", "A link is cut.");
    assertThat(asked).containsExactly("/explain?a=CRMID%3Aa%20b%2Bc%26d&b=Email%3As%40x");
  }

  @Test
  void explain_passesARefusalOn() {
    status = 404;
    body = "{\"error\": \"unknown-identity\", \"message\": \"Email:s has not been seen\"}";

    assertThat(explain("CRMID:a", "Email:s")).isEqualTo(1);

    assertThat(err.toString().lines()).containsExactly("kindred: Email:s has not been seen");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void explain_refusesWhatIsNoIdentityAndAsksNobody() {
    assertThat(explain("CRMID:a", "Email")).isEqualTo(2);

    assertThat(err.toString()).startsWith("kindred: \"Email\" is not NAMESPACE:ID");
    assertThat(asked).isEmpty();
  }

  @Test
  void explain_saysThatNobodyAnswers() {
    server.stop(0);

    assertThat(explain("CRMID:a", "Email:s")).isEqualTo(1);

    assertThat(err.toString()).startsWith("kindred: nobody answers at http://");
  }

  private int explain(String one, String other) {
    CommandLine kindred = Kindred.commandLine();
    kindred.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    return kindred.execute("explain", one, other, "--url", url);
  }
}
