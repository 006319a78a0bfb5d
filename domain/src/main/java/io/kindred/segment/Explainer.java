/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.definition.InvalidDefinition;
import io.kindred.segment.Explanation.Part;
import io.kindred.segment.Explanation.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes a condition apart at its {@code and}, {@code or} and {@code not}, and evaluates each part
 * by itself, now and for as long as it takes to change.
 */
final class Explainer {

  /** A part that has not changed by then is said to stay as it is. */
  private static final int STEPS_MAX = 10_000;

  private final SegmentSet segments;
  private final long now;

  /** Shared by all evaluations: which events satisfy which predicate is found out once. */
  private final Facts facts;

  /** The segments that the condition asks about, and those that they ask about, in their order. */
  private final Map<String, Expression> asked = new LinkedHashMap<>();

  Explainer(SegmentSet segments, Subject subject, long now) {
    this.segments = segments;
    this.now = now;
    this.facts = new Facts(subject);
  }

  /** A part of the tree: a leaf has no parts, but a condition of its own. */
  private record Node(Syntax syntax, String word, List<Node> parts, @Nullable Pql leaf) {}

  /** The truth of a condition at a moment, and until when. */
  private record At(@Nullable Boolean truth, long until) {}

  Explanation explain(String id) {
    Pql pql = segments.pql(id);
    Set<String> ids = new HashSet<>();
    collect(pql, ids);
    asked.putAll(segments.inOrder());
    asked.keySet().retainAll(ids);
    Node root = node(pql.syntax(), List.of(), pql.calendar());
    IdentityHashMap<Node, At> truths = new IdentityHashMap<>();
    evaluate(root, truths);
    boolean member = Boolean.TRUE.equals(truth(root, truths));
    return new Explanation(member, part(root, root, truths), changesAt(pql));
  }

  private void collect(Pql pql, Set<String> ids) {
    for (Pql.Reference reference : pql.references()) {
      if (ids.add(reference.id())) {
        collect(segments.pql(reference.id()), ids);
      }
    }
  }

  // -- taking apart

  private static Node node(Syntax syntax, List<String> names, Calendar calendar) {
    if (syntax instanceof Syntax.Lambda lambda) {
      return node(lambda.body(), lambda.names(), calendar);
    }
    boolean apart =
        syntax instanceof Syntax.Operation operation
            && List.of("and", "or", "not").contains(operation.symbol());
    if (apart) {
      Syntax.Operation operation = (Syntax.Operation) syntax;
      List<Node> parts =
          operation.operands().stream().map(part -> node(part, names, calendar)).toList();
      return new Node(syntax, operation.symbol(), parts, null);
    }
    Syntax named = names.isEmpty() ? syntax : new Syntax.Lambda(syntax.at(), names, syntax);
    return new Node(syntax, "", List.of(), read(named, calendar));
  }

  private static Pql read(Syntax syntax, Calendar calendar) {
    try {
      return Pql.read(syntax, Surroundings.binding(Map.of(), calendar));
    } catch (InvalidDefinition e) {
      throw new IllegalStateException("part of what has been read", e);
    }
  }

  // -- evaluating

  private void evaluate(Node node, IdentityHashMap<Node, At> truths) {
    if (node.leaf() != null) {
      truths.put(node, at(node.leaf(), now));
    }
    node.parts().forEach(part -> evaluate(part, truths));
  }

  /** By itself, on the memberships of the same moment. */
  private At at(Pql pql, long t) {
    Map<String, History> memberships = new HashMap<>();
    for (Map.Entry<String, Expression> segment : asked.entrySet()) {
      Clock clock = new Clock(t);
      boolean member =
          new Interpreter(facts, memberships, segments.slots()).holds(segment.getValue(), clock);
      History history = new History(t, member);
      history.extend(t, member, clock.until());
      memberships.put(segment.getKey(), history);
    }
    Clock clock = new Clock(t);
    Interpreter interpreter = new Interpreter(facts, memberships, pql.slots());
    return new At(interpreter.truth(pql.expression(), clock), clock.until());
  }

  private OptionalLong changesAt(Pql pql) {
    At at = at(pql, now);
    boolean before = Boolean.TRUE.equals(at.truth());
    for (int i = 0; i < STEPS_MAX && at.until() < Moment.FURTHEST; i++) {
      long t = at.until() + 1;
      at = at(pql, t);
      if (Boolean.TRUE.equals(at.truth()) != before) {
        return OptionalLong.of(t);
      }
    }
    return OptionalLong.empty();
  }

  private static @Nullable Boolean truth(Node node, IdentityHashMap<Node, At> truths) {
    At at = truths.get(node);
    if (at != null) {
      return at.truth();
    }
    if (node.word().equals("not")) {
      return ThreeValued.not(truth(node.parts().get(0), truths));
    }
    boolean all = node.word().equals("and");
    Boolean result = all;
    for (Node part : node.parts()) {
      Boolean one = truth(part, truths);
      if (one == null) {
        result = null;
      } else if (one != all) {
        return one;
      }
    }
    return result;
  }

  // -- putting together

  private Part part(Node node, Node root, IdentityHashMap<Node, At> truths) {
    Boolean truth = truth(node, truths);
    List<Part> parts = new ArrayList<>();
    node.parts().forEach(part -> parts.add(part(part, root, truths)));
    return new Part(
        TextWriter.write(node.syntax()),
        truth == null ? Verdict.UNKNOWN : truth ? Verdict.TRUE : Verdict.FALSE,
        isDecisive(node, root, truths),
        looksAt(node),
        node.leaf() == null ? OptionalLong.empty() : changesAt(node.leaf()),
        parts);
  }

  private static boolean isDecisive(Node node, Node root, IdentityHashMap<Node, At> truths) {
    IdentityHashMap<Node, At> otherwise = new IdentityHashMap<>(truths);
    boolean holds = Boolean.TRUE.equals(truth(node, truths));
    otherwise.put(node, new At(!holds, Long.MAX_VALUE));
    boolean member = Boolean.TRUE.equals(truth(root, truths));
    return Boolean.TRUE.equals(truth(root, otherwise)) != member;
  }

  private static List<String> looksAt(Node node) {
    SortedSet<String> found = new TreeSet<>();
    node.parts().forEach(part -> found.addAll(looksAt(part)));
    if (node.leaf() != null) {
      collect(node.leaf().expression(), found);
    }
    return List.copyOf(found);
  }

  private static void collect(Expression expression, SortedSet<String> found) {
    if (expression instanceof Expression.Path path
        && path.slot() == Expression.PROFILE
        && !path.names().isEmpty()) {
      found.add(String.join(".", path.names()));
    } else if (expression instanceof Selection.Events) {
      found.add("xEvent");
    } else if (expression instanceof Condition.InSegment segment) {
      found.add("inSegment(\"" + segment.id() + "\")");
    }
    expression.parts().forEach(part -> collect(part, found));
  }
}
