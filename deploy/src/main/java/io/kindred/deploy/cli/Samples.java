/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The samples that come with the distribution. */
final class Samples {

  private Samples() {}

  /** The story of the Luma sample. */
  static Path story() {
    String home = System.getProperty("kindred.home", ".");
    Path story = Path.of(home, "samples", "luma.story.json");
    if (!Files.exists(story)) {
      throw new IllegalStateException(story + " is missing; start with --no-sample");
    }
    return story;
  }
}
