/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
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
      assertThat(x.join(y).covers(x)).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void version_isStrictlyMonotone() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Facts less = draw(random);
      Facts more = less.join(draw(random));

      int order = more.version(0).compareTo(less.version(0));
      assertThat(Integer.signum(order)).as("seed %d", seed).isEqualTo(more.equals(less) ? 0 : 1);
    }
  }

  @Test
  void version_doesNotOverflowWithPermanentCutsAndFarTimes() {
    Facts one = Facts.cut(AB, Facts.FOREVER);
    Facts two = one.join(Facts.cut(BC, Facts.FOREVER));
    Facts wide =
        two.join(new Facts(Map.of(AB, new Seen(Long.MIN_VALUE, Long.MAX_VALUE)), Map.of()));

    assertThat(one.version(0)).isEqualTo(new Version(0, 2, 0));
    assertThat(two.version(0)).isEqualTo(new Version(0, 4, 0));
    assertThat(wide.version(0)).isEqualTo(new Version(0, 5, 1L << 48));
  }

  @Test
  void version_growsWhenACutBecomesPermanent() {
    Facts late = Facts.cut(AB, 1L << 47);

    assertThat(late.join(Facts.cut(AB, Facts.FOREVER)).version(0)).isGreaterThan(late.version(0));
  }

  @Test
  void version_followsSettingsFirst() {
    assertThat(Facts.NONE.version(2)).isGreaterThan(Facts.cut(AB, 5).version(1));
  }

  @Test
  void cut_beyondAllTimesIsForGood() {
    assertThat(Facts.cut(AB, Long.MAX_VALUE - 1)).isEqualTo(Facts.cut(AB, Facts.FOREVER));
    assertThat(Facts.cut(AB, Facts.FOREVER).isCut(AB, Seen.at(Long.MAX_VALUE))).isTrue();
  }

  private static Facts draw(Random random) {
    Facts facts = Facts.NONE;
    for (int i = random.nextInt(6); i > 0; i--) {
      int a = random.nextInt(4);
      Link link = Link.between("ECID:" + a, "ECID:" + (a + 1 + random.nextInt(3)));
      long time = random.nextInt(8) - 2L;
      facts =
          facts.join(
              switch (random.nextInt(4)) {
                case 0 -> Facts.cut(link, time);
                case 1 -> Facts.cut(link, random.nextBoolean() ? Facts.FOREVER : time);
                default -> new Facts(Map.of(link, Seen.at(time)), Map.of());
              });
    }
    return facts;
  }
}
