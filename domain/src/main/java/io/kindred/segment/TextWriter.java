/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes syntax as {@code pql/text}, with as few brackets as it takes. */
final class TextWriter implements Syntax.Cases<String> {

  // How tightly something binds: what stands inside something tighter gets brackets.
  private static final int LOOSEST = 0;
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int COMPARISON = 4;
  private static final int SUM = 5;
  private static final int PRODUCT = 6;
  private static final int FACTOR = 7;
  private static final int PRIMARY = 8;

  private static final Pattern NAME = Pattern.compile("@?[\\p{L}_][\\p{L}\\p{N}_]*");
  private static final Set<String> RESERVED =
      Set.of(
          "and",
          "or",
          "not",
          "in",
          "notin",
          "like",
          "occurs",
          "exists",
          "forall",
          "from",
          "where",
          "between",
          "before",
          "after",
          "on",
          "now",
          "today",
          "yesterday",
          "tomorrow",
          "true",
          "false",
          "null",
          "chain",
          "select",
          "let");

  static String write(Syntax syntax) {
    return new TextWriter().within(syntax, LOOSEST);
  }

  private String within(Syntax syntax, int tightness) {
    String text = syntax.accept(this);
    return tightness(syntax) < tightness ? "(" + text + ")" : text;
  }

  private static int tightness(Syntax syntax) {
    if (syntax instanceof Syntax.Operation operation) {
      return tightness(operation);
    }
    if (syntax instanceof Syntax.Occurs) {
      return COMPARISON;
    }
    if (syntax instanceof Syntax.Constant constant) {
      return constant.value().isNumber() && constant.value().decimalValue().signum() < 0
          ? FACTOR
          : PRIMARY;
    }
    boolean loose =
        syntax instanceof Syntax.Comprehension
            || syntax instanceof Syntax.Let
            || syntax instanceof Syntax.Lambda;
    return loose ? LOOSEST : PRIMARY;
  }

  private static int tightness(Syntax.Operation operation) {
    return switch (operation.symbol()) {
      case "or" -> OR;
      case "and" -> AND;
      case "not" -> NOT;
      case "+" -> SUM;
      case "-" -> operation.operands().size() == 1 ? FACTOR : SUM;
      case "*", "/", "%" -> PRODUCT;
      default -> COMPARISON;
    };
  }

  // -- operators

  @Override
  public String operation(Syntax.Operation operation) {
    List<Syntax> operands = operation.operands();
    int tightness = tightness(operation);
    String symbol = operation.symbol();
    if (operands.size() == 1) {
      return (tightness == NOT ? "not " : symbol) + within(operands.get(0), tightness);
    }
    if (tightness <= AND) {
      return operands.stream()
          .map(operand -> within(operand, tightness + 1))
          .collect(Collectors.joining(" " + symbol + " "));
    }
    int left = tightness == COMPARISON ? SUM : tightness;
    return within(operands.get(0), left)
        + " "
        + symbol
        + " "
        + within(operands.get(1), tightness + 1);
  }

  @Override
  public String occurs(Syntax.Occurs occurs) {
    return within(occurs.of(), SUM) + " occurs " + occurrence(occurs.how());
  }

  private String occurrence(Occurrence how) {
    if (how instanceof Occurrence.Within within) {
      Unit unit = within.unit();
      return "%s %d %s %s %s"
          .formatted(
              within.comparison().symbol(),
              within.amount(),
              within.amount() == 1 ? unit.singular() : unit.plural(),
              within.direction(),
              within(within.time(), SUM));
    }
    if (how instanceof Occurrence.Beside beside) {
      return (beside.before() ? "before " : "after ") + within(beside.time(), SUM);
    }
    if (how instanceof Occurrence.Between between) {
      return "between " + within(between.from(), SUM) + " and " + within(between.to(), SUM);
    }
    return "on " + within(((Occurrence.On) how).time(), SUM);
  }

  // -- paths and functions

