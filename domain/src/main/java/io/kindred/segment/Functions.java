/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import java.util.Map;
import java.util.TreeMap;

/** The functions there are, and how many arguments they take. */
final class Functions {

  static final int ANY = Integer.MAX_VALUE;

  private final Map<String, Method> methods = new TreeMap<>();
  private final Map<String, Function> functions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** What a call after a dot becomes. */
  interface MethodReading {
    Expression of(Expression receiver, Syntax.Method call);
  }

  /** What a call that stands for itself becomes. */
  interface FunctionReading {
    Expression of(Syntax.Function call);
  }

  private record Method(int least, int most, MethodReading reading) {}

  private record Function(int least, int most, FunctionReading reading) {}

  Functions(Resolver resolver) {
    new TextFunctions(resolver).addTo(this);
    new ItemFunctions(resolver).addTo(this);
    new ValueFunctions(resolver).addTo(this);
    new PlainFunctions(resolver).addTo(this);
  }

  void method(String name, int least, int most, MethodReading reading) {
    methods.put(name, new Method(least, most, reading));
  }

  void function(String name, int least, int most, FunctionReading reading) {
    functions.put(name, new Function(least, most, reading));
  }

  /** {@code of.name(…)}. */
  Expression method(Expression of, Syntax.Method call) {
    Method method = methods.get(call.name());
    if (method == null) {
      throw unknown(call.at(), call.name(), methods);
    }
    check(call.at(), call.name(), call.arguments().size(), method.least(), method.most());
    return method.reading().of(of, call);
  }

  /** {@code name(…)}. */
  Expression function(Syntax.Function call) {
    Function function = functions.get(call.name());
    if (function == null) {
      throw unknown(call.at(), call.name(), functions);
    }
    check(call.at(), call.name(), call.arguments().size(), function.least(), function.most());
    return function.reading().of(call);
  }

  private static PqlProblem unknown(Place at, String name, Map<String, ?> known) {
    String expected =
        Nearest.to(name, known.keySet())
            .map(nearest -> "a function, perhaps " + nearest)
            .orElseGet(() -> "a function: " + String.join(", ", known.keySet()));
    return PqlProblem.found(at, expected);
  }

  private static void check(Place at, String name, int found, int least, int most) {
    if (found < least || found > most) {
      throw new PqlProblem(
          at, "found %d arguments of %s; expected %s".formatted(found, name, shown(least, most)));
    }
  }

  private static String shown(int least, int most) {
    if (most == ANY) {
      return "at least " + least;
    }
    return least == most ? String.valueOf(least) : least + " or " + most;
  }
}
