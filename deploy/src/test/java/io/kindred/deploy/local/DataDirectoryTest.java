/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @Test
  void temporary_isGoneInTheEnd() throws IOException {
    Path path;
    try (DataDirectory directory = DataDirectory.temporary("test")) {
      path = directory.path();
      Files.createDirectories(path.resolve("a/b"));
      Files.writeString(path.resolve("a/b/file"), "text");
    }

    assertThat(path).doesNotExist();
  }

  @Test
  void temporary_logOutlivesTheDirectoryUntilItIsDeleted() throws IOException {
    DataDirectory directory = DataDirectory.temporary("test");
    Files.writeString(directory.log(), "what went wrong");

    directory.close();
    assertThat(directory.log()).hasContent("what went wrong");

    directory.deleteLog();
    assertThat(directory.log()).doesNotExist();
  }

  @Test
  void kept_staysAndIsFreeAgain(@TempDir Path path) throws IOException {
    try (DataDirectory first = DataDirectory.kept(path)) {
      Files.writeString(first.path().resolve("file"), "text");
    }
    try (DataDirectory second = DataDirectory.kept(path)) {
      assertThat(second.path().resolve("file")).hasContent("text");
    }
  }

  @Test
  void kept_belongsToOneAtATime(@TempDir Path path) throws IOException {
    try (DataDirectory first = DataDirectory.kept(path)) {
      assertThat(first.isKept()).isTrue();
      assertThatThrownBy(() -> DataDirectory.kept(path))
          .isInstanceOf(IOException.class)
          .hasMessage(path + " is in use by another kindred");
    }
  }
}
