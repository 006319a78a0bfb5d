/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Java sources as the compiler's own parser sees them: how long each method is, what has Javadoc.
 */
final class JavaShape {

  /** A method with a body, to its last brace. The table above a parameterised test is data. */
  record Method(String file, String name, int line, int lines) {
    @Override
    public String toString() {
      return file + ":" + line + ": " + name + " has " + lines + " lines";
    }
  }

  private final List<Method> methods = new ArrayList<>();
  private final List<String> undocumented = new ArrayList<>();

  private JavaShape() {}

  static JavaShape of(Checkout checkout, Stream<String> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      List<Path> paths = files.map(checkout::path).toList();
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(paths));
      JavaShape shape = new JavaShape();
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        String file = checkout.root().relativize(Path.of(unit.getSourceFile().toUri())).toString();
        shape.new Reader(file, trees).scan(unit, null);
      }
      return shape;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Method> methods() {
    return methods;
  }

  /** Top-level types without Javadoc. */
  List<String> undocumented() {
    return undocumented;
  }

  private final class Reader extends TreePathScanner<Void, Void> {
    private final String file;
    private final DocTrees trees;

    Reader(String file, DocTrees trees) {
      this.file = file;
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      TreePath path = getCurrentPath();
      if (path.getParentPath().getLeaf() instanceof CompilationUnitTree
          && trees.getDocComment(path) == null) {
        undocumented.add(file + ": " + type.getSimpleName());
      }
      return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (method.getBody() != null) {
        Tree head = method.getReturnType() == null ? method.getBody() : method.getReturnType();
        int first = line(head, true);
        int last = line(method, false);
        if (first < last) {
          methods.add(new Method(file, method.getName().toString(), first, last - first + 1));
        }
      }
      return super.visitMethod(method, null);
    }

    private int line(Tree tree, boolean first) {
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      var positions = trees.getSourcePositions();
      long at =
          first ? positions.getStartPosition(unit, tree) : positions.getEndPosition(unit, tree);
      return (int) unit.getLineMap().getLineNumber(at);
    }
  }
}
