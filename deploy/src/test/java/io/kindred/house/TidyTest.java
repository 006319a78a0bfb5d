/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the repository to STYLE.md. Patterns are written so that they do not find themselves. */
class TidyTest {

  // -- the hard stops, and what half and nine tenths of the main code stay below

  private static final int METHOD_LINES_MAX = 60;
  private static final int METHOD_LINES_P90 = 18;
  private static final int METHOD_LINES_MEDIAN = 6;
  private static final int FILE_LINES_MAX = 400;
  private static final int FILE_LINES_P90 = 200;
  private static final int FILE_LINES_MEDIAN = 80;
  private static final int COLUMNS_MAX = 100;
  private static final int BLOB_BYTES_MAX = 1 << 20;

  private static final String SPDX = "SPDX-License-Identifier: Apache-2.0";
  private static final String JAVA_HEADER = "/*\n * " + SPDX + "\n */\n";

  private static final Pattern LOOSE_END = Pattern.compile("\\b(TO(DO)|FIX(ME)|X(XX))\\b");
  private static final Pattern SKIPPED_TEST =
      Pattern.compile(
          "@(Disabled|Ignore|Enabled(If|On))|\\bassum(e|ing)(True|False|That)\\b"
              + "|skip(Tests|ITs)>true|TestAborted(Exception)");
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.~*-])/(work|root|tmp/[a-z]|(home|Users)/\\w)");
  private static final Pattern REGISTRY_HOST =
      Pattern.compile("repo1?\\.(maven)|registry\\.(npmjs)|deb\\.(debian)|(pypi)\\.org");
  private static final Pattern CHANGELOG =
      Pattern.compile(
          "# Changes\n.*?(\n## (Unreleased|\\d+\\.\\d+(\\.\\d+)? · \\d{4}-\\d\\d-\\d\\d)\n"
              + "[^#]*\n### Breaking\n[^#]+\n### Added\n[^#]+\n### Fixed\n[^#]+)+",
          Pattern.DOTALL);

  private static final Checkout CHECKOUT = Checkout.here();
  private static final JavaShape MAIN = JavaShape.of(CHECKOUT, java().filter(TidyTest::isMain));
  private static final JavaShape TESTS =
      JavaShape.of(CHECKOUT, java().filter(file -> !isMain(file)));

  @Test
  void checkout_isWhole() {
    assertThat(CHECKOUT.rooms()).contains("avro", "domain", "operators", "jobs", "serving");
    assertThat(java()).anyMatch(file -> file.endsWith("house/TidyTest.java"));
  }

  @Test
  void methods_areShort() {
    assertThat(Stream.of(MAIN, TESTS).flatMap(shape -> shape.methods().stream()))
        .filteredOn(method -> method.lines() > METHOD_LINES_MAX)
        .as("methods of more than %d lines", METHOD_LINES_MAX)
        .isEmpty();

    int[] lines = MAIN.methods().stream().mapToInt(JavaShape.Method::lines).sorted().toArray();
    assertThat(at(lines, 0.5)).as("half of all methods").isLessThanOrEqualTo(METHOD_LINES_MEDIAN);
    assertThat(at(lines, 0.9)).as("most methods").isLessThanOrEqualTo(METHOD_LINES_P90);
  }

  @Test
  void files_areShort() {
    assertThat(java())
        .filteredOn(file -> CHECKOUT.text(file).lines().count() > FILE_LINES_MAX)
        .as("files of more than %d lines", FILE_LINES_MAX)
        .isEmpty();

    int[] lines =
        java()
            .filter(file -> isMain(file) && !file.endsWith("package-info.java"))
            .mapToInt(file -> (int) CHECKOUT.text(file).lines().count())
            .sorted()
            .toArray();
    assertThat(at(lines, 0.5)).as("half of all files").isLessThanOrEqualTo(FILE_LINES_MEDIAN);
    assertThat(at(lines, 0.9)).as("most files").isLessThanOrEqualTo(FILE_LINES_P90);
  }

  @Test
  void lines_fitInAHundredColumns() {
    none("lines wider than " + COLUMNS_MAX, java().filter(TidyTest::isMain), TidyTest::isTooWide);
    none(
        "lines wider than " + COLUMNS_MAX + " that are no row of a table",
        java().filter(file -> !isMain(file)),
        line -> isTooWide(line) && !line.contains(" | "));
  }

  @Test
  void packages_sayWhatTheyAreFor() {
    Set<String> explained =
        java()
            .filter(file -> file.endsWith("/package-info.java"))
            .filter(file -> CHECKOUT.text(file).contains("@NullMarked"))
            .map(TidyTest::packageOf)
            .collect(Collectors.toSet());
    assertThat(java().map(TidyTest::packageOf).distinct())
        .filteredOn(name -> !explained.contains(name))
        .as("packages without a package-info.java that is @NullMarked")
        .isEmpty();
  }

  @Test
  void types_sayWhatTheyAre() {
    assertThat(MAIN.undocumented()).as("top-level types without Javadoc").isEmpty();
  }

  @Test
  void sources_nameTheirLicence() {
    assertThat(java())
        .filteredOn(file -> !CHECKOUT.text(file).startsWith(JAVA_HEADER))
        .as("sources that do not begin with the SPDX header")
        .isEmpty();
    assertThat(CHECKOUT.files())
        .filteredOn(file -> file.endsWith("pom.xml") || file.endsWith(".g4") || isScript(file))
        .filteredOn(file -> CHECKOUT.text(file).lines().limit(3).noneMatch(l -> l.contains(SPDX)))
        .as("files without the SPDX line among their first three")
        .isEmpty();
  }

  @Test
  void looseEnds_haveALink() {
    none(
        "loose ends without a link",
        CHECKOUT.files().stream(),
        line -> LOOSE_END.matcher(line).find() && !line.contains("https://"));
  }

  @Test
  void tests_areNeverSkipped() {
    none(
        "skipped tests",
        Stream.concat(java(), CHECKOUT.ending("pom.xml")),
        line -> SKIPPED_TEST.matcher(line).find());
  }

  @Test
  void files_nameNoMachine() {
    none(
        "machine paths and registry hosts",
        CHECKOUT.files().stream(),
        line -> MACHINE_PATH.matcher(line).find() || REGISTRY_HOST.matcher(line).find());
  }

  @Test
  void files_areSmall() {
    assertThat(CHECKOUT.files())
        .filteredOn(file -> size(file) > BLOB_BYTES_MAX)
        .as("files of more than %d bytes", BLOB_BYTES_MAX)
        .isEmpty();
  }

  @Test
  void versions_standInTheParentPomOnly() {
    Pattern parent = Pattern.compile("<parent>.*?</parent>", Pattern.DOTALL);
    for (String room : CHECKOUT.rooms()) {
      String pom = parent.matcher(CHECKOUT.text(room + "/pom.xml")).replaceFirst("");
      assertThat(pom).as("%s/pom.xml names no version", room).doesNotContain("<version>");
    }
  }

  @Test
  void changelog_hasItsShape() {
    assertThat(CHECKOUT.text("CHANGELOG.md"))
        .as("Unreleased and releases, each with Breaking, Added and Fixed, none of them empty")
        .matches(CHANGELOG);
  }

  @Test
  void readme_listsTheRooms() {
    List<String> listed =
        Pattern.compile("(?m)^\\| \\[`(\\w+)/`]")
            .matcher(CHECKOUT.text("README.md"))
            .results()
            .map((MatchResult room) -> room.group(1))
            .toList();
    assertThat(listed).as("README's table of rooms").containsAll(CHECKOUT.rooms());
  }

  @Test
  void decisions_areNumberedWithoutGaps() {
    List<String> numbers =
        CHECKOUT.files().stream()
            .filter(file -> file.startsWith("docs/decisions/"))
            .map(file -> file.substring("docs/decisions/".length()).substring(0, 4))
            .toList();
    assertThat(numbers)
        .isEqualTo(IntStream.rangeClosed(1, numbers.size()).mapToObj("%04d"::formatted).toList());
  }

  // -- looking

  private static Stream<String> java() {
    return CHECKOUT.ending(".java");
  }

  private static boolean isMain(String file) {
    return file.contains("/src/main/");
  }

  private static void none(String what, Stream<String> files, Predicate<String> wanted) {
    assertThat(files.flatMap(file -> CHECKOUT.lines(file, wanted))).as(what).isEmpty();
  }

  /** The formatter breaks what it can; an import and a link it cannot. */
  private static boolean isTooWide(String line) {
    return line.codePointCount(0, line.length()) > COLUMNS_MAX
        && !line.startsWith("import ")
        && !line.contains("https://");
  }

  private static boolean isScript(String file) {
    return CHECKOUT.textIfAny(file).filter(text -> text.startsWith("#!")).isPresent();
  }

  private static String packageOf(String file) {
    return file.replaceFirst("^.*/src/\\w+/java/", "").replaceFirst("/[^/]*$", "");
  }

  private static int at(int[] sorted, double share) {
    return sorted[(int) Math.ceil(sorted.length * share) - 1];
  }

  private static long size(String file) {
    try {
      return Files.size(CHECKOUT.path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
