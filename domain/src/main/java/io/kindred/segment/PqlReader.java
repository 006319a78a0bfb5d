/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kindred.segment.grammar.PqlBaseVisitor;
import io.kindred.segment.grammar.PqlParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Makes an expression of a parse tree: gives names their meaning, and refuses what has none. */
final class PqlReader extends PqlBaseVisitor<Expression> {

  private final Map<Expression.Events, Expression.Events> known;
  private final Scope scope = new Scope();
  private final Moments moments = new Moments(this);
  private final Functions functions = new Functions(this);
  private final List<Pql.Reference> references = new ArrayList<>();

  PqlReader(Map<Expression.Events, Expression.Events> known) {
    this.known = known;
  }

  Pql read(PqlParser.DefinitionContext definition) {
    Expression expression = visit(definition.expression());
    moments.refuseStray();
    return new Pql(expression, scope.slots(), List.copyOf(references));
  }

  Scope scope() {
    return scope;
  }

  Moments moments() {
    return moments;
  }

  void refersTo(String id, Token at) {
    references.add(new Pql.Reference(id, at.getLine(), at.getCharPositionInLine() + 1));
  }

  // -- logic

  @Override
  public Expression visitExpression(PqlParser.ExpressionContext context) {
    return junction(false, context.conjunction());
  }

  @Override
  public Expression visitConjunction(PqlParser.ConjunctionContext context) {
    return junction(true, context.negation());
  }

  private Expression junction(boolean all, List<? extends ParserRuleContext> parts) {
    return parts.size() == 1
        ? visit(parts.get(0))
        : new Expression.Junction(all, parts.stream().map(this::visit).toList());
  }

  @Override
  public Expression visitNot(PqlParser.NotContext context) {
    return new Expression.Not(visit(context.negation()));
  }

  @Override
  public Expression visitPresent(PqlParser.PresentContext context) {
    return new Expression.Not(new Expression.IsNull(visit(context.sum())));
  }

  @Override
  public Expression visitPlain(PqlParser.PlainContext context) {
    return visit(context.comparison());
  }

  @Override
  public Expression visitQuantified(PqlParser.QuantifiedContext context) {
    return quantified(context, 0);
  }

  private Expression quantified(PqlParser.QuantifiedContext context, int index) {
    if (index == context.generator().size()) {
      return visit(context.expression());
    }
    PqlParser.GeneratorContext generator = context.generator(index);
    Expression of = visit(generator.sum());
    String name = generator.NAME().getText();
    int slot = scope.reserve();
    scope.bind(name, slot);
    Expression condition = quantified(context, index + 1);
    scope.unbind(name);
    scope.release(slot);
    return new Expression.Quantified(context.FORALL() != null, of, slot, condition);
  }

  // -- comparisons

  @Override
  public Expression visitComparison(PqlParser.ComparisonContext context) {
    Expression left = visit(context.sum());
    Token at = context.sum().getStart();
    PqlParser.RelationContext relation = context.relation();
    if (relation instanceof PqlParser.ComparedContext compared) {
      return compared(left, at, compared);
    }
    if (relation instanceof PqlParser.ListedContext listed) {
      return listed(left, listed);
    }
    if (relation instanceof PqlParser.LikeContext like) {
      String pattern = text(visit(like.sum()), like.sum().getStart());
      return new Expression.Match(left, TextPattern.like(pattern));
    }
    return relation instanceof PqlParser.OccurringContext occurring
        ? moments.occurring(left, at, occurring.occurrence())
        : left;
  }

  private Expression compared(Expression left, Token at, PqlParser.ComparedContext context) {
    Comparison comparison = Comparison.of(context.comparator().getText());
    Expression right = visit(context.sum());
    return left instanceof Expression.At || right instanceof Expression.At
        ? moments.compared(
            comparison,
            new Moments.Operand(left, at),
            new Moments.Operand(right, context.sum().getStart()))
        : new Expression.Compare(comparison, left, right);
  }

  private Expression listed(Expression item, PqlParser.ListedContext context) {
    Expression list = visit(context.sum());
    boolean negated = context.NOT_IN() != null || context.NOT() != null;
    return new Expression.In(item, list, texts(list), negated);
  }

  /** The texts of a literal list that has nothing else in it. */
  private static Set<String> texts(Expression list) {
    Set<String> texts = new HashSet<>();
    if (list instanceof Expression.Literal literal && literal.value().isArray()) {
      for (var item : literal.value()) {
        if (!item.isTextual()) {
          return Set.of();
        }
        texts.add(item.textValue());
      }
    }
    return Set.copyOf(texts);
  }

  TextPattern regex(Expression regex, Token at) {
    try {
      return TextPattern.regex(text(regex, at));
    } catch (PatternSyntaxException e) {
      throw PqlProblem.found(at, "a regular expression: " + e.getDescription());
    }
  }

  /** A pattern is compiled once, so it must be known. */
  String text(Expression expression, Token at) {
    if (expression instanceof Expression.Literal literal && literal.value().isTextual()) {
      return literal.value().textValue();
    }
    throw PqlProblem.found(at, "a string");
  }

  // -- arithmetic

  @Override
  public Expression visitSum(PqlParser.SumContext context) {
    Expression result = visit(context.product(0));
    for (int i = 1; i < context.product().size(); i++) {
      Arithmetic operation =
          context.getChild(2 * i - 1).getText().equals("+") ? Arithmetic.PLUS : Arithmetic.MINUS;
      result = new Expression.Calculate(operation, result, visit(context.product(i)));
    }
    return result;
  }

