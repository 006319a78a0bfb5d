/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import io.kindred.definition.InvalidDefinition;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    say(command.getErr(), reason(problem));
    if (hasLog()) {
      // The whole story goes to the log alone, which is set up with the heavy parts.
      FailureLog.write(problem);
    }
    return problem instanceof InvalidDefinition ? Kindred.INVALID : Kindred.FAILED;
  }

  /** A command that worked in a temporary directory has deleted its log by now. */
  private static boolean hasLog() {
    String log = System.getProperty("kindred.log");
    return log != null && Files.exists(Path.of(log));
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
