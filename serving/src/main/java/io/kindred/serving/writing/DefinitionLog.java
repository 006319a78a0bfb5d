/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.writing;

import io.kindred.avro.Definition;

/** The topic of definitions, to append to. Any number of threads may. */
public interface DefinitionLog extends AutoCloseable {

  /**
   * Where a definition stands.
   *
   * @param next the offset after it: also the definition's version, which grows with each one
   */
  record Written(int partition, long next) {}

  /**
   * Returns when the brokers have it.
   *
   * @param definition one with an empty body withdraws the one before it
   * @throws WriteFailure if they do not say so in time; they may have it all the same
   */
  Written append(Definition definition) throws WriteFailure;

  @Override
  void close();
}
