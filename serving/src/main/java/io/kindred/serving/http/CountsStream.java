/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * Live counts as server-sent events: all of them at first, then those that change. The store is
 * looked at once for all clients, and not at all where there are none. A client that does not keep
 * up is let go; it comes back by itself, and then has all again.
 */
final class CountsStream implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CountsStream.class);
  private static final String EVENT = "counts";

  /** How late a change may be told. */
  private static final long PERIOD_MS = 250;

  /** Proxies end what is silent for longer. */
  private static final long KEEP_ALIVE_MS = 15_000;

  /** So many changes a client may be behind. */
  private static final int BEHIND_MAX = 16;

  private final Segments segments;
  private final int most;
  private final ServerSentEventHandler handler =
      new ServerSentEventHandler((connection, lastEventId) -> connected(connection));
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(CountsStream::thread);
  private final ScheduledFuture<?> ticking;
  private SortedMap<String, ObjectNode> told = new TreeMap<>();

  /** One listener, and how many events have not reached it. */
  private record Client(ServerSentEventConnection connection, AtomicInteger behind) {}

  CountsStream(Segments segments, int most) {
    this.segments = segments;
    this.most = most;
    this.ticking =
        ticker.scheduleWithFixedDelay(this::tick, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
  }

  boolean isFull() {
    return clients.size() >= most;
  }

  void accept(HttpServerExchange exchange) throws Exception {
    handler.handleRequest(exchange);
  }

  @Override
  public void close() {
    ticking.cancel(true);
    ticker.shutdown();
    clients.forEach(client -> IoUtils.safeClose(client.connection()));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "kindred-counts-stream");
    thread.setDaemon(true);
    return thread;
  }

  private void connected(ServerSentEventConnection connection) {
    if (isFull()) {
      IoUtils.safeClose(connection);
      return;
    }
    Client client = new Client(connection, new AtomicInteger());
    connection.setKeepAliveTime(KEEP_ALIVE_MS);
    connection.addCloseTask(closed -> clients.remove(client));
    clients.add(client);
    send(client, text(segments.counts().values(), List.of()));
  }

  private void tick() {
    try {
      if (!clients.isEmpty()) {
        tell(segments.counts());
      }
    } catch (RuntimeException e) {
      LOG.warn("the counts could not be read; next try in {} ms", PERIOD_MS, e);
    }
  }

  private void tell(SortedMap<String, ObjectNode> now) {
    List<ObjectNode> changed = new ArrayList<>();
    for (Map.Entry<String, ObjectNode> count : now.entrySet()) {
      if (!count.getValue().equals(told.get(count.getKey()))) {
        changed.add(count.getValue());
      }
    }
    List<String> gone = told.keySet().stream().filter(id -> !now.containsKey(id)).toList();
    told = now;
    if (!changed.isEmpty() || !gone.isEmpty()) {
      String text = text(changed, gone);
      clients.forEach(client -> send(client, text));
    }
  }

  private static String text(Iterable<ObjectNode> changed, List<String> gone) {
    ObjectNode data = Json.object();
    ArrayNode counts = data.putArray("counts");
    changed.forEach(counts::add);
    if (!gone.isEmpty()) {
      ArrayNode removed = data.putArray("gone");
      gone.forEach(removed::add);
    }
    return new String(Json.bytes(data), StandardCharsets.UTF_8);
  }

  private static void send(Client client, String data) {
    if (client.behind().incrementAndGet() > BEHIND_MAX) {
      IoUtils.safeClose(client.connection());
      return;
    }
    client.connection().send(data, EVENT, null, new Arrival(client));
  }

  /** Counts what has gone out. */
  private record Arrival(Client client) implements ServerSentEventConnection.EventCallback {

    @Override
    public void done(ServerSentEventConnection connection, String data, String event, String id) {
      client.behind().decrementAndGet();
    }

    @Override
    public void failed(
        ServerSentEventConnection connection,
        String data,
        String event,
        String id,
        IOException failure) {
      LOG.debug("a listener went away", failure);
    }
  }
}
