/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.measure;

import io.kindred.serving.reading.TopicReader;
import io.kindred.serving.reading.TopicSettings;
import io.kindred.serving.store.EventLimits;
import io.kindred.serving.store.ProfileStore;
import io.kindred.serving.store.RocksProfileStore;
import io.kindred.serving.store.Table;
import io.kindred.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Serving's store beside the load, in which it is looked up again and again whether two identities
 * have one profile with both of them in it.
 */
final class ServedProfiles implements AutoCloseable {

  private static final long POLL_MS = 10;

  private final ProfileStore store;
  private final TopicReader reader;
  private final Map<Integer, List<String>> awaited = new ConcurrentHashMap<>();
  private final IntConsumer merged;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param merged is told the number of two that are found as one
   */
  ServedProfiles(Rig rig, String sandbox, IntConsumer merged) {
    this.merged = merged;
    store = RocksProfileStore.open(rig.directory().resolve("served-" + sandbox), 64 << 20);
    reader =
        TopicReader.of(
            new TopicSettings(rig.bootstrapServers(), sandbox, Map.of()),
            new TopicReader.Into(store, EventLimits.DEFAULT, Clock.systemUTC()),
            new SimpleMeterRegistry());
    reader.start();
    thread = new Thread(this::look, "served-profiles");
    thread.start();
  }

  /** From now on these two are looked up until they are one. */
  void await(int number, List<String> identities) {
    awaited.put(number, identities);
  }

  private void look() {
    try {
      while (!closed) {
        awaited.forEach(
            (number, identities) -> {
              if (isOne(identities)) {
                merged.accept(number);
                awaited.remove(number);
              }
            });
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOne(List<String> identities) {
    Set<String> profiles = new HashSet<>();
    for (String identity : identities) {
      store
          .get(Table.IDENTITY_MAP, identity)
          .ifPresent(mapping -> profiles.add(mapping.getProfileId()));
    }
    if (profiles.size() != 1) {
      return false;
    }
    return store
        .get(Table.PROFILES, profiles.iterator().next())
        .map(profile -> profile.getIdentities().stream().map(Topic::identityKey).toList())
        .filter(members -> members.containsAll(identities))
        .isPresent();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.close();
    store.close();
  }
}
