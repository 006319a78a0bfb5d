/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "xEvent[k = 'x']                                                        | true",
        "xEvent[k = 'x' and timestamp occurs <= 3 days before now]              | true",
        "xEvent[k = 'x'].count() >= 3                                           | true",
        "3 < xEvent[k = 'x'].count()                                            | true",
        "exists e from xEvent where e.v > a                                     | true",
        "a = 1 or (xEvent[k = 'x'] and xEvent[k = 'y'].count() > 2)             | true",
        "chain(xEvent, timestamp, [A: WHAT(k = 'x'), B: WHAT(k = 'y')])         | true",
        "a = 1 and not inSegment('other')                                       | true",
        "not xEvent[k = 'x']                                                    | false",
        "xEvent[k = 'x'].count() = 3                                            | false",
        "xEvent[k = 'x'].count() <= 3                                           | false",
        "3 > xEvent[k = 'x'].count()                                            | false",
        "xEvent[k = 'x'].sum(v) > 3                                             | false",
        "forall e from xEvent where e.v > a                                     | false",
        "chain(xEvent, timestamp, [A: WHAT(k = 'x'), !B: WHAT(k = 'y')])        | false",
        "chain(xEvent, timestamp, [A: WHAT(k = 'x') COUNT(1, 2)])               | false",
        "xEvent.topN(v, 2).count() >= 1                                         | false",
        "exists e from xEvent where xEvent[k = 'x'].count() < 2                 | false"
      })
  void grows_whereOneEventMoreCanNeverMakeItFalse(String pql, boolean grows) throws Exception {
    assertThat(reach(pql).grows()).isEqualTo(grows);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "xEvent[k = 'x']                                                        | 1",
        "xEvent[k = 'x'].count() >= 3                                           | 3",
        "xEvent[k = 'x'].count() > 3                                            | 3",
        "4 = xEvent[k = 'x'].count()                                            | 4",
        "xEvent[k = 'x'].count() >= 2.5                                         | ``",
        "xEvent[k = 'x'].count() < 3                                            | ``",
        "xEvent[k = 'x' and timestamp occurs today].count() >= 2 and xEvent[k = 'y'] | 2,1",
        "xEvent[k = 'x'] or xEvent[k = 'y']                                     | ``",
        "not xEvent[k = 'x']                                                    | ``",
        "chain(xEvent, timestamp, [A: WHAT(k = 'x') COUNT(2), !B: WHAT(k = 'y')]) | 2"
      })
  void needs_soManyEventsAtLeast(String pql, String least) throws Exception {
    List<String> needed =
        reach(pql).needs().stream().map(need -> String.valueOf(need.least())).toList();

    assertThat(String.join(",", needed)).isEqualTo(least);
  }

  private static Reach reach(String pql) throws Exception {
    return Reach.of(Pql.read(pql).expression());
  }
}
