/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one process keeps its data: a directory that stays, held against other processes, or a
 * temporary one that is deleted at the end.
 */
public final class DataDirectory implements AutoCloseable {

  private final Path path;
  private final @Nullable FileChannel lock;

  private DataDirectory(Path path, @Nullable FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** A new directory, deleted with all that is in it when this is closed. */
  public static DataDirectory temporary(String name) throws IOException {
    return new DataDirectory(Files.createTempDirectory(name + "-"), null);
  }

  /**
   * A directory that stays.
   *
   * @throws IOException if another process uses it, or it cannot be written to
   */
  public static DataDirectory kept(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Files.createDirectories(absolute);
    FileChannel channel =
        FileChannel.open(
            absolute.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      throw new IOException(absolute + " is in use by another kindred");
    }
    return new DataDirectory(absolute, channel);
  }

  public Path path() {
    return path;
  }

  public boolean isKept() {
    return lock != null;
  }

  /** Where libraries log. Beside a temporary directory, so that it tells what went wrong there. */
  public Path log() {
    return isKept()
        ? path.resolve("kindred.log")
        : path.resolveSibling(path.getFileName() + ".log");
  }

  /** To be called where all went well: a log is kept where its directory is. */
  public void deleteLog() throws IOException {
    if (!isKept()) {
      Files.deleteIfExists(log());
    }
  }

  @Override
  public void close() throws IOException {
    if (lock == null) {
      deleteAll();
    } else {
      lock.close();
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void deleteAll() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(path)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException | UncheckedIOException e) {
      // Something that was just stopped is deleting too; what is left is the system's to clean.
      return;
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
