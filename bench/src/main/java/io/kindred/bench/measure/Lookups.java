/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.avro.IdentityItem;
import io.kindred.avro.IdentityMapping;
import io.kindred.avro.Membership;
import io.kindred.avro.MembershipStatus;
import io.kindred.avro.Profile;
import io.kindred.bench.load.Asker;
import io.kindred.bench.load.Definitions;
import io.kindred.bench.load.Feeder;
import io.kindred.bench.report.Report;
import io.kindred.bench.report.Spread;
import io.kindred.bench.report.Table;
import io.kindred.identity.ProfileId;
import io.kindred.serving.ServingProcess;
import io.kindred.serving.ServingSettings;
import io.kindred.topic.Topic;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import redis.embedded.RedisServer;

/** Profiles looked up by an identity over HTTP, and beside it Redis on the same machine. */
public final class Lookups implements Measure {

  private static final String SANDBOX = "lookups";
  private static final int PROFILES = 100_000;
  private static final int CONNECTIONS = 16;
  private static final int WARM_UP_S = 5;
  private static final int SECONDS = 10;
  private static final int MEMBERSHIPS = 20;
  private static final int ENTITY_LENGTH = 1_000;

  /** One question; false where the answer was none. */
  @FunctionalInterface
  private interface Question {
    boolean ask(Asker asker, int person) throws IOException;
  }

  @Override
  public String name() {
    return "lookups";
  }

  @Override
  public String what() {
    return "profiles by an identity over HTTP, and GET of Redis beside it";
  }

  @Override
  public void run(Rig rig, Report report) throws Exception {
    Table table = new Table("store", "lookups/s", "p50 ms", "p99 ms", "p99.9 ms");
    row(table, "serving, HTTP", serving(rig));
    row(table, "Redis, GET", redis());
    report.heading("Lookups");
    report.paragraph(
        "%,d profiles of some 2 KB, each asked for by an identity, drawn evenly; %d connections"
                .formatted(PROFILES, CONNECTIONS)
            + " that each ask again as soon as they were answered, from the same machine.");
    report.table(table);
  }

  private static double[] serving(Rig rig) throws Exception {
    rig.open(SANDBOX, Definitions.of(0));
    try (Feeder feeder = rig.feeder(SANDBOX, 5)) {
      for (int i = 0; i < PROFILES; i++) {
        feeder.send(Topic.PROFILES, profile(i));
        feeder.send(Topic.IDENTITY_MAP, mapping(i));
      }
      feeder.flush();
    }
    var settings = ServingSettings.of(rig.bootstrapServers(), SANDBOX, rig.directory());
    try (ServingProcess serving = ServingProcess.start(settings)) {
      while (!serving.ready()) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      return ask(serving.port(), (asker, i) -> asker.http("/profiles/ECID/e" + i) == 200);
    }
  }

  private static double[] redis() throws Exception {
    RedisServer redis = RedisServer.newRedisServer().bind("127.0.0.1").port(freePort()).build();
    redis.start();
    try {
      int port = redis.ports().get(0);
      try (Asker asker = new Asker(port)) {
        for (int i = 0; i < PROFILES; i++) {
          asker.redis("ECID:e" + i, "x".repeat(2_000));
        }
      }
      return ask(port, (asker, i) -> asker.redis("ECID:e" + i) > 0);
    } finally {
      redis.stop();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Asks on all connections at once; the delays of all, milliseconds, ascending. */
  private static double[] ask(int port, Question question) throws Exception {
    ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      long start = System.nanoTime();
      long counted = start + TimeUnit.SECONDS.toNanos(WARM_UP_S);
      long end = counted + TimeUnit.SECONDS.toNanos(SECONDS);
      List<Callable<double[]>> all =
          IntStream.range(0, CONNECTIONS)
              .<Callable<double[]>>mapToObj(i -> () -> ask(port, question, counted, end))
              .toList();
      List<double[]> delays = new ArrayList<>();
      for (Future<double[]> each : connections.invokeAll(all)) {
        delays.add(each.get());
      }
      return delays.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    } finally {
      connections.shutdown();
    }
  }

  private static double[] ask(int port, Question question, long counted, long end)
      throws IOException {
    SplittableRandom random = new SplittableRandom(Thread.currentThread().getId());
    DoubleStream.Builder delays = DoubleStream.builder();
    try (Asker asker = new Asker(port)) {
      for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
        if (!question.ask(asker, random.nextInt(PROFILES))) {
          throw new IOException("somebody was not found");
        }
        if (now >= counted) {
          delays.add((System.nanoTime() - now) / 1e6);
        }
      }
    }
    return delays.build().toArray();
  }

  private static void row(Table table, String store, double[] delays) {
    table.row(
        store,
        Spread.number((double) delays.length / SECONDS),
        Spread.number(Spread.percentile(delays, 0.5)),
        Spread.number(Spread.percentile(delays, 0.99)),
        Spread.number(Spread.percentile(delays, 0.999)));
  }

  private static Profile profile(int i) {
    List<Membership> memberships =
        IntStream.range(0, MEMBERSHIPS)
            .mapToObj(s -> new Membership("segment-" + s, MembershipStatus.realized, 1L))
            .toList();
    String entity = "{\"note\": \"" + "x".repeat(ENTITY_LENGTH) + "\"}";
    var identities = List.of(new IdentityItem("ECID", "e" + i));
    return new Profile(id(i), 1L, identities, entity, List.of(), memberships, 3L, 1L);
  }

  private static IdentityMapping mapping(int i) {
    IdentityMapping mapping = new IdentityMapping();
    mapping.setIdentity("ECID:e" + i);
    mapping.setProfileId(id(i));
    mapping.setRevision(1L);
    return mapping;
  }

  private static String id(int i) {
    return ProfileId.of("ECID:e" + i);
  }
}
