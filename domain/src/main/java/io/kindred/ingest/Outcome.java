/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.ingest;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of one input: taken, or refused with the reason. */
public sealed interface Outcome<T> {

  <R> R fold(Function<Accepted<T>, R> accepted, Function<Refused<T>, R> refused);

  /**
   * Taken.
   *
   * @param blockedIdentities how many identities were nobody's and left out
   */
  record Accepted<T>(T value, int blockedIdentities) implements Outcome<T> {

    @Override
    public <R> R fold(Function<Accepted<T>, R> accepted, Function<Refused<T>, R> refused) {
      return accepted.apply(this);
    }
  }

  /**
   * Not taken.
   *
   * @param id XDM _id, where it could be read
   * @param field JSON Pointer of the field at fault, empty for the whole document
   * @param reason names the field, the value and what was expected
   */
  record Refused<T>(@Nullable String id, String field, String reason) implements Outcome<T> {

    @Override
    public <R> R fold(Function<Accepted<T>, R> accepted, Function<Refused<T>, R> refused) {
      return refused.apply(this);
    }
  }
}
