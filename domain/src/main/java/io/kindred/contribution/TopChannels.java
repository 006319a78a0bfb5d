/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The channels that touch the most conversions, and all others as one. Rules and the Shapley value
 * give {@link #OTHER} what they give its channels apart; a chain sees one state where there were
 * many.
 */
public record TopChannels(Set<String> kept) {

  /** The name of all channels that are not kept. */
  public static final String OTHER = "(other)";

  public TopChannels {
    kept = Set.copyOf(kept);
  }

  /** The first so many by conversions touched, then by journeys touched, then by name. */
  public static TopChannels of(Counts counts, int channels) {
    Map<String, Amount> touched = touched(counts);
    Comparator<Map.Entry<String, Amount>> most =
        Comparator.comparing(entry -> entry.getValue().conversions(), Comparator.reverseOrder());
    return new TopChannels(
        touched.entrySet().stream()
            .sorted(
                most.thenComparing(
                        entry -> entry.getValue().nulls(), Comparator.<Long>reverseOrder())
                    .thenComparing(Map.Entry::getKey))
            .limit(channels)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()));
  }

  /** Of each channel, the journeys it touches. */
  public static Map<String, Amount> touched(Counts counts) {
    Map<String, Amount> touched = new HashMap<>();
    counts.each(
        Cell.Stage.class, (stage, amount) -> touched.merge(stage.channel(), amount, Amount::plus));
    return touched;
  }

  /** What a channel is called. */
  public String name(String channel) {
    return kept.contains(channel) ? channel : OTHER;
  }

  public Counts lumped(Counts counts) {
    return counts.renamed(this::name);
  }
}
