/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.RocksDBException;

/** Lets any number through until it is closed, and closes when the last one is out. */
final class Gate {

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /** What is done with the database behind the gate. */
  interface Use<R> {
    R run() throws RocksDBException;
  }

  <R> R through(Use<R> use) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the store is closed");
      }
      return use.run();
    } catch (RocksDBException e) {
      throw new StoreFailure("the store failed", e);
    } finally {
      lock.readLock().unlock();
    }
  }

  void close(Runnable last) {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        last.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
