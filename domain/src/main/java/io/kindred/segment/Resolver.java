/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives names their meaning, checks what can be checked beforehand, and refuses what has none. */
final class Resolver implements Syntax.Cases<Expression> {

  static final String EVENTS = "xEvent";

  /** What bare paths speak of: documented examples say {@code this.timestamp}. */
  static final String ITEM = "this";

  /**
   * What is within each other, brackets or not: {@code 1 + 1 + 1} is two deep. Far from the end of
   * a thread's stack, here and where it is evaluated.
   */
  static final int DEPTH_MAX = 250;

  private final Surroundings surroundings;
  private final Scope scope;
  private int depth;
  private final Moments moments = new Moments(this);
  private final Comparisons comparisons = new Comparisons(this, moments);
  private final Comprehensions comprehensions = new Comprehensions(this);
  private final Functions functions = new Functions(this);
  private final List<Pql.Reference> references = new ArrayList<>();

  Resolver(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.scope = new Scope(surroundings.profile());
  }

  Pql read(Syntax syntax) {
    Map<Integer, Expression> bound = bound();
    Expression expression = syntax instanceof Syntax.Lambda lambda ? entry(lambda) : of(syntax);
    if (isDefinition()) {
      moments.refuseStray();
      comparisons.require(Kind.BOOLEAN, expression, syntax.start());
    }
    for (Map.Entry<Integer, Expression> binding : bound.entrySet()) {
      expression = new Expression.Let(binding.getKey(), binding.getValue(), expression);
    }
    return new Pql(
        syntax, surroundings.calendar(), expression, scope.slots(), List.copyOf(references));
  }

  /** Slots for what is given: nothing is known beforehand of what it holds. */
  private Map<Integer, Expression> bound() {
    Map<Integer, Expression> bound = new LinkedHashMap<>();
    surroundings
        .bindings()
        .forEach(
            (name, value) -> {
              int slot = scope.reserve(Fields.OPEN);
              scope.bind(name, new Expression.Path(slot, List.of()));
              bound.put(slot, new Expression.Literal(Values.value(value)));
            });
    return bound;
  }

  /** {@code (Profile) => …}: names for the parameters. */
  private Expression entry(Syntax.Lambda lambda) {
    for (int i = 0; i < lambda.names().size(); i++) {
      scope.bind(lambda.names().get(i), parameter(new Syntax.Parameter(lambda.at(), i + 1)));
    }
    return of(lambda.body());
  }

  Expression of(Syntax syntax) {
    if (depth == DEPTH_MAX) {
      throw new PqlProblem(syntax.at(), "nested too deep");
    }
    depth++;
    Expression expression = syntax.accept(this);
    depth--;
    return expression;
  }

  Scope scope() {
    return scope;
  }

  /** Whether it will be evaluated at every moment, and not at one. */
  boolean isDefinition() {
    return surroundings.definition();
  }

  Calendar calendar() {
    return surroundings.calendar();
  }

  Moments moments() {
    return moments;
  }

  Comparisons comparisons() {
    return comparisons;
  }

  void refersTo(String id, Place at) {
    references.add(new Pql.Reference(id, at));
  }

  // -- literals

  @Override
  public Expression constant(Syntax.Constant constant) {
    return new Expression.Literal(constant.value());
  }

  @Override
  public Expression moving(Syntax.Moving moving) {
    return moments.moving(moving);
  }

  @Override
  public Expression items(Syntax.Items items) {
    List<Expression> parts = items.items().stream().map(this::of).toList();
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (Expression part : parts) {
      if (part instanceof Expression.Literal literal) {
        Values.addWhole(values, literal.value());
      } else if (part instanceof Expression.At at && at.moment() instanceof Moment.Day day) {
        values.add(TextNode.valueOf(day.date().toString()));
      } else {
        return new Selection.ListOf(parts);
      }
    }
    return new Expression.Literal(values);
  }

  @Override
  public Expression entries(Syntax.Entries entries) {
    Map<String, Expression> fields = new LinkedHashMap<>();
    entries.fields().forEach((name, value) -> fields.put(name, of(value)));
    return new Expression.ObjectOf(fields);
  }

  // -- names and paths

  @Override
  public Expression parameter(Syntax.Parameter parameter) {
    Optional<Expression> given = scope.bound("$" + parameter.position());
    if (given.isPresent()) {
      return given.get();
    }
    if (parameter.position() == 1) {
      return Scope.PROFILE;
    }
    throw PqlProblem.found(parameter.at(), "$1, the profile: nothing else is given");
  }

  @Override
  public Expression name(Syntax.Name name) {
    Optional<Expression> variable = scope.bound(name.name());
    if (variable.isPresent()) {
      return variable.get();
    }
    if (name.name().equals(EVENTS)) {
      return events();
    }
    if (scope.isAhead(name.name())) {
      throw PqlProblem.found(name.at(), "an element that must occur, and comes before this one");
    }
    Scope.Level level = scope.level(0).orElseThrow();
    Expression item = new Expression.Path(level.slot(), List.of());
    if (name.name().equals(ITEM)) {
      return item;
    }
    return level.alias().filter(name.name()::equals).isPresent()
        ? new Expression.Either(field(item, name.name()), item)
        : field(item, name.name(), name.at());
  }

