/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindred.avro.AttributeVersion;
import io.kindred.avro.Record;
import io.kindred.fragment.Attributes;
import io.kindred.fragment.XdmJson;
import io.kindred.segment.Subject.At;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a profile shows at any time follows from the set of records, whatever their order, grouping
 * and repeats. Goal: it is what one gets by applying the versions one by one, the strongest last.
 * Method: draw records from a seed, with few names so that scalars and objects collide; give them
 * to the fragments in two ways; compare with each other and with an oracle that patches JSON.
 */
class ProfileFactsPropertyTest {

  private static final List<String> MEMBERS = List.of("CRMID:sarah", "ECID:1", "Email:s@luma");
  private static final List<String> DATASETS = List.of("crm", "web", "unlisted");
  private static final List<String> NAMES = List.of("a", "b", "a/b", "~", "");
  private static final List<String> PRECEDENCE = List.of("web", "crm");
  private static final int TIMES = 12;
  private static final int UNBOUNDED = 1_000;

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  /** A record that a fragment is given. */
  private record Input(String member, Record source) {}

  /** What the oracle knows of a version. */
  private record Known(String member, AttributeVersion version) {}

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void attributes_equalTheOracleAtAnyTime(long seed) throws Exception {
    Random random = new Random(seed);
    List<Input> inputs = inputs(random);
    boolean precedence = random.nextBoolean();
    ProfileFacts facts = facts(fragments(delivered(inputs, random), UNBOUNDED, random), precedence);

    List<Known> known = strongestLast(inputs, precedence);
    for (long t = -1; t <= TIMES; t++) {
      At at = facts.attributes(t);
      assertThat(at.entity()).as("at %d", t).isEqualTo(oracle(known, t));
      assertThat(at.validFrom()).isLessThanOrEqualTo(t);
      assertThat(at.validUntil()).isGreaterThanOrEqualTo(t);
      for (long same = Math.max(-1, at.validFrom()); same <= Math.min(TIMES, at.validUntil()); ) {
        assertThat(oracle(known, same++)).isEqualTo(at.entity());
      }
    }
    assertThat(facts.entity()).isEqualTo(oracle(known, Long.MAX_VALUE));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_orderGroupingAndRepeatsDoNotShow(long seed) throws Exception {
    Random random = new Random(seed);
    List<Input> inputs = inputs(random);
    int keep = 1 + random.nextInt(3);

    var some = fragments(delivered(inputs, random), keep, random);
    var others = fragments(delivered(inputs, random), keep, random);

    assertThat(some).isEqualTo(others);
    some.forEach((member, kept) -> assertThat(kept).isEqualTo(newest(inputs, member, keep)));
    ProfileFacts facts = facts(some, false);
    assertThat(facts.provenance()).isEqualTo(facts(others, false).provenance());
    assertThat(facts.entity()).isEqualTo(oracle(strongestLast(inputs, false), Long.MAX_VALUE));
  }

  // -- what is drawn

  private static List<Input> inputs(Random random) {
    List<Input> inputs = new ArrayList<>();
    for (int i = random.nextInt(25); i >= 0; i--) {
      ObjectNode document = XdmJson.object();
      fill(document, 3, random);
      byte[] json = document.toString().getBytes(StandardCharsets.UTF_8);
      inputs.add(
          new Input(
              pick(MEMBERS, random),
              new Record(
                  random.nextInt(3) == 0 ? "r" + random.nextInt(3) : "",
                  (long) random.nextInt(TIMES),
                  pick(DATASETS, random),
                  List.of(),
                  0,
                  ByteBuffer.wrap(json))));
    }
    return inputs;
  }

  private static void fill(ObjectNode object, int depth, Random random) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      String name = pick(NAMES, random);
      switch (random.nextInt(depth > 0 ? 6 : 3)) {
        case 0 -> object.putNull(name);
        case 1 -> object.putArray(name).add(random.nextInt(2));
        case 2 -> object.put(name, random.nextInt(4));
        default -> fill(object.putObject(name), depth - 1, random);
      }
    }
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  private static List<Input> delivered(List<Input> inputs, Random random) {
    List<Input> delivered = new ArrayList<>(inputs);
    delivered.addAll(inputs.subList(0, random.nextInt(inputs.size() + 1)));
    Collections.shuffle(delivered, random);
    return delivered;
  }

