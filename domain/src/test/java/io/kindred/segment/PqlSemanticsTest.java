/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of {@code docs/segments.md}, row by row: what an expression is for Sarah. */
class PqlSemanticsTest {

  private static final long NOW = Instant.parse("2026-03-11T12:00:00Z").toEpochMilli();

  /** A Wednesday noon; purchases 1, 3 and 10 days ago. */
  private static final FakeSubject SARAH =
      new FakeSubject()
          .entity(
              0,
              """
              {"person": {"name": "Sarah Rose", "birthDate": "1990-05-03"},
               "loyalty": {"tier": "bronze", "points": 120, "since": "2026-03-04T12:00:00Z"},
               "active": true, "nothing": null, "tags": ["run", "Yoga"], "none": [],
               "trial": {"ends": "2026-03-13T12:00:00Z"},
               "orders": [{"sku": "a", "price": 10, "lines": [{"size": "S"}, {"size": "M"}]},
                          {"sku": "b", "price": 2.5}, {"sku": "c"}]}
              """)
          .event(at("2026-03-01T12:00:00Z"), buys("shoes", 40))
          .event(at("2026-03-08T12:00:00Z"), buys("shirt", 20))
          .event(at("2026-03-09T00:00:00Z"), "{\"eventType\": \"view\", \"url\": \"/gift\"}")
          .event(at("2026-03-10T12:00:00Z"), buys("socks", 5))
          .event(at("2026-03-10T12:00:00Z"), "{\"eventType\": \"view\", \"url\": \"/\"}");

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static String buys(String what, int price) {
    return """
    {"eventType": "buy", "total": %d, "items": [{"name": "%s", "category": "%s"}]}
    """
        .formatted(price, what, what);
  }

