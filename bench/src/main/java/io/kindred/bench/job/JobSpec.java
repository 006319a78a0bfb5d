/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.job;

import io.kindred.jobs.KafkaOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;

/**
 * Which job runs, on which topics, where.
 *
 * @param directory for its working files, its log and its checkpoints
 * @param settings of Flink and of ours beyond what {@link JobMain} sets, by key
 */
public record JobSpec(
    Kind kind,
    String bootstrapServers,
    String sandbox,
    Path directory,
    Map<String, String> settings) {

  /** The jobs there are. */
  public enum Kind {
    ROOFLINE,
    PROFILE,
    CONTRIBUTION
  }

  static final ConfigOption<Kind> KIND =
      ConfigOptions.key("bench.job").enumType(Kind.class).noDefaultValue();
  static final ConfigOption<String> DIRECTORY =
      ConfigOptions.key("bench.directory").stringType().noDefaultValue();

  /** With one more setting. */
  public JobSpec with(String key, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(key, value);
    return new JobSpec(kind, bootstrapServers, sandbox, directory, more);
  }

  /** As a command line, each argument {@code key=value}. */
  List<String> arguments() {
    Map<String, String> all = new HashMap<>(settings);
    all.put(KIND.key(), kind.name());
    all.put(DIRECTORY.key(), directory.toString());
    all.put(KafkaOptions.BOOTSTRAP_SERVERS.key(), bootstrapServers);
    all.put(KafkaOptions.SANDBOX.key(), sandbox);
    List<String> arguments = new ArrayList<>();
    all.forEach((key, value) -> arguments.add(key + "=" + value));
    return arguments;
  }

  /** A command line as options. */
  static Configuration parse(String[] arguments) {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      options.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return Configuration.fromMap(options);
  }
}