  @Override
  public Expression visitProduct(PqlParser.ProductContext context) {
    Expression result = visit(context.factor(0));
    for (int i = 1; i < context.factor().size(); i++) {
      Arithmetic operation =
          switch (context.getChild(2 * i - 1).getText()) {
            case "*" -> Arithmetic.TIMES;
            case "/" -> Arithmetic.OVER;
            default -> Arithmetic.MODULO;
          };
      result = new Expression.Calculate(operation, result, visit(context.factor(i)));
    }
    return result;
  }

  @Override
  public Expression visitNegative(PqlParser.NegativeContext context) {
    Expression factor = visit(context.factor());
    Expression.Literal zero = new Expression.Literal(LongNode.valueOf(0));
    return factor instanceof Expression.Literal literal
        ? new Expression.Literal(Arithmetic.MINUS.of(zero.value(), literal.value()))
        : new Expression.Calculate(Arithmetic.MINUS, zero, factor);
  }

  // -- paths, filters and functions

  @Override
  public Expression visitStepped(PqlParser.SteppedContext context) {
    Expression result = visit(context.primary());
    for (PqlParser.StepContext step : context.step()) {
      if (step instanceof PqlParser.FilterContext filter) {
        result = filter(result, filter.expression());
      } else if (step instanceof PqlParser.MemberContext member) {
        result = member(result, member);
      }
    }
    return result;
  }

  private Expression member(Expression of, PqlParser.MemberContext member) {
    return member.call() == null
        ? field(of, member.word().getText())
        : functions.method(of, new Functions.Call(member.word().getStart(), member.call()));
  }

  private static Expression field(Expression of, String name) {
    if (of instanceof Expression.Path path) {
      List<String> names = new ArrayList<>(path.names());
      names.add(name);
      return new Expression.Path(path.slot(), List.copyOf(names));
    }
    return new Expression.Field(of, name);
  }

  private Expression filter(Expression of, PqlParser.ExpressionContext condition) {
    int slot = scope.reserve();
    Expression where = atLevel(slot, () -> visit(condition));
    scope.release(slot);
    return of instanceof Expression.Events events && events.where().isEmpty()
        ? select(slot, where)
        : new Expression.Filter(of, slot, where);
  }

  /** Equal selections are one object, so that their events are looked for once. */
  Expression select(int slot, Expression where) {
    Expression selection = EventOnly.select(slot, where);
    return selection instanceof Expression.Filter filter
        ? new Expression.Filter(shared((Expression.Events) filter.of()), slot, filter.where())
        : shared((Expression.Events) selection);
  }

  private Expression.Events shared(Expression.Events events) {
    return known.getOrDefault(events, events);
  }

  /** Reads something in which bare paths speak of the item in that slot. */
  Expression atLevel(int slot, Supplier<Expression> inner) {
    scope.enterLevel(slot);
    Expression result = inner.get();
    scope.leaveLevel();
    return result;
  }

  @Override
  public Expression visitReference(PqlParser.ReferenceContext context) {
    return context.call() == null
        ? path(context.name().getText())
        : functions.function(new Functions.Call(context.getStart(), context.call()));
  }

  private Expression path(String name) {
    if (name.equals("xEvent")) {
      int slot = scope.reserve();
      scope.release(slot);
      return shared(new Expression.Events(slot, Optional.empty()));
    }
    OptionalInt bound = scope.bound(name);
    return bound.isPresent()
        ? new Expression.Path(bound.getAsInt(), List.of())
        : new Expression.Path(scope.level(0).orElseThrow(), List.of(name));
  }

  @Override
  public Expression visitEnclosing(PqlParser.EnclosingContext context) {
    int outwards = context.CARET().size();
    OptionalInt level = scope.level(outwards);
    if (level.isEmpty()) {
      throw PqlProblem.found(
          context.getStart(), "at most one ^ for each filter around it: outside is the profile");
    }
    return new Expression.Path(level.getAsInt(), List.of());
  }

  @Override
  public Expression visitProfile(PqlParser.ProfileContext context) {
    return new Expression.Path(Expression.PROFILE, List.of());
  }

  @Override
  public Expression visitChain(PqlParser.ChainContext context) {
    return new ChainReader(this).read(context);
  }

  // -- literals

  @Override
  public Expression visitGrouped(PqlParser.GroupedContext context) {
    return visit(context.expression());
  }

  @Override
  public Expression visitString(PqlParser.StringContext context) {
    return new Expression.Literal(Literals.string(context.getStart()));
  }

  @Override
  public Expression visitNumber(PqlParser.NumberContext context) {
    return new Expression.Literal(Literals.number(context.getStart()));
  }

  @Override
  public Expression visitTruth(PqlParser.TruthContext context) {
    return new Expression.Literal(BooleanNode.valueOf(context.TRUE() != null));
  }

  @Override
  public Expression visitNull(PqlParser.NullContext context) {
    return new Expression.Literal(MissingNode.getInstance());
  }

  @Override
  public Expression visitMoment(PqlParser.MomentContext context) {
    return moments.moment(context);
  }

  @Override
  public Expression visitPeriod(PqlParser.PeriodContext context) {
    return moments.period(context);
  }

  @Override
  public Expression visitList(PqlParser.ListContext context) {
    List<Expression> parts =
        context.arguments() == null
            ? List.of()
            : context.arguments().expression().stream().map(this::visit).toList();
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (Expression part : parts) {
      if (part instanceof Expression.Literal literal) {
        Values.addTo(values, literal.value());
      } else if (part instanceof Expression.At at && at.moment() instanceof Moment.Fixed day) {
        values.add(TextNode.valueOf(day.date()));
      } else {
        return new Expression.ListOf(parts);
      }
    }
    return new Expression.Literal(values);
  }
}
