/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code pql/json}. */
final class JsonTreeReader {

  /** Nodes within nodes: about as many brackets as text may have. */
  private static final int DEPTH_MAX = 200;

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
    return new JsonTreeReader().of(new JsonPlace("", node));
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
      case "lambda" -> lambda(json);
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
    JsonNode value = json.node().path("value");
    return switch (json.text("literalType")) {
      case "XDMObject" -> new Syntax.Parameter(json.at(), 1);
      case "Timestamp" -> OccurrenceReader.moving(json.at(), json.text("value"));
      case "List" ->
          new Syntax.Items(json.at(), json.children("value").stream().map(this::constant).toList());
      default -> constant(new JsonPlace(json.pointer() + "/value", value));
    };
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
    return DoubleNode.valueOf(value.doubleValue());
  }

  private Syntax entries(JsonPlace json) {
    Map<String, Syntax> fields = new LinkedHashMap<>();
    JsonPlace object = json.child("fields");
    object.node().fieldNames().forEachRemaining(name -> fields.put(name, of(object.child(name))));
    return new Syntax.Entries(json.at(), fields);
  }

  // -- paths

  private Syntax variable(JsonPlace json) {
    String name = json.text("varName");
    if (!variables.contains(name)) {
      throw PqlProblem.found(json.at(), "a variable that is declared around it: not " + name);
    }
    return new Syntax.Name(json.at(), name);
  }

  private Syntax item(JsonPlace json) {
    int levels = json.number("level", 0, 99);
    if (levels == 0) {
      throw PqlProblem.found(json.at(), "a lookup of a field of the item");
    }
    return new Syntax.Up(json.at(), levels);
  }

  /** A field of what is looked at, and of the profile where nothing is, is a name. */
  private Syntax field(JsonPlace json) {
    String name = json.text("fieldName");
    JsonPlace object = json.child("object");
    boolean ofProfile =
        object.is("parameterReference", "position", "1")
            || object.is("literal", "literalType", "XDMObject");
    if (ofProfile && name.equals("xEvent")) {
      return new Syntax.Name(json.at(), name);
    }
    boolean bare = object.is("itemReference", "level", "0") || (ofProfile && level == 0);
    if (bare && TextWriter.isName(name) && !variables.contains(name)) {
      return new Syntax.Name(json.at(), name);
    }
    if (object.is("itemReference", "level", "0")) {
      throw PqlProblem.found(json.at(), "a field whose name hides no variable: not " + name);
    }
    return new Syntax.Field(json.at(), of(object), name);
  }

  // -- functions

  private Syntax applied(JsonPlace json) {
    String name = json.text("fnName").equals("!") ? "not" : json.text("fnName");
    List<JsonPlace> parameters = json.children("params");
    if (OPERATORS.contains(name)) {
      return operation(json, name, all(parameters));
    }
    if (PlainFunctions.NAMES.contains(name)) {
      return new Syntax.Function(json.at(), name, all(parameters));
    }
    if (parameters.isEmpty()) {
      throw PqlProblem.found(json.at(), "params with what " + name + " is applied to");
    }
    Syntax of = of(parameters.get(0));
    List<Syntax> arguments = new ArrayList<>();
    for (JsonPlace parameter : parameters.subList(1, parameters.size())) {
      boolean perItem = arguments.isEmpty() && ItemFunctions.NAMES.contains(name);
      boolean named = parameter.node().path("nodeType").asText().equals("lambda");
      arguments.add(perItem && !named ? inside(parameter) : of(parameter));
    }
    return new Syntax.Method(json.at(), of, name, arguments);
  }

  private static Syntax operation(JsonPlace json, String symbol, List<Syntax> operands) {
    boolean one = symbol.equals("not") || (symbol.equals("-") && operands.size() == 1);
    boolean many = symbol.equals("and") || symbol.equals("or");
    if (operands.size() < (one ? 1 : 2) || (!many && operands.size() > (one ? 1 : 2))) {
      throw PqlProblem.found(
          json.at(), symbol + " with " + (one ? "one parameter" : "two parameters"));
    }
    return new Syntax.Operation(json.at(), symbol, operands);
  }

  private Syntax lambda(JsonPlace json) {
    List<String> names = new ArrayList<>();
    json.node().path("parameters").forEach(name -> names.add(name.asText()));
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
      String name = declaration.text("varName");
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
    declare(json.text("varName"));
    Syntax body = of(json.child("body"));
    forget(1);
    return new Syntax.Let(json.at(), json.text("varName"), value, body);
  }
}
