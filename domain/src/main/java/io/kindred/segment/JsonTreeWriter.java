/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes syntax as {@code pql/json}. There a name says what it is: a variable, a field of the
 * profile, or a field of the item that is looked at.
 */
final class JsonTreeWriter implements Syntax.Cases<ObjectNode> {

  private final List<String> variables = new ArrayList<>();
  private final JsonOccurrences occurrences = new JsonOccurrences(this);

  /** How many items are looked at, one inside the other. */
  private int level;

  static ObjectNode write(Syntax syntax) {
    return syntax.accept(new JsonTreeWriter());
  }

  static ObjectNode node(String type) {
    return JsonNodeFactory.instance.objectNode().put("nodeType", type);
  }

  ObjectNode of(Syntax syntax) {
    return syntax.accept(this);
  }

  private ArrayNode all(List<Syntax> syntax) {
    ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
    syntax.forEach(each -> nodes.add(of(each)));
    return nodes;
  }

  /** Something in which bare paths speak of an item. */
  ObjectNode inside(Syntax syntax) {
    level++;
    ObjectNode node = of(syntax);
    level--;
    return node;
  }

  /** Something in which an item has a name. */
  private void declare(String name) {
    variables.add(name);
  }

  private void forget(int names) {
    variables.subList(variables.size() - names, variables.size()).clear();
  }

  // -- literals

  @Override
  public ObjectNode constant(Syntax.Constant constant) {
    return literal(constant.value());
  }

  private static ObjectNode literal(JsonNode value) {
    String type =
        switch (value.getNodeType()) {
          case STRING -> "String";
          case BOOLEAN -> "Boolean";
          case NUMBER -> value.isIntegralNumber() ? "Integer" : "Double";
          case ARRAY -> "List";
          default -> "Null";
        };
    ObjectNode node = node("literal").put("literalType", type);
    return value.isMissingNode() ? node.putNull("value") : node.set("value", value);
  }

  @Override
  public ObjectNode moving(Syntax.Moving moving) {
    return node("literal").put("literalType", "Timestamp").put("value", moving.words());
  }

  @Override
  public ObjectNode items(Syntax.Items items) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (Syntax item : items.items()) {
      if (item instanceof Syntax.Constant constant && !constant.value().isMissingNode()) {
        values.add(constant.value());
      } else {
        return node("list").set("items", all(items.items()));
      }
    }
    return literal(values);
  }

  @Override
  public ObjectNode entries(Syntax.Entries entries) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    entries.fields().forEach((name, value) -> fields.set(name, of(value)));
    return node("object").set("fields", fields);
  }

  // -- paths

  @Override
  public ObjectNode parameter(Syntax.Parameter parameter) {
    return node("parameterReference").put("position", parameter.position());
  }

  @Override
  public ObjectNode name(Syntax.Name name) {
    if (variables.contains(name.name())) {
      return node("varRef").put("varName", name.name());
    }
    ObjectNode profile = node("parameterReference").put("position", 1);
    if (name.name().equals(Resolver.EVENTS)) {
      return lookup(name.name(), profile);
    }
    ObjectNode of = level > 0 ? node("itemReference").put("level", 0) : profile;
    return name.name().equals(Resolver.ITEM) ? of : lookup(name.name(), of);
  }

  private static ObjectNode lookup(String name, ObjectNode of) {
    return node("fieldLookup").put("fieldName", name).set("object", of);
  }

  @Override
  public ObjectNode up(Syntax.Up up) {
    return node("itemReference").put("level", up.levels());
  }

  @Override
  public ObjectNode field(Syntax.Field field) {
    return lookup(field.name(), of(field.of()));
  }

  @Override
  public ObjectNode filter(Syntax.Filter filter) {
    ObjectNode node = node("filter");
    node.set("object", of(filter.of()));
    return node.set("where", inside(filter.where()));
  }

  // -- operators and functions

  @Override
  public ObjectNode operation(Syntax.Operation operation) {
    return apply(operation.symbol(), all(operation.operands()));
  }

  private static ObjectNode apply(String name, ArrayNode parameters) {
    return node("fnApply").put("fnName", name).set("params", parameters);
  }

  @Override
  public ObjectNode function(Syntax.Function function) {
    if (!PlainFunctions.has(function.name())) {
      throw PqlProblem.found(function.at(), "a function that stands for itself");
    }
    return apply(function.name(), all(function.arguments()));
  }

  @Override
  public ObjectNode method(Syntax.Method method) {
    if (PlainFunctions.has(method.name())) {
      throw PqlProblem.found(method.at(), "a function that may stand after a dot");
    }
    ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
    parameters.add(of(method.of()));
    for (Syntax argument : method.arguments()) {
      boolean perItem = parameters.size() == 1 && ItemFunctions.NAMES.contains(method.name());
      boolean named = argument instanceof Syntax.Lambda;
      parameters.add(perItem && !named ? inside(argument) : of(argument));
    }
    return apply(method.name(), parameters);
  }

  @Override
  public ObjectNode lambda(Syntax.Lambda lambda) {
    ObjectNode node = node("lambda");
    ArrayNode names = node.putArray("parameters");
    lambda.names().forEach(names::add);
    lambda.names().forEach(this::declare);
    node.set("body", of(lambda.body()));
    forget(lambda.names().size());
    return node;
  }

  @Override
  public ObjectNode comprehension(Syntax.Comprehension comprehension) {
    String word = comprehension.word();
    ObjectNode node =
        comprehension.what().isEmpty() ? node(word) : node("aggregate").put("fnName", word);
    ArrayNode generators = node.putArray("variables");
    for (Syntax.Generator generator : comprehension.generators()) {
      ObjectNode declaration = node("varDecl").put("varName", generator.name());
      declaration.set("from", of(generator.of()));
      declare(generator.name());
      generator.where().ifPresent(where -> declaration.set("where", of(where)));
      generators.add(declaration);
    }
    comprehension.what().ifPresent(what -> node.set("value", of(what)));
    forget(comprehension.generators().size());
    return node;
  }

  @Override
  public ObjectNode let(Syntax.Let let) {
    ObjectNode node = node("let").put("varName", let.name());
    node.set("value", of(let.value()));
    declare(let.name());
    node.set("body", of(let.body()));
    forget(1);
    return node;
  }

  // -- time

  @Override
  public ObjectNode occurs(Syntax.Occurs occurs) {
    ObjectNode node = node("occurs");
    node.set("timestamp", of(occurs.of()));
    return occurrences.write(occurs.how(), node);
  }

  @Override
  public ObjectNode chain(Syntax.Chain chain) {
    ObjectNode node = node("chain");
    node.set("object", of(chain.events()));
    ArrayNode elements = node.put("timestamp", "timestamp").putArray("elements");
    int declared = 0;
    for (Syntax.Element element : chain.elements()) {
      level++;
      elements.add(element(element));
      level--;
      if (element.count().least() > 0) {
        declare(element.name());
        declared++;
      }
    }
    forget(declared);
    return node;
  }

  private ObjectNode element(Syntax.Element element) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("varName", element.name());
    node.set("what", of(element.what()));
    if (!element.where().isEmpty()) {
      node.set("where", all(element.where()));
    }
    if (!element.when().isEmpty()) {
      ArrayNode when = node.putArray("when");
      element.when().forEach(each -> when.add(occurrences.write(each, node("occurs"))));
    }
    if (!element.count().equals(Syntax.Element.Count.ONCE)) {
      ObjectNode count = node.putObject("count").put("min", element.count().least());
      if (element.count().most() < Integer.MAX_VALUE) {
        count.put("max", element.count().most());
      }
    }
    return node;
  }
}
