/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Random expressions over small values and short times, and facts that they can tell apart. */
final class RandomPql {

  private static final List<String> COMPARISONS = List.of("=", "!=", "<", "<=", ">", ">=");
  private static final List<String> PERIODS =
      List.of(
          "today", "yesterday", "tomorrow", "this week", "last month", "this second", "this hour");

  private final Random random;
  private final List<String> segments;
  private final long start;

  /** May ask about these segments; facts lie in the 60 milliseconds from {@code start}. */
  RandomPql(Random random, List<String> segments, long start) {
    this.random = random;
    this.segments = segments;
    this.start = start;
  }

  String expression(int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return atom();
    }
    return switch (random.nextInt(4)) {
      case 0 -> "not (" + expression(depth - 1) + ")";
      case 1 -> "(" + expression(depth - 1) + " or " + expression(depth - 1) + ")";
      case 2 -> "if(" + expression(depth - 1) + ", " + expression(0) + ", " + expression(0) + ")";
      default -> "(" + expression(depth - 1) + " and " + expression(depth - 1) + ")";
    };
  }

  private String atom() {
    return random.nextInt(3) == 0 ? further() : basic();
  }

  /** What is seldom written, and what looks at events in other ways. */
  private String further() {
    return switch (random.nextInt(18)) {
      case 0 -> "xEvent.o and not o";
      case 1 -> "xEvent[o" + oneOf("", ".x > 0", ".get('x') = 1", ".keys()") + "].count() > 1";
      case 2 -> "xEvent[" + condition() + "][" + condition() + "].sum(v) " + comparison() + " a";
      case 3 -> "let e = " + events() + " in e.count() > 1 and e.max(v) " + comparison() + " 2";
      case 4 -> "(select e from xEvent where " + time("e") + ", i from e.items).v.sum() > 2";
      case 5 -> aggregation() + " e.v over e from " + events() + " where e.v > 1) > a";
      case 6 -> "xEvent.k.distinct().count() = " + random.nextInt(3) + " and b";
      case 7 -> "tags." + setFunction() + "(xEvent[" + condition() + "].k)";
      case 8 ->
          "xEvent." + oneOf("topN", "bottomN") + "(timestamp, 2).head().v " + comparison() + " 2";
      case 9 -> time("xEvent[" + condition() + "].timestamp");
      case 10 -> time("xEvent." + oneOf("min", "max") + "(at)");
      case 11 -> "forall e from xEvent, i from e.items where i.v " + comparison() + " e.v";
      case 12 ->
          "exists e from xEvent, f from xEvent where f.v > e.v and f.timestamp occurs "
              + comparison()
              + " "
              + random.nextInt(30)
              + " milliseconds after e.timestamp";
      case 13 -> "if(" + events() + ", a, " + events() + ".count()) " + comparison() + " 1";
      case 14 -> ratio() + " " + comparison() + " 1";
      case 15 -> "tags." + textFunction() + " or xEvent[k." + textFunction() + "].sum(v) > a";
      case 16 -> "xEvent[items[v " + comparison() + " ^.v and v < ^^.a]].count() > 0";
      default -> sequence();
    };
  }

  private String aggregation() {
    return "(" + oneOf("sum", "min", "max", "average", "count");
  }

  private String setFunction() {
    return oneOf("intersects", "subsetOf", "supersetOf", "includes");
  }

  private String textFunction() {
    String text = "('" + kind() + "')";
    return oneOf("startsWith", "doesNotContain", "equals", "notEqualTo", "matches") + text;
  }

  /** Of sums and counts by key: what arithmetic on maps gives, some of it missing. */
  private String ratio() {
    String groups = oneOf("xEvent", events()) + ".groupBy(k).map((K, G) => mapEntry(K, G.";
    return "(" + groups + "sum(v))) / " + groups + "count()))).get('" + kind() + "')";
  }

  /** Elements that look back at earlier ones, within filtered events. */
  private String sequence() {
    String source = oneOf("xEvent", "xEvent", events());
    String back = oneOf("v " + comparison() + " A.v", "k = A.k", "timestamp > A.timestamp");
    String gap =
        oneOf("", " WHEN(> " + random.nextInt(20) + " milliseconds after A)", " WHEN(today)");
    String between = oneOf("", "not X: WHAT(v > A.v), ", "B: WHAT(" + condition() + "), ");
    String last = oneOf("", ", not Z: WHAT(" + condition() + ")" + oneOf("", " WHEN(this second)"));
    return "chain("
        + source
        + ", timestamp, [A: WHAT("
        + condition()
        + "), "
        + between
        + "C: WHAT("
        + condition()
        + ") WHERE("
        + back
        + ")"
        + gap
        + oneOf("", " COUNT(2)")
        + last
        + "])";
  }

  private String basic() {
    return switch (random.nextInt(19)) {
      case 16 -> "not (xEvent.v " + comparison() + " " + random.nextInt(4) + ")";
      case 17 -> "since." + part() + " " + comparison() + " " + present();
      case 18 -> "day " + comparison() + " " + oneOf("now", any(PERIODS), "'" + local() + "'");
      case 0 -> "a " + comparison() + " " + random.nextInt(3);
      case 1 -> "b.isNull()";
      case 2 -> time("since");
      case 3 -> time("times");
      case 4 -> events();
      case 5 -> events() + ".count() " + comparison() + " " + random.nextInt(4);
      case 6 -> events() + ".sum(v) " + comparison() + " a + " + random.nextInt(4);
      case 7 -> "xEvent.v." + oneOf("min", "max", "average") + "() " + comparison() + " a";
      case 8 -> "exists e from xEvent where e.v " + comparison() + " a and " + time("e");
      case 9 -> "forall e from " + events() + " where " + time("e.timestamp");
      case 10 -> chain();
      case 11 -> "xEvent.groupBy(k).map((K, G) => G.count()).sum() " + comparison() + " 3";
      case 12 ->
          "let s = " + events() + ".sum(v) in (s " + comparison() + " a or " + time("since") + ")";
      case 13 -> "exists e from " + events() + ", i from e.items where i.v " + comparison() + " a";
      case 14 -> "xEvent.topN(v, 2).v.sum() " + comparison() + " currentDayOfMonth()";
      default -> segments.isEmpty() ? "a in [1, 2]" : "inSegment('" + any(segments) + "')";
    };
  }

  private String events() {
    return "xEvent[" + condition() + (random.nextBoolean() ? " and " + condition() : "") + "]";
  }

  private String condition() {
    return switch (random.nextInt(11)) {
      case 9 -> oneOf("o", "items", "not o", "o.x = ^.o.x");
      case 10 -> time("at");
      case 7 -> "not (items.v " + comparison() + " " + random.nextInt(4) + ")";
      case 8 -> "timestamp.getDayOfMonth() " + comparison() + " ^.since.getDayOfMonth()";
      case 0 -> "k = '" + kind() + "'";
      case 1 -> "v " + comparison() + " " + random.nextInt(4);
      case 2 -> "v " + comparison() + " ^.a";
      case 3 -> time("timestamp") + " or k = '" + kind() + "'";
      case 4 -> "items.v " + comparison() + " " + random.nextInt(4);
      default -> time("timestamp");
    };
  }

  private String chain() {
    String second = random.nextBoolean() ? " WHEN(<= " + random.nextInt(30) + " ms after A)" : "";
    String between = random.nextBoolean() ? "not X: WHAT(" + condition() + "), " : "";
    String count = oneOf("", "", " COUNT(2)", " COUNT(1, 2)", " COUNT(<= 1)");
    return "chain(xEvent, timestamp, [A: WHAT("
        + condition()
        + ")"
        + count
        + ", "
        + between
        + "B: WHAT("
        + condition()
        + ")"
        + second.replace("ms", "milliseconds")
        + "])";
  }

  private String time(String moment) {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> moment + " occurs " + window();
      case 3 -> moment + " occurs " + any(PERIODS);
      case 4 -> moment + " " + comparison() + " " + oneOf("now", any(PERIODS));
      default -> moment + " occurs between " + oneOf("since", date()) + " and " + any(PERIODS);
    };
  }

  private String window() {
    String unit = oneOf("milliseconds", "milliseconds", "seconds", "days", "months");
    String anchor = oneOf("now", "now", any(PERIODS), ".since");
    return comparison()
        + " "
        + random.nextInt(unit.equals("milliseconds") ? 30 : 2)
        + " "
        + unit
        + " "
        + oneOf("before", "after", "from")
        + " "
        + anchor.replace(".since", "'" + instant(start + random.nextInt(60)) + "'");
  }

  private String date() {
    return "'" + instant(start + random.nextInt(60)).substring(0, 10) + "'";
  }

  /** A date and time that says no offset. */
  private String local() {
    return instant(start + random.nextInt(60)).replace("Z", "");
  }

  private String part() {
    return oneOf("getDayOfMonth()", "getMonth()", "getYear()");
  }

  private String present() {
    return oneOf("currentDayOfMonth()", "yesterday.getDayOfMonth()", "this week.getDayOfMonth()");
  }

  /** What a profile may hold from a moment on. */
  String entity() {
    return """
        {"a": %s, "b": %s, "since": "%s", "times": ["%s", "%s"], "day": "%s", "o": %s, "tags": %s}
        """
        .formatted(
            oneOf("1", "2", "null"),
            oneOf("true", "null"),
            instant(start + random.nextInt(60)),
            instant(start + random.nextInt(60)),
            oneOf(instant(start - 86_400_000L + random.nextInt(60)), "soon"),
            oneOf(local(), local().substring(0, 10)),
            object(),
            oneOf("[\"x\"]", "[\"x\", \"y\"]", "[]", "\"y\"", "null"));
  }

  private String object() {
    return oneOf("{\"x\": 1}", "{\"x\": null}", "{}", "null");
  }

  String event() {
    String at = oneOf("null", '"' + instant(start + random.nextInt(60)) + '"');
    return "{\"k\": \"%s\", \"v\": %s, \"items\": %s, \"o\": %s, \"at\": %s}"
        .formatted(kind(), oneOf("1", "2", "3", "null"), items(), object(), at);
  }

  private String items() {
    String two = "[{\"v\": %d}, {\"v\": %d}]".formatted(random.nextInt(4), random.nextInt(4));
    return oneOf(two, two, "[{\"v\": 1}, {}]", "[{}]", "[]");
  }

  private String kind() {
    return oneOf("x", "y");
  }

  private String comparison() {
    return any(COMPARISONS);
  }

  private String oneOf(String... choices) {
    return any(List.of(choices));
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String instant(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
