/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile.flink;

import java.util.concurrent.Callable;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;

/** Reads of state on behalf of the domain, which knows no state that fails: the task does then. */
final class Unfailing {

  private Unfailing() {}

  static <T> T get(Callable<T> read) {
    try {
      return read.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new FlinkRuntimeException("cannot read or write the state of a profile", e);
    }
  }

  static void run(ThrowingRunnable<? extends Exception> write) {
    get(
        () -> {
          write.run();
          return true;
        });
  }
}
