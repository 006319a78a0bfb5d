/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.writing;

/**
 * A topic to append to. Any number of threads may.
 *
 * @param <V> the type of the value
 */
public interface TopicLog<V> extends AutoCloseable {

  /**
   * Where a value stands.
   *
   * @param next the offset after it: of a definition also its version, which grows with each one
   */
  record Written(int partition, long next) {}

  /**
   * Returns when the brokers have it.
   *
   * @throws WriteFailure if they do not say so in time; they may have it all the same
   */
  Written append(V value) throws WriteFailure;

  @Override
  void close();
}
