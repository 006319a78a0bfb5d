/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import io.kindred.avro.Definition;
import io.kindred.deploy.local.DataDirectory;
import io.kindred.deploy.local.LocalSession;
import io.kindred.deploy.local.LocalSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session that stays up until the process is told to end, and then leaves nothing behind. */
final class Residence {

  private final DataDirectory directory;
  private final Consumer<String> out;
  private final AtomicReference<@Nullable LocalSession> session = new AtomicReference<>();
  private volatile boolean leaving;

  private Residence(DataDirectory directory, Consumer<String> out) {
    this.directory = directory;
    this.out = out;
  }

  static Residence of(DataDirectory directory, Consumer<String> out) {
    return new Residence(directory, out);
  }

  /** Returns only by an exception: whatever could not start, or broke. */
  void stay(LocalSettings settings, Optional<Path> story, List<Definition> definitions)
      throws Exception {
    Thread leave = new Thread(this::leave, "leave");
    Runtime.getRuntime().addShutdownHook(leave);
    try {
      LocalSession started = LocalSession.start(settings, story, out);
      session.set(started);
      started.define(definitions);
      started.run();
      out.accept("");
      out.accept("Ctrl-C stops it.");
    } catch (Exception e) {
      if (!leaving) {
        // Who called cleans up, and points to the log.
        Runtime.getRuntime().removeShutdownHook(leave);
        close();
        throw e;
      }
      // What breaks while everything is being stopped is no news.
    }
    new CountDownLatch(1).await();
  }

  private void leave() {
    leaving = true;
    if (session.get() != null) {
      out.accept("stopping …");
    }
    close();
    try {
      directory.close();
      directory.deleteLog();
    } catch (IOException e) {
      out.accept(directory.path() + " could not be deleted: " + e.getMessage());
    }
  }

  private void close() {
    LocalSession started = session.getAndSet(null);
    if (started != null) {
      started.close();
      out.accept(directory.isKept() ? "stopped; data is in " + directory.path() : "stopped");
    }
  }
}
