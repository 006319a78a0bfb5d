/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@code pql/json}. */
final class JsonTreeReader {

  /** Nodes within nodes: as many as an expression may have. */
  private static final int DEPTH_MAX = Resolver.DEPTH_MAX;

  private static final Set<String> OPERATORS =
      Set.of(
          "and", "or", "not", "=", "!=", ">", ">=", "<", "<=", "in", "notIn", "like", "+", "-", "*",
          "/", "%");
  private static final Set<String> AGGREGATIONS = Set.of("sum", "average", "min", "max", "count");

  private final List<String> variables = new ArrayList<>();
  private final JsonChains chains = new JsonChains(this);
  private int level;
  private int depth;

  static Syntax read(JsonNode node) {
    return new JsonTreeReader().argument(new JsonPlace("", node));
  }

  /** What may also say how a value becomes another. */
  private Syntax argument(JsonPlace json) {
    return isLambda(json) ? lambda(json) : of(json);
  }

  private static boolean isLambda(JsonPlace json) {
    return json.node().path("nodeType").asText().equals("lambda");
  }

  Syntax of(JsonPlace json) {
    depth++;
    if (depth > DEPTH_MAX) {
      throw new PqlProblem(json.at(), "nested too deep");
    }
    Syntax syntax = read(json);
    depth--;
    return syntax;
  }

  private Syntax read(JsonPlace json) {
    return switch (json.text("nodeType")) {
      case "literal" -> literal(json);
      case "parameterReference" -> new Syntax.Parameter(json.at(), json.number("position", 1, 99));
      case "varRef" -> variable(json);
      case "itemReference" -> item(json);
      case "fieldLookup" -> field(json);
      case "filter" ->
          new Syntax.Filter(json.at(), of(json.child("object")), inside(json.child("where")));
      case "fnApply" -> applied(json);
      case "list" -> new Syntax.Items(json.at(), all(json.children("items")));
      case "object" -> entries(json);
      case "lambda" ->
          throw PqlProblem.found(json.at(), "a value: a lambda is an argument of a function");
      case "select", "exists", "forall", "aggregate" -> comprehension(json);
      case "let" -> let(json);
      case "occurs" -> new Syntax.Occurs(json.at(), of(json.child("timestamp")), chains.when(json));
      case "chain" -> chains.read(json);
      default ->
          throw PqlProblem.found(
              json.at(), "a node such as literal, fieldLookup, fnApply, filter, select or chain");
    };
  }

  List<Syntax> all(List<JsonPlace> nodes) {
    return nodes.stream().map(this::of).toList();
  }

  /** Something in which an item is looked at. */
  Syntax inside(JsonPlace json) {
    level++;
    Syntax syntax = of(json);
    level--;
    return syntax;
  }

  void enter() {
    level++;
  }

  void leave() {
    level--;
  }

  void declare(String name) {
    variables.add(name);
  }

  void forget(int names) {
    variables.subList(variables.size() - names, variables.size()).clear();
  }

  // -- literals

  private Syntax literal(JsonPlace json) {
    return switch (json.text("literalType")) {
      case "XDMObject" -> new Syntax.Parameter(json.at(), 1);
      case "Timestamp" -> OccurrenceReader.moving(json.child("value").at(), json.text("value"));
      case "List" ->
          new Syntax.Items(json.at(), json.children("value").stream().map(this::constant).toList());
      case "String" -> constant(value(json, JsonNode::isTextual, "a text"));
      case "Boolean" -> constant(value(json, JsonNode::isBoolean, "true or false"));
      case "Integer", "Double" -> constant(value(json, JsonNode::isNumber, "a number"));
      case "Null" -> constant(value(json, JsonTreeReader::isNothing, "null"));
      default -> constant(value(json, value -> !isNothing(value), "a value"));
    };
  }

