/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kindred.segment.grammar.PqlBaseVisitor;
import io.kindred.segment.grammar.PqlParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Makes plain syntax of a parse tree. */
final class SyntaxReader extends PqlBaseVisitor<Syntax> {

  private final OccurrenceReader occurrences = new OccurrenceReader(this);
  private final ChainReader chains = new ChainReader(this);

  OccurrenceReader occurrences() {
    return occurrences;
  }

  private static Place at(ParserRuleContext context) {
    return Place.of(context.getStart());
  }

  private List<Syntax> all(List<? extends ParserRuleContext> contexts) {
    return contexts.stream().map(this::visit).toList();
  }

  @Override
  public Syntax visitDefinition(PqlParser.DefinitionContext context) {
    return visit(context.argument());
  }

  @Override
  public Syntax visitArgument(PqlParser.ArgumentContext context) {
    return context.ARROW() == null
        ? visit(context.expression(0))
        : new Syntax.Lambda(
            at(context), names(context.expression(0)), visit(context.expression(1)));
  }

  /** The names before an arrow: one, or some in brackets. */
  private List<String> names(PqlParser.ExpressionContext context) {
    List<PqlParser.ExpressionContext> group = group(context);
    List<String> names = new ArrayList<>();
    for (Syntax name : group.isEmpty() ? List.of(visit(context)) : all(group)) {
      names.add(name(name, "=>"));
    }
    return names;
  }

  private static String name(Syntax syntax, String before) {
    if (syntax instanceof Syntax.Name bare) {
      return bare.name();
    }
    throw PqlProblem.found(syntax.start(), "a name before " + before);
  }

  /** What stands in brackets, separated by commas, if that is all there is. */
  private static List<PqlParser.ExpressionContext> group(ParseTree context) {
    ParseTree inner = context;
    while (inner.getChildCount() == 1) {
      inner = inner.getChild(0);
    }
    return inner instanceof PqlParser.GroupedContext grouped ? grouped.expression() : List.of();
  }

  // -- logic

  @Override
  public Syntax visitExpression(PqlParser.ExpressionContext context) {
    return joined("or", context.conjunction(), context);
  }

  @Override
  public Syntax visitConjunction(PqlParser.ConjunctionContext context) {
    return joined("and", context.negation(), context);
  }

  private Syntax joined(
      String word, List<? extends ParserRuleContext> parts, ParserRuleContext context) {
    return parts.size() == 1
        ? visit(parts.get(0))
        : new Syntax.Operation(operator(context, 1), word, all(parts));
  }

  private static Place operator(ParserRuleContext context, int child) {
    ParseTree operator = context.getChild(child);
    return Place.of(
        operator.getPayload() instanceof Token token
            ? token
            : ((ParserRuleContext) operator).getStart());
  }

  @Override
  public Syntax visitNot(PqlParser.NotContext context) {
    return new Syntax.Operation(at(context), "not", List.of(visit(context.negation())));
  }

  /** {@code exists a.b}, or the quantifier. */
  @Override
  public Syntax visitExisting(PqlParser.ExistingContext context) {
    Syntax first = visit(context.sum(0));
    if (context.FROM() == null) {
      return new Syntax.Method(at(context), first, "isNotNull", List.of());
    }
    List<Syntax.Generator> generators = new ArrayList<>();
    Optional<Syntax> where = Optional.ofNullable(context.expression()).map(this::visit);
    generators.add(new Syntax.Generator(name(first, "from"), visit(context.sum(1)), where));
    context.generator().forEach(each -> generators.add(generator(each)));
    return new Syntax.Comprehension(at(context), "exists", Optional.empty(), generators);
  }

  @Override
  public Syntax visitPlain(PqlParser.PlainContext context) {
    return visit(context.comparison());
  }

  @Override
  public Syntax visitComprehended(PqlParser.ComprehendedContext context) {
    return new Syntax.Comprehension(
        at(context),
        context.getStart().getText().toLowerCase(Locale.ROOT),
        Optional.empty(),
        generators(context.generators()));
  }

