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
 * Goal: identities that were erased are forgotten wherever they were known, and those that are left
 * agree on who they are.
 *
 * <p>What comes before an erasure counts and what comes late does not, so there is no batch answer:
 * the labels must be those of the facts that the roots hold in the end. Method as in {@link
 * IdentitySimulationTest}, with its crashes.
 */
class IdentityErasureTest {

  private static final int SEEDS = Integer.getInteger("kindred.erasure.seeds", 4_000);
  private static final long FIRST = Long.getLong("kindred.identity.seed", 0);

  @Test
  void run_forgetsTheErasedAndAgreesOnTheRest() {
    long seeds = FIRST == 0 ? SEEDS : 1;
    for (long seed = FIRST; seed < FIRST + seeds; seed++) {
      Random random = new Random(seed);
      GossipInput input = GossipInput.draw(random).withWishes(random);
      if (!input.hasAnAnswer()) {
        continue;
      }
      try {
        GossipNetwork network = network(seed, input, line -> {});
        assertThat(network.profileIds()).isEqualTo(expected(network, input));
        assertForgotten(network);
      } catch (AssertionError | RuntimeException e) {
        fail("seed " + seed + ": " + e.getMessage() + "\n" + trace(seed, input), e);
      }
    }
  }

  /** The partition of all that the roots know. */
  private static Map<String, String> expected(GossipNetwork network, GossipInput input) {
    Facts facts = Facts.NONE;
    for (HeapMemory memory : network.memories().values()) {
      facts = facts.join(memory.facts());
    }
    facts = facts.within(input.lastSettings());
    Partition partition = Partition.of(facts, input.lastSettings());
    Map<String, String> expected = new TreeMap<>();
    for (Map.Entry<String, HeapMemory> each : network.memories().entrySet()) {
      HeapMemory memory = each.getValue();
      boolean member =
          facts.linked().contains(each.getKey())
              && !isCrowd(memory, each.getKey(), input.lastSettings());
      Label told = memory.label();
      boolean known = member || memory.seen() || (told != null && !told.profileId().isEmpty());
      String profileId = partition.profileIdOf(each.getKey());
      expected.put(each.getKey(), known ? profileId : "none");
    }
    return expected;
  }

  /** A crowd is a member of nothing; whether it is known it knows itself. */
  private static boolean isCrowd(HeapMemory memory, String key, IdentitySettings settings) {
    return memory.crowd() > 0 && memory.crowd() >= settings.capacity(key);
  }

  /** Who was erased and not seen later is named nowhere but where it is the address of a root. */
  private static void assertForgotten(GossipNetwork network) {
    Map<String, HeapMemory> memories = network.memories();
    for (Map.Entry<String, HeapMemory> each : memories.entrySet()) {
      String erased = each.getKey();
      HeapMemory memory = each.getValue();
      boolean gone = memory.erasedUntil() > Long.MIN_VALUE && !memory.seen();
      if (gone && !Cited.by(memories.values(), erased)) {
        for (Map.Entry<String, HeapMemory> other : memories.entrySet()) {
          assertThat(other.getValue().toString())
              .as("what %s knows of %s", other.getKey(), erased)
              .doesNotContain(erased + " ", erased + "=", erased + "]", erased + ",");
        }
      }
    }
  }

  /** Who is named by a cut, or by a link that was seen after its erasure, is not gone. */
  private static final class Cited {
    static boolean by(Iterable<HeapMemory> memories, String identity) {
      for (HeapMemory memory : memories) {
        if (memory.facts().named().contains(identity)) {
          return true;
        }
      }
      return false;
    }
  }

  private static GossipNetwork network(
      long seed, GossipInput input, Consumer<Supplier<String>> trace) {
    GossipNetwork network = new GossipNetwork(input, new Random(~seed), trace);
    network.run(GossipNetwork.CRASHES_MAX);
    return network;
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