  @Override
  public String parameter(Syntax.Parameter parameter) {
    return "$" + parameter.position();
  }

  @Override
  public String name(Syntax.Name name) {
    return name.name();
  }

  /** Whether a function may have it as its name: keywords may be, after a dot. */
  static boolean isWord(String name) {
    return NAME.matcher(name).matches();
  }

  /** Whether a path may begin with it. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String up(Syntax.Up up) {
    return "^".repeat(up.levels());
  }

  @Override
  public String field(Syntax.Field field) {
    return within(field.of(), PRIMARY) + "." + field.name();
  }

  @Override
  public String filter(Syntax.Filter filter) {
    return within(filter.of(), PRIMARY) + "[" + within(filter.where(), LOOSEST) + "]";
  }

  @Override
  public String function(Syntax.Function function) {
    return function.name() + "(" + joined(function.arguments()) + ")";
  }

  @Override
  public String method(Syntax.Method method) {
    return within(method.of(), PRIMARY)
        + "."
        + method.name()
        + "("
        + joined(method.arguments())
        + ")";
  }

  private String joined(List<Syntax> items) {
    return items.stream()
        .map(item -> item instanceof Syntax.Lambda ? item.accept(this) : within(item, OR))
        .collect(Collectors.joining(", "));
  }

  @Override
  public String lambda(Syntax.Lambda lambda) {
    return "(" + String.join(", ", lambda.names()) + ") => " + within(lambda.body(), OR);
  }

  @Override
  public String comprehension(Syntax.Comprehension comprehension) {
    String generators =
        comprehension.generators().stream().map(this::generator).collect(Collectors.joining(", "));
    return comprehension.word()
        + comprehension.what().map(what -> " " + within(what, SUM) + " over").orElse("")
        + " "
        + generators;
  }

  private String generator(Syntax.Generator generator) {
    Optional<String> where = generator.where().map(condition -> within(condition, OR));
    return generator.name()
        + " from "
        + within(generator.of(), SUM)
        + where.map(condition -> " where " + condition).orElse("");
  }

  @Override
  public String let(Syntax.Let let) {
    return "let %s = %s in %s"
        .formatted(let.name(), within(let.value(), SUM), within(let.body(), LOOSEST));
  }

  @Override
  public String chain(Syntax.Chain chain) {
    String elements =
        chain.elements().stream().map(this::element).collect(Collectors.joining(", "));
    return "chain(" + within(chain.events(), SUM) + ", timestamp, [" + elements + "])";
  }

  private String element(Syntax.Element element) {
    StringBuilder text = new StringBuilder(element.count().most() == 0 ? "not " : "");
    text.append(element.name()).append(": WHAT(").append(within(element.what(), LOOSEST));
    text.append(")");
    element.where().forEach(each -> text.append(" WHERE(" + within(each, LOOSEST) + ")"));
    element.when().forEach(each -> text.append(" WHEN(" + occurrence(each) + ")"));
    return text.append(count(element.count())).toString();
  }

  private static String count(Syntax.Element.Count count) {
    if (count.equals(Syntax.Element.Count.ONCE) || count.most() == 0) {
      return "";
    }
    if (count.most() == Integer.MAX_VALUE) {
      return " COUNT(" + count.least() + ")";
    }
    return " COUNT(" + count.least() + ", " + count.most() + ")";
  }

  // -- literals

  @Override
  public String constant(Syntax.Constant constant) {
    JsonNode value = constant.value();
    if (value.isMissingNode()) {
      return "null";
    }
    return value.isTextual() ? quoted(value.textValue()) : value.asText();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted.append(
          switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c);
          });
    }
    return quoted.append('"').toString();
  }

  @Override
  public String moving(Syntax.Moving moving) {
    return moving.words();
  }

  @Override
  public String items(Syntax.Items items) {
    return "[" + joined(items.items()) + "]";
  }

  @Override
  public String entries(Syntax.Entries entries) {
    return entries.fields().entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + ": " + within(entry.getValue(), OR))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