  @Override
  public Syntax visitAggregated(PqlParser.AggregatedContext context) {
    List<Syntax.Generator> generators = generators(context.generators());
    Syntax what =
        context.sum() == null
            ? new Syntax.Name(at(context.generators()), generators.get(0).name())
            : visit(context.sum());
    return new Syntax.Comprehension(
        at(context),
        context.aggregation().getText().toLowerCase(Locale.ROOT),
        Optional.of(what),
        generators);
  }

  private List<Syntax.Generator> generators(PqlParser.GeneratorsContext context) {
    return context.generator().stream().map(this::generator).toList();
  }

  private Syntax.Generator generator(PqlParser.GeneratorContext context) {
    Optional<Syntax> where = Optional.ofNullable(context.expression()).map(this::visit);
    return new Syntax.Generator(context.name().getText(), visit(context.sum()), where);
  }

  @Override
  public Syntax visitLet(PqlParser.LetContext context) {
    return new Syntax.Let(
        at(context), context.name().getText(), visit(context.value()), visit(context.expression()));
  }

  @Override
  public Syntax visitValue(PqlParser.ValueContext context) {
    Syntax left = visit(context.sum(0));
    return context.comparator() == null
        ? left
        : operation(context, context.comparator().getText(), left, context.sum(1));
  }

  // -- comparisons

  @Override
  public Syntax visitComparison(PqlParser.ComparisonContext context) {
    Syntax left = visit(context.sum());
    PqlParser.RelationContext relation = context.relation();
    if (relation instanceof PqlParser.ComparedContext compared) {
      return operation(compared, compared.comparator().getText(), left, compared.sum());
    }
    if (relation instanceof PqlParser.ListedContext listed) {
      boolean negated = listed.NOT_IN() != null || listed.NOT() != null;
      return operation(listed, negated ? "notIn" : "in", left, listed.sum());
    }
    if (relation instanceof PqlParser.LikeContext like) {
      return negated(like.NOT(), operation(like, "like", left, like.sum()));
    }
    if (relation instanceof PqlParser.MatchingContext matching) {
      Place at = Place.of(matching.MATCHES().getSymbol());
      List<Syntax> regex = List.of(visit(matching.sum()));
      return negated(matching.NOT(), new Syntax.Method(at, left, "matches", regex));
    }
    return relation instanceof PqlParser.OccurringContext occurring
        ? new Syntax.Occurs(at(occurring), left, occurrences.read(occurring.occurrence()))
        : left;
  }

  private static Syntax negated(@Nullable TerminalNode not, Syntax relation) {
    return not == null
        ? relation
        : new Syntax.Operation(Place.of(not.getSymbol()), "not", List.of(relation));
  }

  private Syntax operation(
      ParserRuleContext at, String symbol, Syntax left, PqlParser.SumContext right) {
    return new Syntax.Operation(at(at), symbol, List.of(left, visit(right)));
  }

  // -- arithmetic

  @Override
  public Syntax visitSum(PqlParser.SumContext context) {
    return chained(context, context.product());
  }

  @Override
  public Syntax visitProduct(PqlParser.ProductContext context) {
    return chained(context, context.factor());
  }

  private Syntax chained(ParserRuleContext context, List<? extends ParserRuleContext> operands) {
    Syntax result = visit(operands.get(0));
    for (int i = 1; i < operands.size(); i++) {
      String symbol = context.getChild(2 * i - 1).getText();
      Place at = operator(context, 2 * i - 1);
      result = new Syntax.Operation(at, symbol, List.of(result, visit(operands.get(i))));
    }
    return result;
  }

  @Override
  public Syntax visitNegative(PqlParser.NegativeContext context) {
    return negative(at(context), visit(context.factor()));
  }

