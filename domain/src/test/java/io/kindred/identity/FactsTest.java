/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import static io.kindred.identity.IdentitySettings.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.definition.InvalidDefinition;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Facts are a lattice, and versions follow it. */
class FactsTest {

  private static final Link AB = new Link("Email:a", "Email:b");
  private static final Link BC = new Link("Email:b", "Email:c");

  @Test
  void join_isCommutativeAssociativeAndIdempotent() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Facts x = draw(random);
      Facts y = draw(random);
      Facts z = draw(random);

      assertThat(x.join(y)).as("seed %d", seed).isEqualTo(y.join(x));
      assertThat(x.join(y).join(z)).as("seed %d", seed).isEqualTo(x.join(y.join(z)));
      assertThat(x.join(y).join(y)).as("seed %d", seed).isEqualTo(x.join(y));
      assertThat(x.join(y).join(x)).as("seed %d", seed).isEqualTo(x.join(y));
    }
  }

  @Test
  void version_growsWithWhatMayBeDecidedOtherwise() {
    for (long seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      IdentitySettings settings = settings(random.nextInt(4), random.nextInt(2));
      Facts less = draw(random).within(settings);
      Facts more = less.join(draw(random)).within(settings);

      int order = more.version(settings).compareTo(less.version(settings));
      boolean same = withoutSizes(more, settings).equals(withoutSizes(less, settings));
      assertThat(Integer.signum(order)).as("seed %d", seed).isEqualTo(same ? 0 : 1);
      if (same) {
        assertThat(Partition.of(more, settings).founders())
            .isEqualTo(Partition.of(less, settings).founders());
      }
    }
  }

  /** Of crowds no more than that they are such under the settings. */
  private static Facts withoutSizes(Facts facts, IdentitySettings settings) {
    TreeMap<String, Integer> crowds = new TreeMap<>();
    facts
        .crowds()
        .forEach(
            (mark, neighbours) -> {
              if (neighbours >= settings.capacityOfMark(mark)) {
                crowds.put(mark, 0);
              }
            });
    return new Facts(facts.links(), facts.cuts(), crowds, facts.erased());
  }

  @Test
  void within_isTheSameWheneverItIsAsked() {
    for (long seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      IdentitySettings settings = settings(random.nextInt(4), random.nextInt(2));
      Facts x = withoutErasures(draw(random));
      Facts y = withoutErasures(draw(random));

      assertThat(decided(x.within(settings).join(y.within(settings)), settings))
          .as("seed %d", seed)
          .isEqualTo(decided(x.join(y), settings));
    }
  }

  /** An identity stays a crowd though links of it were erased. */
  private static Facts withoutErasures(Facts facts) {
    return new Facts(facts.links(), facts.cuts(), facts.crowds(), new TreeMap<>());
  }

  /** Between two crowds it is chance which links are still there. They stand in no case. */
  private static Object decided(Facts facts, IdentitySettings settings) {
    Partition partition = Partition.of(facts.within(settings), settings);
    return partition.clusters().values().stream().filter(members -> members.size() > 1).toList();
  }

  @Test
  void within_keepsTheNeighboursSideOfACrowd() {
    IdentitySettings settings = settings(0, 1);
    Facts facts =
        SomeFacts.link(AB, 1)
            .join(SomeFacts.link(BC, 2))
            .join(SomeFacts.link(new Link("Email:b", "Email:d"), 3));

    assertThat(facts.within(settings(1, 1))).isEqualTo(facts);
    assertThat(facts.within(settings).links()).isEqualTo(facts.links());
    assertThat(facts.within(settings).crowds())
        .containsExactly(Map.entry("Email:" + ProfileId.of("Email:b"), 2));
  }

  @Test
  void version_doesNotOverflowWithPermanentCutsAndFarTimes() {
    Facts one = SomeFacts.cut(AB, Cuts.FOREVER);
    Facts two = one.join(SomeFacts.cut(BC, Cuts.FOREVER));
    Seen always = new Seen(Long.MIN_VALUE, Long.MAX_VALUE);
    Facts wide = two.join(Facts.of(Map.of(AB, always)));

    assertThat(one.version(DEFAULT)).isEqualTo(new Version(0, 0, 1, 0));
    assertThat(two.version(DEFAULT)).isEqualTo(new Version(0, 0, 2, 0));
    assertThat(wide.version(DEFAULT)).isEqualTo(new Version(0, 0, 4, 1L << 48));
  }

  @Test
  void version_growsWhenACutIsWithdrawn() {
    Cuts.Place place = Cuts.Place.at(AB, "c");
    Facts cut = Facts.of(Cuts.of(place, new Cuts.Word(3, Cuts.FOREVER)));
    Facts withdrawn = cut.join(Facts.of(Cuts.of(place, new Cuts.Word(4, Cuts.WITHDRAWN))));

    assertThat(withdrawn.version(DEFAULT)).isGreaterThan(cut.version(DEFAULT));
    assertThat(withdrawn.cuts().stand()).isFalse();
    assertThat(withdrawn.join(cut)).isEqualTo(withdrawn);
  }

  @Test
  void version_followsSettingsFirst() throws Exception {
    IdentitySettings later = IdentitySettings.parse("{}", 2);
    assertThat(Facts.NONE.version(later)).isGreaterThan(SomeFacts.cut(AB, 5).version(DEFAULT));
  }

  @Test
  void cut_beyondAllTimesIsForGood() {
    Facts cut = SomeFacts.cut(AB, Long.MAX_VALUE - 1);

    assertThat(cut).isEqualTo(SomeFacts.cut(AB, Cuts.FOREVER));
    assertThat(cut.cuts().until(AB)).isEqualTo(Cuts.FOREVER);
  }

  @Test
  void erasure_takesLinksAwayUpToItsTime() {
    Facts facts = SomeFacts.link(AB, 1, 5).join(SomeFacts.link(BC, 3));
    Facts erased = facts.join(Facts.erasure("Email:b", 4));

    assertThat(erased.links()).containsExactly(Map.entry(AB, new Seen(5, 5)));
    assertThat(erased.join(SomeFacts.link(BC, 4))).isEqualTo(erased);
    assertThat(erased.version(DEFAULT)).isGreaterThan(facts.version(DEFAULT));
    assertThat(erased.toString()).doesNotContain("Email:c");
  }

  private static IdentitySettings settings(int neighbours, int more) {
    String json =
        "{\"moreNeighbours\": %d, \"namespaces\": [%s, %s]}"
            .formatted(more, namespace("ECID", neighbours), namespace("Email", neighbours));
    try {
      return IdentitySettings.parse(json, 0);
    } catch (InvalidDefinition e) {
      throw new IllegalStateException(e);
    }
  }

  private static String namespace(String code, int neighbours) {
    return "{\"namespace\": \"%s\", \"neighbours\": %d}".formatted(code, neighbours + 1);
  }

  private static Facts draw(Random random) {
    Facts facts = Facts.NONE;
    for (int i = random.nextInt(6); i > 0; i--) {
      int a = random.nextInt(4);
      Link link = Link.between("ECID:" + a, "ECID:" + (a + 1 + random.nextInt(3)));
      long time = random.nextInt(8) - 2L;
      facts =
          facts.join(
              switch (random.nextInt(8)) {
                case 0, 1 -> cut(random, link);
                case 2 -> Facts.crowd(link.a(), random.nextInt(4));
                case 3 -> Facts.erasure(link.a(), time);
                default -> SomeFacts.link(link, time);
              });
    }
    return facts;
  }

  private static Facts cut(Random random, Link link) {
    int version = 1 + random.nextInt(4); // which says one thing
    long until = List.of(2L, Cuts.FOREVER, Cuts.WITHDRAWN, 3L).get(version - 1);
    String definition = "" + random.nextInt(2);
    Cuts.Place place =
        random.nextBoolean()
            ? Cuts.Place.at(link, definition)
            : Cuts.Place.at(link.a(), definition);
    return Facts.of(Cuts.of(place, new Cuts.Word(version, until)));
  }
}
