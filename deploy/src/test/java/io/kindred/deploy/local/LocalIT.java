/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local mode as its user sees it, and a second start in the same directory. */
class LocalIT {

  private static final Path LUMA = Path.of("src/main/samples/luma.story.json");
  private static final String BROWSER = "ECID:38210475920184657301928465017382946510";

  @Test
  void aRestartGoesOnWhereItStopped(@TempDir Path directory) throws Exception {
    LocalSettings settings = new LocalSettings(directory, "luma", LocalSettings.Ports.ANY, 2);

    List<String> first = new CopyOnWriteArrayList<>();
    String profileId;
    try (LocalSession session = LocalSession.start(settings, Optional.of(LUMA), first::add)) {
      session.run();
      profileId = profileId(session);
    }
    List<String> second = new CopyOnWriteArrayList<>();
    try (LocalSession session = LocalSession.start(settings, Optional.of(LUMA), second::add)) {
      session.run();
      assertThat(profileId(session)).isEqualTo(profileId);
    }

    assertThat(first).noneMatch(line -> line.contains("✗"));
    assertThat(first).anyMatch(line -> line.startsWith("  curl"));
    assertThat(second).noneMatch(line -> line.contains("✓"));
    assertThat(second).anyMatch(line -> line.startsWith("The sample was played before"));
  }

  private static String profileId(LocalSession session) throws Exception {
    return new Lookup(session.kindred().servingUrl())
        .profile(BROWSER)
        .orElseThrow()
        .path("profileId")
        .asText();
  }
}
