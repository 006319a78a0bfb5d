/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import java.io.IOException;

/**
 * What must hold after a step of a story.
 *
 * @param text as it is told: {@code Sarah's browser and Sarah's email are one profile}
 */
public record Expectation(String text, Check check) {

  /** Whether it holds, by what can be looked up now. */
  @FunctionalInterface
  public interface Check {

    boolean holds(Lookup lookup) throws IOException, InterruptedException;
  }
}