  /** Adds one record at a time or several at once. */
  private static Map<String, List<AttributeVersion>> fragments(
      List<Input> delivered, int keep, Random random) {
    Map<String, List<AttributeVersion>> fragments = new HashMap<>();
    for (String member : MEMBERS) {
      List<AttributeVersion> held = List.of();
      List<AttributeVersion> waiting = new ArrayList<>();
      for (Input input : delivered) {
        if (input.member().equals(member)) {
          waiting.addAll(Attributes.versionsOf(input.source()));
        }
        if (random.nextBoolean()) {
          held = Attributes.add(held, waiting, keep);
          waiting.clear();
        }
      }
      fragments.put(member, Attributes.add(held, waiting, keep));
    }
    return fragments;
  }

  private static ProfileFacts facts(
      Map<String, List<AttributeVersion>> fragments, boolean precedence) throws Exception {
    String policy =
        "{\"attributeMerge\":{\"type\":\"dataSetPrecedence\",\"order\":[\"web\",\"crm\"]}}";
    return new ProfileFacts(
        fragments, List.of(), precedence ? MergePolicy.parse(policy) : MergePolicy.DEFAULT);
  }

  // -- the oracle

  private static List<Known> strongestLast(List<Input> inputs, boolean precedence) {
    List<Known> all = new ArrayList<>();
    for (Input input : inputs) {
      for (AttributeVersion version : Attributes.versionsOf(input.source())) {
        if (!precedence || PRECEDENCE.contains(version.getDataset())) {
          all.add(new Known(input.member(), version));
        }
      }
    }
    all.sort(
        Comparator.<Known>comparingInt(
                known -> precedence ? -PRECEDENCE.indexOf(known.version().getDataset()) : 0)
            .thenComparing(known -> known.version().getTimestamp())
            .thenComparing(known -> known.version().getDataset())
            .thenComparing(known -> known.version().getRecordId())
            .thenComparing(known -> known.version().getValue())
            .thenComparing(Known::member)
            .thenComparing(known -> known.version().getPath()));
    return all;
  }

  private static JsonNode oracle(List<Known> strongestLast, long t) {
    ObjectNode entity = XdmJson.object();
    for (Known known : strongestLast) {
      if (known.version().getTimestamp() <= t) {
        patch(entity, known.version());
      }
    }
    prune(entity);
    return entity;
  }

  private static void patch(ObjectNode entity, AttributeVersion version) {
    List<String> names = new ArrayList<>();
    for (String name : version.getPath().substring(1).split("/", -1)) {
      names.add(name.replace("~1", "/").replace("~0", "~"));
    }
    ObjectNode at = entity;
    for (String name : names.subList(0, names.size() - 1)) {
      at = at.get(name) instanceof ObjectNode inner ? inner : at.putObject(name);
    }
    String last = names.get(names.size() - 1);
    if (version.getValue().equals("null")) {
      at.remove(last);
    } else {
      at.set(last, XdmJson.read(version.getValue()));
    }
  }

  private static boolean prune(ObjectNode object) {
    Set<String> empty = new HashSet<>();
    object
        .properties()
        .forEach(
            field -> {
              if (field.getValue() instanceof ObjectNode inner && prune(inner)) {
                empty.add(field.getKey());
              }
            });
    object.remove(empty);
    return object.isEmpty();
  }

  private static List<AttributeVersion> newest(List<Input> inputs, String member, int keep) {
    Set<AttributeVersion> all = new HashSet<>();
    inputs.stream()
        .filter(input -> input.member().equals(member))
        .forEach(input -> all.addAll(Attributes.versionsOf(input.source())));
    return all.stream()
        .filter(version -> all.stream().filter(other -> isNewer(other, version)).count() < keep)
        .sorted(
            Comparator.comparing(AttributeVersion::getDataset)
                .thenComparing(AttributeVersion::getPath)
                .thenComparing((a, b) -> isNewer(a, b) ? -1 : 1))
        .toList();
  }

  private static boolean isNewer(AttributeVersion a, AttributeVersion b) {
    return a.getDataset().equals(b.getDataset())
        && a.getPath().equals(b.getPath())
        && Comparator.comparingLong(AttributeVersion::getTimestamp)
                .thenComparing(AttributeVersion::getRecordId)
                .thenComparing(AttributeVersion::getValue)
                .compare(a, b)
            > 0;
  }
}
