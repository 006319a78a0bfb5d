/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.scenario;

import io.kindred.definition.InvalidDefinition;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that somebody wrote. Whatever is wrong with it is said with its name. */
public record InputFile(Path path) {

  /** Makes something of a text. */
  @FunctionalInterface
  public interface Parser<T> {
    T parse(String text) throws InvalidDefinition;
  }

  /** The message of a refusal names the file and why. */
  public <T> T read(Parser<T> parser) throws InvalidDefinition {
    try {
      return parser.parse(Files.readString(path));
    } catch (InvalidDefinition e) {
      throw new InvalidDefinition(path + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new InvalidDefinition(path + ": no such file", e);
    } catch (MalformedInputException e) {
      throw new InvalidDefinition(path + ": not UTF-8", e);
    } catch (IOException e) {
      throw new InvalidDefinition(path + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
