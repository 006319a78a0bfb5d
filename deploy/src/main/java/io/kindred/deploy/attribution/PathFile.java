/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.attribution;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.kindred.definition.InvalidDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a file of paths: CSV with a header, in UTF-8, with or without a byte order mark. */
final class PathFile implements AutoCloseable {

  private static final CsvMapper CSV =
      CsvMapper.csvBuilder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final CsvParser parser;

  private PathFile(Reader reader, char delimiter) throws IOException {
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(delimiter);
    this.parser = CSV.getFactory().createParser(reader);
    parser.setSchema(schema);
  }

  static List<AggregatedPath> read(Path file, PathFormat format) throws InvalidDefinition {
    try (Reader reader = withoutMark(Files.newBufferedReader(file));
        PathFile paths = new PathFile(reader, format.delimiter())) {
      return paths.read(file.toString(), format);
    } catch (CharacterCodingException e) {
      throw new InvalidDefinition(file + ": not UTF-8", e);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String line = at == null ? "" : ": line " + at.getLineNr();
      throw new InvalidDefinition(file + line + ": not CSV: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InvalidDefinition(
          file + ": cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private static Reader withoutMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  private List<AggregatedPath> read(String file, PathFormat format)
      throws IOException, InvalidDefinition {
    PathLine header = next(file);
    if (header == null) {
      throw new InvalidDefinition(file + ": empty; expected a header: " + PathColumns.NAMES);
    }
    PathColumns columns = PathColumns.of(header, format);
    Map<String, String> names = new HashMap<>();
    List<AggregatedPath> paths = new ArrayList<>();
    for (PathLine line = next(file); line != null; line = next(file)) {
      paths.add(columns.read(line, format).sharing(names));
    }
    return paths;
  }

  /** The next line with something on it; nothing after the last. */
  private @Nullable PathLine next(String file) throws IOException {
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      List<String> cells = new ArrayList<>();
      int line = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        cells.add(parser.getText().strip());
        // A line is begun with its first cell: before that the parser stands on the one before.
        line = line == 0 ? parser.currentLocation().getLineNr() : line;
      }
      if (cells.size() > 1 || !String.join("", cells).isEmpty()) {
        return new PathLine(file, line, cells);
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