  private static JsonPlace value(JsonPlace literal, Predicate<JsonNode> fits, String expected) {
    JsonPlace value = literal.child("value");
    if (!fits.test(value.node())) {
      throw PqlProblem.found(value.at(), expected);
    }
    return value;
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private Syntax constant(JsonPlace json) {
    JsonNode value = json.node();
    return switch (value.getNodeType()) {
      case STRING -> new Syntax.Constant(json.at(), value);
      case BOOLEAN -> new Syntax.Constant(json.at(), BooleanNode.valueOf(value.booleanValue()));
      case NUMBER -> new Syntax.Constant(json.at(), number(json));
      case NULL, MISSING -> new Syntax.Constant(json.at(), MissingNode.getInstance());
      default -> throw PqlProblem.found(json.at(), "a string, a number, true, false or null");
    };
  }

  private static JsonNode number(JsonPlace json) {
    JsonNode value = json.node();
    if (Double.isInfinite(value.doubleValue())) {
      throw PqlProblem.found(json.at(), "a number up to 1.8e308");
    }
    if (value.isIntegralNumber()) {
      return value.canConvertToLong() ? LongNode.valueOf(value.longValue()) : value;
    }
    return DoubleNode.valueOf(value.doubleValue() + 0.0);
  }

  private Syntax entries(JsonPlace json) {
    Map<String, Syntax> fields = new LinkedHashMap<>();
    JsonPlace object = json.child("fields");
    if (!object.node().isObject()) {
      throw PqlProblem.found(object.at(), "an object");
    }
    object.node().fieldNames().forEachRemaining(name -> fields.put(name, of(object.child(name))));
    return new Syntax.Entries(json.at(), fields);
  }

  // -- paths

  private Syntax variable(JsonPlace json) {
    String name = json.text("varName");
    if (!variables.contains(name)) {
      throw PqlProblem.found(json.at(), "a variable that is declared around it: not " + name);
    }
    return new Syntax.Name(json.child("varName").at(), name);
  }

  /** The item, which is the profile where none is looked at. */
  private Syntax item(JsonPlace json) {
    int levels = json.number("level", 0, 99);
    if (levels > 0) {
      return new Syntax.Up(json.at(), levels);
    }
    if (level == 0) {
      return new Syntax.Parameter(json.at(), 1);
    }
    if (variables.contains(Resolver.ITEM)) {
      throw PqlProblem.found(json.at(), "an item that no variable hides: not this");
    }
    return new Syntax.Name(json.at(), Resolver.ITEM);
  }

  /** A field of what is looked at, and of the profile where nothing is, is a name. */
  private Syntax field(JsonPlace json) {
    String name = json.text("fieldName");
    JsonPlace object = json.child("object");
    boolean ofProfile =
        object.is("parameterReference", "position", "1")
            || object.is("literal", "literalType", "XDMObject");
    boolean ofItem = object.is("itemReference", "level", "0");
    boolean bare = name.equals(Resolver.EVENTS) ? ofProfile : ofItem || (ofProfile && level == 0);
    boolean hidden = variables.contains(name) || name.equals(Resolver.ITEM);
    Place at = json.child("fieldName").at();
    if (bare && !hidden && TextWriter.isName(name)) {
      return new Syntax.Name(at, name);
    }
    return TextWriter.isWord(name)
        ? new Syntax.Field(at, of(object), name)
        : new Syntax.Method(
            at, of(object), "get", List.of(new Syntax.Constant(at, TextNode.valueOf(name))));
  }

  // -- functions

  private Syntax applied(JsonPlace json) {
    String name = json.text("fnName").equals("!") ? "not" : json.text("fnName");
    List<JsonPlace> parameters = json.children("params");
    if (OPERATORS.contains(name)) {
      return operation(json, name, all(parameters));
    }
    Place at = json.child("fnName").at();
    if (!TextWriter.isWord(name)) {
      throw PqlProblem.found(at, "the name of a function");
    }
    if (PlainFunctions.has(name)) {
      List<Syntax> arguments = parameters.stream().map(this::argument).toList();
      return new Syntax.Function(at, name, arguments);
    }
    if (parameters.isEmpty()) {
      throw PqlProblem.found(json.at(), "params with what " + name + " is applied to");
    }
    Syntax of = of(parameters.get(0));
    List<Syntax> arguments = new ArrayList<>();
    for (JsonPlace parameter : parameters.subList(1, parameters.size())) {
      boolean perItem = arguments.isEmpty() && ItemFunctions.NAMES.contains(name);
      arguments.add(perItem && !isLambda(parameter) ? inside(parameter) : argument(parameter));
    }
    return new Syntax.Method(at, of, name, arguments);
  }

  private static Syntax operation(JsonPlace json, String symbol, List<Syntax> operands) {
    boolean one = symbol.equals("not") || (symbol.equals("-") && operands.size() == 1);
    boolean many = symbol.equals("and") || symbol.equals("or");
    if (operands.size() < (one ? 1 : 2) || (!many && operands.size() > (one ? 1 : 2))) {
      throw PqlProblem.found(
          json.at(), symbol + " with " + (one ? "one parameter" : "two parameters"));
    }
    Place at = json.child("fnName").at();
    return symbol.equals("-") && one
        ? SyntaxReader.negative(at, operands.get(0))
        : new Syntax.Operation(at, symbol, operands);
  }

  private Syntax lambda(JsonPlace json) {
    List<String> names = new ArrayList<>();
    for (JsonPlace parameter : json.children("parameters")) {
      if (!TextWriter.isName(parameter.node().asText())) {
        throw PqlProblem.found(parameter.at(), "a name: letters, digits, _ and no keyword");
      }
      names.add(parameter.node().asText());
    }
    if (names.isEmpty()) {
      throw PqlProblem.found(json.at(), "parameters: at least one name");
    }
    names.forEach(this::declare);
    Syntax body = of(json.child("body"));
    forget(names.size());
    return new Syntax.Lambda(json.at(), names, body);
  }

  private Syntax comprehension(JsonPlace json) {
    boolean aggregate = json.text("nodeType").equals("aggregate");
    String word = json.text(aggregate ? "fnName" : "nodeType");
    List<Syntax.Generator> generators = new ArrayList<>();
    for (JsonPlace declaration : json.children("variables")) {
      Syntax of = of(declaration.child("from"));
      String name = declaration.name("varName");
      declare(name);
      Optional<Syntax> where = declaration.childIfAny("where").map(this::of);
      generators.add(new Syntax.Generator(name, of, where));
    }
    Optional<Syntax> what = aggregate ? Optional.of(of(json.child("value"))) : Optional.empty();
    forget(generators.size());
    if (generators.isEmpty() || (aggregate && !AGGREGATIONS.contains(word))) {
      throw PqlProblem.found(
          json.at(), "variables, and a function such as sum where it aggregates");
    }
    return new Syntax.Comprehension(json.at(), word, what, generators);
  }

  private Syntax let(JsonPlace json) {
    Syntax value = of(json.child("value"));
    String name = json.name("varName");
    declare(name);
    Syntax body = of(json.child("body"));
    forget(1);
    return new Syntax.Let(json.at(), name, value, body);
  }
}
