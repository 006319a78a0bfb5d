/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.contribution.flink.ContributionOptions;
import io.kindred.identity.flink.IdentityOptions;
import io.kindred.ingest.flink.IngestOptions;
import io.kindred.ingest.flink.TimeOptions;
import io.kindred.journey.flink.JourneyOptions;
import io.kindred.profile.flink.ProfileOptions;
import io.kindred.segment.flink.SegmentOptions;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/options.md} is made from the options. When this fails, run it once more with {@code
 * -Dkindred.docs.write=true}, which writes the page, and look at what changed.
 */
class OptionsDocumentTest {

  private static final List<Class<?>> OPTIONS =
      List.of(
          KafkaOptions.class,
          TimeOptions.class,
          IngestOptions.class,
          IdentityOptions.class,
          ProfileOptions.class,
          JourneyOptions.class,
          SegmentOptions.class,
          ContributionOptions.class);

  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().resolve("docs/options.md");

  @Test
  void thePageIsWhatTheCodeSays() throws Exception {
    String page = page();

    if (Boolean.getBoolean("kindred.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String page() throws IllegalAccessException {
    StringBuilder page =
        new StringBuilder(
            """
            # Options of the jobs

            Each is an option of the job: `--kindred.… VALUE`. This page is made from the code, and
            a test compares them.

            | option | type | default | meaning |
            | --- | --- | --- | --- |
            """);
    for (ConfigOption<?> option : options()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  option.key(),
                  type(option),
                  byDefault(option),
                  new HtmlFormatter().format(option.description())));
    }
    return page.toString();
  }

  private static List<ConfigOption<?>> options() throws IllegalAccessException {
    List<ConfigOption<?>> options = new ArrayList<>();
    for (Class<?> type : OPTIONS) {
      for (Field field : type.getFields()) {
        options.add((ConfigOption<?>) field.get(null));
      }
    }
    return options;
  }

  private static String type(ConfigOption<?> option) {
    return option.hasDefaultValue()
        ? option.defaultValue().getClass().getSimpleName().replace("MapN", "Map")
        : "String";
  }

  private static String byDefault(ConfigOption<?> option) {
    if (!option.hasDefaultValue()) {
      return "none";
    }
    Object value = option.defaultValue();
    return "`"
        + (value instanceof Duration time ? TimeUtils.formatWithHighestUnit(time) : value)
        + "`";
  }
}
