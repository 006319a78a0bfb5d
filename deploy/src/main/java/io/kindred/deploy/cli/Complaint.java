/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import io.kindred.definition.InvalidDefinition;
import io.kindred.segment.PqlProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What went wrong, in one line on the standard error. */
final class Complaint {

  private Complaint() {}

  static int aboutArguments(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    say(command.getErr(), problem.getMessage());
    say(command.getErr(), "try: " + command.getCommandSpec().qualifiedName() + " --help");
    return Kindred.INVALID;
  }

  static int aboutFailure(Exception problem, CommandLine command, ParseResult parsed) {
    if (problem.getCause() instanceof PqlProblem place) {
      // By itself, as compilers say it: editors find the place.
      command.getErr().println(place.getMessage());
      command.getErr().flush();
      return Kindred.INVALID;
    }
    say(command.getErr(), reason(problem));
    String log = System.getProperty("kindred.log");
    if (log != null && !explainsItself(problem)) {
      FailureLog.write(problem);
      say(command.getErr(), "the log is " + log);
    }
    return problem instanceof InvalidDefinition ? Kindred.INVALID : Kindred.FAILED;
  }

  /** What the machine or the input refuses is no fault to be looked for in a log. */
  private static boolean explainsItself(Exception problem) {
    return problem instanceof IOException || problem instanceof InvalidDefinition;
  }

  private static void say(PrintWriter err, @Nullable String message) {
    String line = message == null ? "failed" : message.lines().findFirst().orElse("failed");
    err.println("kindred: " + line);
    err.flush();
  }

  /** The innermost message of wrappers that say nothing themselves. */
  private static String reason(Throwable problem) {
    Throwable cause = problem;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof FileSystemException file && file.getReason() == null) {
      // Its message is the path alone, and what is wrong with it is the exception's name.
      return "cannot use " + file.getMessage() + " (" + cause.getClass().getSimpleName() + ")";
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