  /** Of a number that is known it is another number. */
  static Syntax negative(Place at, Syntax of) {
    return of instanceof Syntax.Constant constant && constant.value().isNumber()
        ? new Syntax.Constant(at, Literals.negative(constant.value()))
        : new Syntax.Operation(at, "-", List.of(of));
  }

  // -- paths, filters and functions

  @Override
  public Syntax visitStepped(PqlParser.SteppedContext context) {
    Syntax result = visit(context.primary());
    for (PqlParser.StepContext step : context.step()) {
      if (step instanceof PqlParser.FilterContext filter) {
        result = new Syntax.Filter(at(filter), result, visit(filter.expression()));
      } else if (step instanceof PqlParser.MemberContext member) {
        Place at = at(member.word());
        String name = member.word().getText();
        result =
            member.call() == null
                ? new Syntax.Field(at, result, name)
                : new Syntax.Method(at, result, name, arguments(member.call().arguments()));
      }
    }
    return result;
  }

  private List<Syntax> arguments(PqlParser.@Nullable ArgumentsContext of) {
    return of == null ? List.of() : all(of.argument());
  }

  @Override
  public Syntax visitReference(PqlParser.ReferenceContext context) {
    String name = context.name().getText();
    return context.call() == null
        ? new Syntax.Name(at(context), name)
        : new Syntax.Function(at(context), name, arguments(context.call().arguments()));
  }

  @Override
  public Syntax visitEnclosing(PqlParser.EnclosingContext context) {
    Syntax up = new Syntax.Up(at(context), context.CARET().size());
    return context.name() == null
        ? up
        : new Syntax.Field(at(context.name()), up, context.name().getText());
  }

  @Override
  public Syntax visitParameter(PqlParser.ParameterContext context) {
    String digits = context.getText().substring(1);
    if (digits.length() > 2 || digits.startsWith("0")) {
      throw PqlProblem.found(at(context), "$1, $2 and so on");
    }
    return new Syntax.Parameter(at(context), Integer.parseInt(digits));
  }

  @Override
  public Syntax visitChain(PqlParser.ChainContext context) {
    return chains.read(context);
  }

  // -- literals

  @Override
  public Syntax visitGrouped(PqlParser.GroupedContext context) {
    if (!context.COMMA().isEmpty()) {
      throw PqlProblem.found(context.COMMA(0).getSymbol(), "')'");
    }
    return visit(context.expression(0));
  }

  @Override
  public Syntax visitString(PqlParser.StringContext context) {
    return new Syntax.Constant(at(context), Literals.string(context.getStart()));
  }

  @Override
  public Syntax visitNumber(PqlParser.NumberContext context) {
    return new Syntax.Constant(at(context), Literals.number(context.getStart()));
  }

  @Override
  public Syntax visitTruth(PqlParser.TruthContext context) {
    return new Syntax.Constant(at(context), BooleanNode.valueOf(context.TRUE() != null));
  }

  @Override
  public Syntax visitNull(PqlParser.NullContext context) {
    return new Syntax.Constant(at(context), MissingNode.getInstance());
  }

  @Override
  public Syntax visitMoment(PqlParser.MomentContext context) {
    return occurrences.moving(context.getStart(), null);
  }

  @Override
  public Syntax visitPeriod(PqlParser.PeriodContext context) {
    return occurrences.moving(context.getStart(), context.name().getStart());
  }

  @Override
  public Syntax visitList(PqlParser.ListContext context) {
    return new Syntax.Items(at(context), arguments(context.arguments()));
  }

  @Override
  public Syntax visitObject(PqlParser.ObjectContext context) {
    Map<String, Syntax> fields = new LinkedHashMap<>();
    for (PqlParser.EntryContext entry : context.entry()) {
      Token key = entry.getStart();
      String name =
          key.getType() == PqlParser.STRING ? Literals.string(key).textValue() : key.getText();
      if (fields.put(name, visit(entry.expression())) != null) {
        throw PqlProblem.found(key, "each key once");
      }
    }
    return new Syntax.Entries(at(context), fields);
  }
}
