/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.house;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The sources as they stand: a clone, a worktree, or an unpacked archive. Paths are relative to the
 * root, with slashes.
 */
record Checkout(Path root, List<String> files) {

  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", ".idea", ".settings", ".vscode", "node_modules");

  /** The checkout around the directory that the tests run in. */
  static Checkout here() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("STYLE.md"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException("no STYLE.md above " + Path.of("").toAbsolutePath());
      }
    }
    Path root = directory;
    return new Checkout(root, listed(root).orElseGet(() -> found(root)));
  }

  /** The rooms, as the parent pom lists them. */
  List<String> rooms() {
    return text("pom.xml")
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("<module>"))
        .map(line -> line.replaceAll("</?module>", ""))
        .toList();
  }

  Stream<String> ending(String suffix) {
    return files.stream().filter(file -> file.endsWith(suffix));
  }

  Path path(String file) {
    return root.resolve(file);
  }

  String text(String file) {
    return textIfAny(file).orElseThrow(() -> new IllegalStateException("not text: " + file));
  }

  /** The text of a file; none where it is not UTF-8. */
  Optional<String> textIfAny(String file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path(file)));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each line that has what is looked for, as {@code file:line: text}. */
  Stream<String> lines(String file, Predicate<String> wanted) {
    List<String> lines = textIfAny(file).orElse("").lines().toList();
    return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
        .filter(i -> wanted.test(lines.get(i)))
        .map(i -> file + ":" + (i + 1) + ": " + lines.get(i).strip());
  }

  /** What git tracks or would track; none where the root is not git's. */
  private static Optional<List<String>> listed(Path root) {
    if (!Files.exists(root.resolve(".git"))) {
      return Optional.empty();
    }
    try {
      Process git =
          new ProcessBuilder("git", "ls-files", "-z", "-c", "-o", "--exclude-standard")
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String names;
      try (InputStream out = git.getInputStream()) {
        names = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      }
      if (git.waitFor() != 0) {
        return Optional.empty();
      }
      return Optional.of(
          Stream.of(names.split("\0"))
              .filter(name -> Files.isRegularFile(root.resolve(name)))
              .sorted()
              .toList());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> found(Path root) {
    List<String> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && !file.toString().endsWith(".log")) {
                found.add(root.relativize(file).toString().replace('\\', '/'));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return found;
  }
}