  static JsonNode value(String pql, FakeSubject subject, long now) throws Exception {
    Pql read = Pql.read(pql, Surroundings.binding(Map.of(), Calendar.UTC));
    Interpreter interpreter = new Interpreter(new Facts(subject), Map.of(), read.slots());
    return interpreter.value(read.expression(), new Clock(now));
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "unknown";
    }
    return value instanceof DoubleNode ? String.valueOf(value.doubleValue()) : value.toString();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "text in double quotes | person.name = \"Sarah Rose\" | true",
        "text in single quotes | person.name = 'Sarah Rose' | true",
        "escaped quote | \"a\\\"b\" = 'a\"b' | true",
        "unicode escape | '\\u0041' = 'A' | true",
        "whole and real number are equal | loyalty.points = 120.0 | true",
        "nought has no sign | 0 * -1.5 = 0 and -0.0 >= 0 | true",
        "negative number | loyalty.points > -1 | true",
        "truth | active = true | true",
        "attribute as a condition | active and loyalty.points > 100 | true",
        "keywords in either case | ACTIVE.isNull() AND NOT false Or false | true",
        "order of operators | 1 + 2 * 3 = 7 and (1 + 2) * 3 = 9 | true",
        "and before or | true or false and false | true",
        "real division | 7 / 2 | 3.5",
        "remainder takes the sign of its left side | -7 % 3 | -1",
        "division by zero is missing | 1 / 0 | unknown",
        "arithmetic on an array goes item by item | orders.price * 2 | [20,5.0]",
        "missing in a comparison | person.age > 3 | unknown",
        "missing on the right | 3 > person.age | unknown",
        "missing in arithmetic | person.age + 1 | unknown",
        "missing in a text function | person.nick.startsWith('S') | unknown",
        "null is missing | nothing = 1 | unknown",
        "not of unknown | not (person.age > 3) | unknown",
        "unknown and false | person.age > 3 and false | false",
        "unknown and true | person.age > 3 and true | unknown",
        "unknown or true | person.age > 3 or true | true",
        "unknown or false | person.age > 3 or false | unknown",
        "bang is not | !active | false",
        "if takes the else branch of unknown | if(person.age > 3, 1, 2) | 2",
        "different kinds do not compare | loyalty.tier = 3 | unknown",
        "truths have no order | active > loyalty.gold or active.isNull() | unknown",
        "in | loyalty.tier in ['gold', \"bronze\"] | true",
        "in of numbers | loyalty.points in [1, 120] | true",
        "in a path | 'run' in tags | true",
        "in of missing | person.age in [1] | false",
        "notIn | loyalty.tier notIn ['gold'] | true",
        "not in | loyalty.tier not in ['gold'] | true",
        "notIn of missing | person.age notIn [1] | false",
        "like covers the whole text | person.name like 'Sarah%' and not person.name like 'Sarah' |"
            + " true",
        "like one character | loyalty.tier like 'bron_e' | true",
        "like knows no other wildcard | loyalty.tier like 'b.*' | false",
        "like of several parts | 'abcabd' like '%b%b_' and not 'abcab' like '%b%c%c%' | true",
        "like of parts that overlap | 'aba' like 'ab%ba' or 'ab' like '%ab%b' | false",
        "like is case-sensitive | person.name like 'sarah%' | false",
        "matches finds | person.name.matches('R[o]se$') | true",
        "matches with a flag | person.name.matches('(?i)^sarah') | true",
        "startsWith | person.name.startsWith('Sar') | true",
        "startsWith without case | person.name.startsWith('sar', false) | true",
        "doesNotStartWith | person.name.doesNotStartWith('sar') | true",
        "endsWith | person.name.endsWith('Rose') | true",
        "doesNotEndWith | person.name.doesNotEndWith('Rose') | false",
        "contains | person.name.contains('h R') | true",
        "doesNotContain | person.name.doesNotContain('x') | true",
        "equals any of several | loyalty.tier.equals('gold', 'bronze') | true",
        "equals without case | loyalty.tier.equals('BRONZE', false) | true",
        "notEqualTo | loyalty.tier.notEqualTo('gold') | true",
        "isNull of missing | person.age.isNull() | true",
        "isNull of null | nothing.isNull() | true",
        "isNull of an empty array | none.isNull() | true",
        "isNotNull | loyalty.tier.isNotNull() | true",
        "exists of a field | exists loyalty.tier and not exists person.age | true",
        "array as a condition | tags and not none | true",
        "object as a condition | person and not {} | true",
        "an object of each item as a condition | orders[lines] = orders[sku = 'a'] | true",
        "objects as conditions of events | xEvent[items].count() | 3",
        "a path maps over an array | orders.sku | ['a','b','c']",
        "arrays in arrays become one | orders.lines.size | ['S','M']",
        "some item satisfies | orders.price < 5 | true",
        "no item satisfies | orders.sku = 'z' | false",
        "no item satisfies, and one has no value | orders.price > 50 | unknown",
        "some item satisfies, though one has no value | orders.price > 5 | true",
        "no item has a value | orders.discount > 1 or not (orders.discount > 1) | unknown",
        "no event has a value | not (xEvent.discount > 1) | unknown",
        "an array that is missing | not (nothing.price > 1) | unknown",
        "an empty array satisfies nothing | not (none.price > 1) | true",
        "no item satisfies a pattern | not (orders.lines.size like 'X%') | unknown",
        "no item satisfies a text function | orders.lines.size.startsWith('X') | unknown",
        "no item satisfies arithmetic | not (orders.price * 2 > 50) | unknown",
        "no item satisfies a moment | not (orders.paid occurs before now) | unknown",
        "no item satisfies a part of a date | not (orders.paid.getMonth() = 3) | unknown",
        "gaps on both sides are not equal | orders.discount = orders.discount | unknown",
        "a name keeps gaps | let p = orders.price in not (p > 50) | unknown",
        "a name counts no gaps | let p = orders.price in p.count() = 2 and p.sum() = 12.5 | true",
        "in leaves gaps out | orders.price in [50] or orders.discount notIn [1] | false",
        "as a whole without gaps | orders.price = [2.5, 10] | true",
        "unequal if some item is | orders.sku != 'a' | true",
        "comparison with an empty array | none = 1 | false",
        "some of two paths | orders.sku = orders.lines.size or orders.lines.size ="
            + " orders.lines.size | true",
        "a list as a whole, in whatever order | orders.sku = ['b', 'c', 'a'] | true",
        "a list as a whole, and not in part | orders.sku = ['a', 'b'] | false",
        "a list is unequal as a whole | orders.sku != ['a', 'b'] | true",
        "each item of a list as often | ['a', 'a', 'b'] = ['a', 'b', 'b'] | false",
        "a single value is some item of a list | loyalty.tier = ['gold', 'bronze'] | true",
        "filter | orders[price > 5].sku | ['a']",
        "filter as a condition | not orders[price > 5] | false",
        "unknown selects nothing | orders[not (price > 5)].sku | ['b']",
        "caret is the profile outside | orders[price < ^.loyalty.points].count() | 2",
        "caret climbs one level | orders[lines[size = 'S' and ^.price = 10 and ^^.active]].sku |"
            + " ['a']",
        "count | orders.count() | 3",
        "count of missing | nothing.count() | 0",
        "sum | orders.sum(price) | 12.5",
        "sum without argument | orders.price.sum() | 12.5",
        "sum of nothing | none.sum() | 0",
        "min | orders.min(price) | 2.5",
        "max | orders.max(price) | 10",
        "average | orders.average(price) | 6.25",
        "min of nothing | none.min() | unknown",
        "exists with a condition | orders.exists(sku.equals('B', false)) | true",
        "exists from where | exists o from orders where o.price > loyalty.points / 20 | true",
        "exists with a colon | exists o from orders : o.price > 500 | false",
        "exists without a condition | exists o from orders | true",
        "exists of what is true of none | not (exists o from orders where o.price > 500) | true",
        "exists of two | exists a from orders, b from orders where a.price > b.price | true",
        "forall | forall t from tags where t.contains('o', false) | false",
        "forall over nothing | forall x from none where false | true",
        "forall where one is unknown | forall o from orders where o.price > 0 | false",
        "forall within forall | forall o from orders where true, l from o.lines where l.size in"
            + " ['S', 'M'] | true",
        "a condition for each generator | exists o from orders where o.price > 5, l from o.lines"
            + " where l.size = 'M' | true",
        "a condition that another generator fails | exists o from orders where o.price < 5, l from"
            + " o.lines | false",
        "the profile by name | $1.loyalty.points | 120",
        "the profile by a name of its own | (P) => P.loyalty.points | 120",
        "the events by the name of the profile | P => P.xEvent.count() = $1.xEvent.count() | true",
        "an item by the word this | orders.map({'s': this.sku}) = [{'s': 'a'}, {'s': 'b'}, {'s':"
            + " 'c'}] | true",
        "the profile by the word this | this.loyalty.points | 120",
        "a lambda needs no brackets | P => P.loyalty.points + 1 | 121",
        "select | (select o from orders where o.price > 5).sku | ['a']",
        "select as a condition | not (select o from orders where o.price > 500) | true",
        "select of two | (select o from orders, l from o.lines where l.size = 'M').sku | ['a']",
        "sum over | sum o.price over o from orders where o.sku != 'a' | 2.5",
        "count over counts values | count o.price over o from orders | 2",
        "sum of items by their name | sum o from orders.price where o > 5 | 10",
        "count of items by their name | count o from orders | 3",
        "average over two | average l.size over o from orders, l from o.lines | unknown",
        "let | let s = (sum o.price over o from orders) in (s > 10 and s < 20) | true",
        "let of a moment | let t = now in loyalty.since occurs before t | true",
        "let of a comparison | let b = loyalty.points > 100 in b and active | true",
        "let of a list | let l = (loyalty.tier in ['gold']) in not l | true",
        "let of items | let o = orders[price > 5] in o.count() + o.sum(price) | 11",
        "a name hides another | let tags = 1 in tags + 1 | 2",
        "intersects | tags.intersects(['swim', 'run']) | true",
        "intersects of missing | nothing.intersects(['run']) | false",
        "intersection | tags.intersection(['Yoga', 'swim', 'Yoga']) | ['Yoga']",
        "intersection of missing | nothing.intersection(['run']) | []",
        "subsetOf | ['run'].subsetOf(tags) and none.subsetOf(tags) | true",
        "subsetOf of missing | nothing.subsetOf(tags) | false",
        "supersetOf | tags.supersetOf(['run', 'Yoga']) | true",
        "includes | tags.includes('run') | true",
        "includes of missing | nothing.includes('run') | false",
        "distinct | ['a', 'b', 'a', 1, 1.0].distinct() | ['a','b',1]",
        "groupBy | orders.groupBy(sku).keys() | ['a','b','c']",
        "groupBy of a path through an array | orders.groupBy(lines.size).keys() | ['S','M']",
        "map over groups | orders.groupBy(price > 5).map((K, G) => mapEntry(K, G.count())) |"
            + " {'true':1,'false':1}",
        "map over items | orders.map(price * 2) | [20,5.0]",
        "map with a name | tags.map(T => T) | ['run','Yoga']",
        "map to a map | orders.map(o => mapEntry(o.sku, o.price)) | {'a':10,'b':2.5}",
        "count of a map counts entries | orders.groupBy(sku).count() | 3",
        "filter as a function | orders.filter(price > 5).sku | ['a']",
        "filter with a name | orders.filter(o => o.price < loyalty.points).sku | ['a','b']",
        "topN is descending | orders.topN(price, 5).sku | ['a','b']",
        "bottomN is ascending | orders.bottomN(price, 1).sku | ['b']",
        "head | orders.topN(price, 5).head().sku | 'a'",
        "head of nothing | none.head() | unknown",
        "get | person.get('name') | 'Sarah Rose'",
        "get maps over an array | orders.get('sku') | ['a','b','c']",
        "get of no item that satisfies | not (orders.get('price') > 50) | unknown",
        "get with a key of the profile | {'bronze': 3}.get(loyalty.tier) | 3",
        "get of missing | nothing.get('name') | unknown",
        "keys | person.keys() | ['name','birthDate']",
        "keys of each of an array | orders[lines].lines.keys() | ['size','size']",
        "values of each of an array | orders.lines.values() | ['S','M']",
        "values | person.values() | ['Sarah Rose','1990-05-03']",
        "object literal | {'a': loyalty.points, b: person.age, 'c': [1]} | {'a':120,'c':[1]}",
        "arithmetic on two maps goes key by key | {'a': 6, 'b': 8, 'c': 1} / {'a': 2, 'b': 4} |"
            + " {'a':3.0,'b':2.0}",
        "arithmetic on a map and a number | {'a': 6} + 1 | {'a':7}",
        "regexGroup | person.name.regexGroup('(\\w+) (\\w+)', 2) | 'Rose'",
        "regexGroup takes the first group | person.name.regexGroup('(\\w+) (\\w+)') | 'Sarah'",
        "regexGroup without a match | person.name.regexGroup('([0-9])', 1) | unknown",
        "month of a date | person.birthDate.getMonth() | 5",
        "year of a date | person.birthDate.getYear() in [1989, 1990] | true",
        "day of a date | person.birthDate.getDayOfMonth() | 3",
        "parts of a date that is written | '2026-03-31T23:30:00Z'.getMonth() | 3",
        "date parts of missing | person.age.getMonth() | unknown",
        "now and today, evaluated once | now occurs today and today < now and not now < now | true",
        "days that move, evaluated once | yesterday occurs before today and tomorrow > now | true",
        "windows between what moves | tomorrow occurs <= 1 day after today | true",
        "a period within another | today occurs this month and last month < today | true",
        "between what moves | now occurs between yesterday and tomorrow | true",
        "the present month | currentMonth() = 3 and now.getMonth() = 3 | true",
        "the present year | currentYear() | 2026",
        "the present day | currentDayOfMonth() | 11",
        "the singular names the item | orders.sum(order.price) | 12.5",
        "equals of numbers | loyalty.points.equals(1, 120) | true",
        "equals of a truth | active.equals(true) | true",
        "items that are moments | ['2026-03-01', '2026-04-01'].exists(d => d occurs after now) |"
            + " true",
        "array literal | ['a', 'b'].count() | 2",
        "list of paths | loyalty.points in [person.age, loyalty.points] | true",
        "events | xEvent.count() | 5",
        "events of a kind | xEvent[eventType = 'buy'].sum(total) | 65",
        "events as a condition | not xEvent[eventType = 'sell'] | true",
        "fields of events | xEvent[eventType = 'buy'].items.name | ['shoes','shirt','socks']",
        "events against the profile | xEvent[items.name != ^.loyalty.tier].count() | 3",
        "events in a filter | orders[xEvent[total = ^.price * 4]].sku | ['a']",
        "inside the window | loyalty.since occurs <= 7 days before now | true",
        "beyond the window | loyalty.since occurs < 7 days before now | false",
        "at least | loyalty.since occurs >= 1 week before now | true",
        "more than | loyalty.since occurs > 6 days before now | true",
        "equal compares whole units | loyalty.since occurs = 1 week before now | true",
        "unequal compares whole units | loyalty.since occurs != 6 days before now | true",
        "a future moment is not before now | trial.ends occurs <= 7 days before now | false",
        "after now | trial.ends occurs <= 2 days after now | true",
        "just after the window after now | trial.ends occurs < 2 days after now | false",
        "from looks forward | trial.ends occurs <= 48 hours from now | true",
        "farther than | trial.ends occurs > 1 day after now | true",
        "a plural as people say it | loyalty.since occurs <= 1 millenniums before now | true",
        "calendar months | loyalty.since occurs <= 1 month before date(2026, 4, 4) | true",
        "before | trial.ends occurs before now | false",
        "after | trial.ends occurs after now | true",
        "before another attribute | loyalty.since occurs before trial.ends | true",
        "distance between attributes | loyalty.since occurs = 9 days before trial.ends | true",
        "on a date is the whole day | loyalty.since occurs on date(2026, 3, 4) | true",
        "on without on | loyalty.since occurs date(2026, 3, 5) | false",
        "after a date is after its day | loyalty.since occurs after date(2026, 3, 4) | false",
        "before a date is before its day | loyalty.since occurs before date(2026, 3, 4) | false",
        "between includes both ends | loyalty.since occurs between date(2026, 3, 1) and date(2026,"
            + " 3, 4) | true",
        "not between | loyalty.since occurs between date(2026, 3, 5) and now | false",
        "ISO text | loyalty.since occurs on '2026-03-04T12:00:00Z' | true",
        "ISO day | loyalty.since occurs after '2026-03-03' | true",
        "yesterday | xEvent[timestamp occurs yesterday].count() | 2",
        "today | xEvent[timestamp occurs today].count() | 0",
        "this week from Sunday | xEvent[timestamp occurs this week].count() | 4",
        "last week | xEvent[timestamp occurs last week].count() | 1",
        "next month | trial.ends occurs next month | false",
        "days before today | loyalty.since occurs <= 7 days before today | true",
        "now on the left | now occurs before trial.ends | true",
        "now on the left of a window | now occurs <= 2 days before trial.ends | true",
        "dates compare | person.birthDate < date(2000, 1, 1) | true",
        "equal to a date | person.birthDate = date(1990, 5, 3) | true",
        "unequal to a date | person.birthDate != date(1990, 5, 3) | false",
        "moments compare with now | trial.ends > now and loyalty.since <= now | true",
        "a date in a list | person.birthDate in [date(1990, 5, 3)] | true",
        "no moment | loyalty.tier occurs before now | unknown",
        "missing moment | person.since occurs before now | unknown",
        "chain of one | chain(xEvent, timestamp, [A: WHAT(eventType = 'buy')]) | true",
        "chain in order | chain(xEvent, timestamp, [A: WHAT(items.name = 'shoes'), B:"
            + " WHAT(items.name = 'shirt')]) | true",
        "chain out of order | chain(xEvent, timestamp, [A: WHAT(items.name = 'shirt'), B:"
            + " WHAT(items.name = 'shoes')]) | false",
        "equal timestamps are not in order | chain(xEvent, timestamp, [A: WHAT(total = 5), B:"
            + " WHAT(url = '/')]) | false",
        "chain with count | CHAIN(xEvent, timestamp, [A: WHAT(total > 0) COUNT(2), B: WHAT(total ="
            + " 5)]) | true",
        "count fills its place first | chain(xEvent, timestamp, [A: WHAT(total > 0) COUNT(3), B:"
            + " WHAT(total = 5)]) | false",
        "chain in a window | chain(xEvent, timestamp, [A: WHAT(total = 40) WHEN(< 8 days before"
            + " now)]) | false",
        "chain with a gap | chain(xEvent, timestamp, [A: WHAT(total = 40), B: WHAT(total = 20)"
            + " WHEN(<= 7 days after A)]) | true",
        "chain with too wide a gap | chain(xEvent, timestamp, [A: WHAT(total = 40), B: WHAT(total ="
            + " 20) WHEN(< 7 days after A)]) | false",
        "where sees earlier elements | chain(xEvent, timestamp, [A: WHAT(total > 0), B: WHAT(total"
            + " > 0) WHERE(total < A.total / 3)]) | true",
        "where sees its own element by name | chain(xEvent, timestamp, [A: WHAT(total > 0), B:"
            + " WHAT(total > 0) WHERE(B.total < A.total / 3)]) | true",
        "a negated element by its own name | chain(xEvent, timestamp, [A: WHAT(total = 40), not X:"
            + " WHAT(X.total < A.total), B: WHAT(total = 5)]) | false",
        "where finds none | chain(xEvent, timestamp, [A: WHAT(total > 0), B: WHAT(total > 0)"
            + " WHERE(total > A.total)]) | false",
        "nothing between | chain(xEvent, timestamp, [A: WHAT(total = 40), not X: WHAT(url ="
            + " '/gift'), B: WHAT(total = 20)]) | true",
        "something between | chain(xEvent, timestamp, [A: WHAT(total = 20), X: not WHAT(url ="
            + " '/gift'), B: WHAT(total = 5)]) | false",
        "a later beginning may do | chain(xEvent, timestamp, [A: WHAT(total > 0), not X: WHAT(url ="
            + " '/gift'), B: WHAT(url = '/')]) | false",
        "nothing after | chain(xEvent, timestamp, [A: WHAT(total > 0), not X: WHAT(url = '/gift')])"
            + " | true",
        "a count with an upper bound | chain(xEvent, timestamp, [A: WHAT(total > 0) COUNT(1, 3)]) |"
            + " true",
        "a count above its bound | chain(xEvent, timestamp, [A: WHAT(total > 0) COUNT(<= 2)]) |"
            + " false",
        "at most includes none | chain(xEvent, timestamp, [A: WHAT(total = 40), X: WHAT(total > 99)"
            + " COUNT(<= 2), B: WHAT(total = 5)]) | true",
        "exactly | chain(xEvent, timestamp, [A: WHAT(total = 40), X: WHAT(total > 0) COUNT(= 1), B:"
            + " WHAT(total = 5)]) | true",
        "a bound looks at the stretch between neighbours | chain(xEvent, timestamp, [A: WHAT(total"
            + " > 0) COUNT(1, 1), B: WHAT(total = 5)]) | false",
        "chain of filtered events | chain(xEvent[total < 30], timestamp, [A: WHAT(total > 0), B:"
            + " WHAT(total > 0)]) | true",
        "negated in brackets | chain(xEvent, timestamp, [A: WHAT(total = 40), NOT(X: WHAT(url ="
            + " '/gift')), B: WHAT(total = 20)]) | true",
        "several times in one WHEN | chain(xEvent, timestamp, [A: WHAT(total > 0), B: WHAT(total >"
            + " 0) WHEN(<= 7 days after A and > 6 days after A)]) | true",
        "nothing before | chain(xEvent, timestamp, [not X: WHAT(total = 40), A: WHAT(total = 20)])"
            + " | false",
      })
  void value_is(String name, String pql, String expected) throws Exception {
    JsonNode value = value(pql, SARAH, NOW);

    assertThat(shown(value).replace('"', '\'')).as(pql).isEqualTo(expected);
  }

  /**
   * Trying every pair of A and C, and every stretch between them from its beginning, never ends.
   */
  @Test
  void chain_thatAGuardBreaksEverywhere_isGivenUpInTime() throws Exception {
    FakeSubject restless = new FakeSubject();
    for (int i = 0; i < 3_000; i++) {
      restless.event(NOW - 3_000 + i, "{\"eventType\": \"" + "abc".charAt(i % 3) + "\"}");
    }
    String pql =
        "chain(xEvent, timestamp, [A: WHAT(eventType = 'a'), not B: WHAT(eventType = 'b')"
            + " WHEN(<= 1 days after A), C: WHAT(eventType = 'c')])";

    assertThat(value(pql, restless, NOW).booleanValue()).isFalse();
  }
}