  private Expression events() {
    int slot = scope.reserve(surroundings.events());
    scope.release(slot);
    return shared(new Selection.Events(slot, Optional.empty()));
  }

  @Override
  public Expression up(Syntax.Up up) {
    Scope.Level level =
        scope
            .level(up.levels())
            .orElseThrow(
                () ->
                    PqlProblem.found(
                        up.at(),
                        "at most one ^ for each filter around it: outside is the profile"));
    return new Expression.Path(level.slot(), List.of());
  }

  @Override
  public Expression field(Syntax.Field field) {
    Expression of = of(field.of());
    return of.equals(Scope.PROFILE) && field.name().equals(EVENTS)
        ? events()
        : field(of, field.name(), field.at());
  }

  Expression field(Expression of, String name, Place at) {
    Fields fields = fields(of);
    if (fields.field(name).isEmpty()) {
      String perhaps =
          fields.nearest(name).map(nearest -> ", perhaps '" + nearest + "'").orElse("");
      throw PqlProblem.found(at, "a field that a schema has" + perhaps);
    }
    return field(of, name);
  }

  private static Expression field(Expression of, String name) {
    if (of instanceof Expression.Either either) {
      return new Expression.Either(field(either.first(), name), field(either.other(), name));
    }
    if (of instanceof Expression.Path path) {
      List<String> names = new ArrayList<>(path.names());
      names.add(name);
      return new Expression.Path(path.slot(), List.copyOf(names));
    }
    return new Expression.Field(of, name);
  }

  /** The fields of what an expression gives, where schemas say. */
  Fields fields(Expression of) {
    if (of instanceof Expression.Path path) {
      Fields fields = scope.fields(path.slot());
      for (String name : path.names()) {
        fields = fields.field(name).orElse(Fields.OPEN);
      }
      return fields;
    }
    if (of instanceof Expression.Either either) {
      return fields(either.other());
    }
    if (of instanceof Selection.Events) {
      return surroundings.events();
    }
    boolean ofItsItems =
        of instanceof Selection.Filter
            || of instanceof Selection.Ranked
            || (of instanceof Expression.Call call
                && (call.function() == ArrayFunction.HEAD
                    || call.function() == ArrayFunction.DISTINCT));
    return ofItsItems ? fields(of.parts().get(0)) : Fields.OPEN;
  }

  // -- filters

  @Override
  public Expression filter(Syntax.Filter filter) {
    Expression of = of(filter.of());
    int slot = scope.reserve(fields(of));
    Expression where =
        atLevel(new Scope.Level(slot, Optional.empty()), () -> condition(filter.where()));
    scope.release(slot);
    return filtered(of, slot, where);
  }

  /** Something that must be true, false or unknown. */
  Expression condition(Syntax syntax) {
    Expression condition = of(syntax);
    comparisons.require(Kind.BOOLEAN, condition, syntax.start());
    return condition;
  }

  Expression filtered(Expression of, int slot, Expression where) {
    return of instanceof Selection.Events events && events.where().isEmpty()
        ? select(slot, where)
        : new Selection.Filter(of, slot, where);
  }

  /** Equal selections are one object, so that their events are looked for once. */
  Expression select(int slot, Expression where) {
    Expression selection = EventOnly.select(slot, where);
    return selection instanceof Selection.Filter filter
        ? new Selection.Filter(shared((Selection.Events) filter.of()), slot, filter.where())
        : shared((Selection.Events) selection);
  }

  private Selection.Events shared(Selection.Events events) {
    return surroundings.known().getOrDefault(events, events);
  }

  /** Reads something in which bare paths speak of the item of that level. */
  Expression atLevel(Scope.Level level, Supplier<Expression> inner) {
    scope.enter(level);
    Expression result = inner.get();
    scope.leave();
    return result;
  }

  // -- operators and functions

  @Override
  public Expression operation(Syntax.Operation operation) {
    return comparisons.operation(operation);
  }

  Expression negative(Expression of) {
    return new Expression.Calculate(
        Arithmetic.MINUS, new Expression.Literal(LongNode.valueOf(0)), of);
  }

  @Override
  public Expression occurs(Syntax.Occurs occurs) {
    return moments.occurring(of(occurs.of()), occurs.of().start(), occurs.how());
  }

  @Override
  public Expression function(Syntax.Function function) {
    return functions.function(function);
  }

  @Override
  public Expression method(Syntax.Method method) {
    return functions.method(of(method.of()), method);
  }

  @Override
  public Expression comprehension(Syntax.Comprehension comprehension) {
    return comprehensions.read(comprehension);
  }

  @Override
  public Expression let(Syntax.Let let) {
    return comprehensions.let(let);
  }

  @Override
  public Expression chain(Syntax.Chain chain) {
    return new ChainResolver(this).read(chain);
  }

  @Override
  public Expression lambda(Syntax.Lambda lambda) {
    throw PqlProblem.found(lambda.at(), "a value: a lambda is an argument of a function");
  }
}
