/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Goal: whatever the order, the delay, the duplicates, the crashes and the moment at which settings
 * change, every identity ends with the label that all facts at once give it.
 *
 * <p>Method: many drawn runs of real nodes on a {@link GossipNetwork}, each against {@link
 * Partition} over all facts. {@code -Dkindred.identity.seeds=N} draws more, {@code
 * -Dkindred.identity.seed=S} repeats one.
 */
class IdentitySimulationTest {

  private static final int SEEDS = Integer.getInteger("kindred.identity.seeds", 10_000);
  private static final long FIRST = Long.getLong("kindred.identity.seed", 0);

  @Test
  void run_endsOnTheBatchAnswer() {
    long seeds = FIRST == 0 ? SEEDS : 1;
    long runs = 0;
    long links = 0;
    long messages = 0;
    for (long seed = FIRST; seed < FIRST + seeds; seed++) {
      GossipInput input = input(seed);
      if (!input.hasAnAnswer()) {
        continue;
      }
      runs++;
      links += input.facts().links().size();
      messages += run(seed, input);
    }
    System.out.printf(
        "%d runs, %d links, %.1f messages a link%n", runs, links, 1.0 * messages / links);
  }

  private static GossipInput input(long seed) {
    return GossipInput.draw(new Random(seed));
  }

  private static int run(long seed, GossipInput input) {
    try {
      GossipNetwork network = network(seed, input, line -> {});
      assertThat(actual(network, input)).isEqualTo(expected(input));
      return network.messages();
    } catch (AssertionError | RuntimeException e) {
      return fail("seed " + seed + ": " + e.getMessage() + "\n" + trace(seed, input), e);
    }
  }

  private static GossipNetwork network(
      long seed, GossipInput input, Consumer<Supplier<String>> trace) {
    GossipNetwork network = new GossipNetwork(input, new Random(~seed), trace);
    network.run(GossipNetwork.CRASHES_MAX);
    return network;
  }

  private static Map<String, String> expected(GossipInput input) {
    Partition partition =
        Partition.of(input.facts().within(input.lastSettings()), input.lastSettings());
    Map<String, String> expected = new TreeMap<>();
    input.seen().forEach(identity -> expected.put(identity, partition.profileIdOf(identity)));
    return expected;
  }

  private static Map<String, String> actual(GossipNetwork network, GossipInput input) {
    Map<String, String> actual = new TreeMap<>(network.profileIds());
    actual.keySet().retainAll(input.seen());
    return actual;
  }

  private static String trace(long seed, GossipInput input) {
    List<String> trace = new ArrayList<>();
    try {
      network(seed, input, line -> trace.add(line.get()));
    } catch (AssertionError | RuntimeException e) {
      trace.add(e.toString());
    }
    return String.join("\n", trace.subList(0, Math.min(trace.size(), 1_000)));
  }
}
