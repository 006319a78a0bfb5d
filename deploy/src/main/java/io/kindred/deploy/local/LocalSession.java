/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.local;

import io.kindred.avro.Definition;
import io.kindred.definition.InvalidDefinition;
import io.kindred.deploy.scenario.ScenarioFeeder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What somebody sees who starts the local mode: what starts, the sample's story, where to look. */
public final class LocalSession implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LocalSettings settings;
  private final Optional<Path> storyFile;
  private final Consumer<String> out;
  private final LocalKindred kindred;

  private LocalSession(LocalSettings settings, Optional<Path> storyFile, Consumer<String> out)
      throws Exception {
    this.settings = settings;
    this.storyFile = storyFile;
    this.out = out;
    this.kindred = LocalKindred.start(settings);
  }

  /**
   * Starts everything but the job.
   *
   * @param storyFile the sample to play; none for an empty sandbox
   * @param out is told what happens, line by line
   */
  public static LocalSession start(
      LocalSettings settings, Optional<Path> storyFile, Consumer<String> out) throws Exception {
    return new LocalSession(settings, storyFile, out);
  }

  /** Defines what the sample does not; to be called before {@link #run}. */
  public void define(List<Definition> definitions) {
    try (ScenarioFeeder feeder = kindred.feeder()) {
      feeder.define(definitions);
    }
  }

  /** Defines what the sample defines, starts the job, and plays what was not played before. */
  public void run() throws Exception {
    out.accept("broker    " + kindred.bootstrapServers());
    out.accept("lookups   " + kindred.servingUrl());
    out.accept("define    " + kindred.servingUrl() + "/definitions");
    out.accept("Flink UI  " + kindred.flinkUrl());
    if (storyFile.isPresent()) {
      play(storyFile.get());
    } else {
      kindred.startJobs();
      out.accept("ProfileJob and ContributionJob run; topics are " + settings.sandbox() + ".*");
    }
  }

  public LocalKindred kindred() {
    return kindred;
  }

  @Override
  public void close() {
    kindred.close();
  }

  private void play(Path file) throws Exception {
    Path bookmarkFile = settings.directory().resolve(settings.sandbox() + ".sample");
    Bookmark bookmark = Bookmark.read(bookmarkFile, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    Story story = Story.endingAt(bookmark.end(), file);
    try (ScenarioFeeder feeder = kindred.feeder()) {
      if (bookmark.isAtStart()) {
        feeder.define(story.scenario().definitions());
        bookmark.write(bookmarkFile);
      }
      kindred.startJobs();
      out.accept("ProfileJob and ContributionJob run; topics are " + settings.sandbox() + ".*");
      out.accept("");
      tell(story, bookmark, bookmarkFile, feeder);
    }
    whereToLook(story);
  }

  private void tell(Story story, Bookmark from, Path bookmarkFile, ScenarioFeeder feeder)
      throws IOException, InterruptedException {
    List<Story.Step> open = story.steps().subList(from.steps(), story.steps().size());
    if (open.isEmpty()) {
      out.accept("The sample was played before, up to " + from.end() + ".");
      return;
    }
    out.accept(story.title());
    StoryTeller teller = new StoryTeller(feeder, new Lookup(kindred.servingUrl()), PATIENCE, out);
    Bookmark bookmark = from;
    for (Story.Step step : open) {
      teller.play(step);
      bookmark = bookmark.next();
      bookmark.write(bookmarkFile);
    }
  }

  private void whereToLook(Story story) throws InvalidDefinition {
    Lookup lookup = new Lookup(kindred.servingUrl());
    out.accept("");
    out.accept("Look around:");
    story
        .showcase()
        .forEach(
            (identity, name) -> {
              out.accept("  # " + name);
              out.accept("  curl -s " + lookup.url(identity));
            });
    out.accept("  # how many are in each segment");
    out.accept("  curl -s " + kindred.servingUrl() + "/segments");
    out.accept("  # which channel earned what, and what was restated");
    out.accept("  curl -s '" + kindred.servingUrl() + "/contributions?window=7-days&model=linear'");
    out.accept("  # what is defined");
    out.accept("  curl -s " + kindred.servingUrl() + "/definitions");
  }
}
