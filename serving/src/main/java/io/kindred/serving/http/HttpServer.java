/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;

/**
 * The API behind Undertow. Requests are answered on the threads that read them: an answer is two
 * reads from memory or disk next to it, less than a hand-over to another thread costs. Only what
 * writes, and so waits for the broker, is handed over.
 */
public final class HttpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /** What stop waits for requests under way. */
  private static final long DRAIN_MS = 2_000;

  /**
   * A body that nobody needs, or that is too large, is read past up to this size: before its end
   * most clients do not listen for an answer. Beyond it the connection ends.
   */
  private static final long DISCARDED_BYTES_MAX = 8 << 20;

  /** How many requests that write or take their time are answered at once; more wait. */
  private static final int WORKERS = 8;

  private final Undertow undertow;
  private final GracefulShutdownHandler gate;
  private final CountsStream counts;
  private final int port;

  private HttpServer(Undertow undertow, GracefulShutdownHandler gate, CountsStream counts) {
    this.undertow = undertow;
    this.gate = gate;
    this.counts = counts;
    this.port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  /**
   * Begins to listen.
   *
   * @throws PortTaken if another process listens there
   * @throws IOException if the address cannot be listened on for another reason
   */
  public static HttpServer start(Api api, HttpSettings settings) throws IOException {
    CountsStream counts = new CountsStream(api.segments(), settings.answers().streams());
    GracefulShutdownHandler gate =
        new GracefulShutdownHandler(new Answers(api, counts, settings.limits()));
    Undertow undertow = undertow(gate, settings);
    try {
      undertow.start();
    } catch (RuntimeException e) {
      counts.close();
      undertow.stop();
      throw cannotListen(settings, e);
    }
    return new HttpServer(undertow, gate, counts);
  }

  private static Undertow undertow(HttpHandler handler, HttpSettings settings) {
    HttpLimits limits = settings.limits();
    int idleMs = Math.toIntExact(limits.idle().toMillis());
    return Undertow.builder()
        .addHttpListener(settings.port(), settings.host(), handler)
        .setWorkerThreads(WORKERS)
        // The API splits paths itself: an encoded slash is part of an id.
        .setServerOption(UndertowOptions.DECODE_URL, false)
        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, limits.headBytes())
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, DISCARDED_BYTES_MAX)
        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, idleMs)
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, idleMs)
        .setSocketOption(Options.READ_TIMEOUT, idleMs)
        .setSocketOption(Options.CONNECTION_HIGH_WATER, limits.connections())
        .setSocketOption(Options.CONNECTION_LOW_WATER, limits.connections())
        .build();
  }

  private static IOException cannotListen(HttpSettings settings, RuntimeException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
      return new PortTaken(settings.host(), settings.port(), cause);
    }
    return new IOException(
        "cannot listen on " + settings.host() + ", port " + settings.port() + ": " + failure,
        failure);
  }

  /** The port that is listened on, also where any was asked for. */
  public int port() {
    return port;
  }

  /** Answers what is under way, and no more. */
  @Override
  public void close() {
    gate.shutdown();
    counts.close();
    try {
      if (!gate.awaitShutdown(DRAIN_MS)) {
        LOG.warn("requests were still under way {} ms after stop", DRAIN_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    undertow.stop();
  }

  /** The API as Undertow calls it. */
  private record Answers(Api api, CountsStream counts, HttpLimits limits) implements HttpHandler {

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
      HttpString method = exchange.getRequestMethod();
      String path = path(exchange);
      if (method.equals(Methods.PUT) || method.equals(Methods.POST)) {
        receive(exchange);
      } else if (method.equals(Methods.GET) && path.equals(Api.COUNTS_STREAM)) {
        stream(exchange);
      } else if (method.equals(Methods.DELETE) || api.isSlow(path)) {
        exchange.dispatch(() -> send(exchange, answer(exchange, withoutBody(exchange))));
      } else {
        send(exchange, answer(exchange, withoutBody(exchange)));
      }
    }

    private static Request.Body withoutBody(HttpServerExchange exchange) {
      String accepted = exchange.getRequestHeaders().getFirst(Headers.ACCEPT);
      return accepted == null ? Request.Body.NONE : Request.Body.accepting(new Accepted(accepted));
    }

    private void stream(HttpServerExchange exchange) throws Exception {
      if (counts.isFull()) {
        String message = "as many clients as may be listen to counts already; ask /segments/counts";
        send(exchange, Refusal.of(503, "too-many-streams", message).answer());
        return;
      }
      exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
      counts.accept(exchange);
    }

    /**
     * The body is read as it comes; a thread is kept waiting only when it is here. One that is over
     * the limit is read to its end as well: before that no client listens for the answer.
     */
    private void receive(HttpServerExchange exchange) {
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      exchange
          .getRequestReceiver()
          .receivePartialBytes(
              (same, bytes, last) -> {
                if (received.size() <= limits.bodyBytes()) {
                  received.writeBytes(bytes);
                }
                if (last) {
                  exchange.dispatch(() -> send(exchange, answer(exchange, received.toByteArray())));
                }
              },
              (same, failure) -> {
                LOG.debug("a request ended before its body did", failure);
                exchange.setPersistent(false).endExchange();
              });
    }

    private Answer answer(HttpServerExchange exchange, byte[] body) {
      if (body.length > limits.bodyBytes()) {
        String message = "the body has more than " + limits.bodyBytes() + " bytes";
        return Refusal.of(413, "body-too-large", message).answer();
      }
      String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
      return answer(exchange, new Request.Body(type == null ? "" : type, body));
    }

    private Answer answer(HttpServerExchange exchange, Request.Body body) {
      int length = exchange.getRequestURI().length() + exchange.getQueryString().length();
      if (length > limits.urlBytes()) {
        String message =
            "the URL has " + length + " bytes; at most " + limits.urlBytes() + " are read";
        return Refusal.of(414, "url-too-long", message).answer();
      }
      String method = exchange.getRequestMethod().toString();
      try {
        return api.answer(method, path(exchange), parameters(exchange), body);
      } catch (RuntimeException e) {
        LOG.error("{} {} failed", method, exchange.getRequestURI(), e);
        return Refusal.of(500, "failed", "the request failed here; the log says why").answer();
      }
    }

    /** The path as it came: Undertow's own would lose what follows a semicolon. */
    private static String path(HttpServerExchange exchange) {
      String uri = exchange.getRequestURI();
      if (!exchange.isHostIncludedInRequestURI()) {
        return uri;
      }
      int path = uri.indexOf('/', uri.indexOf("://") + 3);
      return path < 0 ? "/" : uri.substring(path);
    }

    /** Of a parameter given twice, the last holds. */
    private static Map<String, String> parameters(HttpServerExchange exchange) {
      Map<String, String> parameters = new HashMap<>();
      exchange.getQueryParameters().forEach((name, all) -> parameters.put(name, all.getLast()));
      return parameters;
    }

    private static void send(HttpServerExchange exchange, Answer answer) {
      exchange.setStatusCode(answer.status());
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.contentType());
      // Profiles are personal: no cache between here and the application keeps them.
      exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
      answer
          .headers()
          .forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
      exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()));
    }
  }
}
