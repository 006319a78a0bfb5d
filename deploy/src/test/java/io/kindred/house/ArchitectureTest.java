/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may know whom. A class belongs to the room whose output it was loaded from, so that a rule
 * holds wherever a package is opened next.
 */
@AnalyzeClasses(
    packages = "io.kindred",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

  @ArchTest
  static final ArchRule importsRunOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("avro")
          .definedBy(room("avro"))
          .layer("domain")
          .definedBy(room("domain"))
          .layer("operators")
          .definedBy(room("operators"))
          .layer("jobs")
          .definedBy(room("jobs"))
          .layer("serving")
          .definedBy(room("serving"))
          .layer("deploy")
          .definedBy(room("deploy"))
          .whereLayer("avro")
          .mayNotAccessAnyLayer()
          .whereLayer("domain")
          .mayOnlyAccessLayers("avro")
          .whereLayer("operators")
          .mayOnlyAccessLayers("avro", "domain")
          .whereLayer("jobs")
          .mayOnlyAccessLayers("avro", "domain", "operators")
          .whereLayer("serving")
          .mayOnlyAccessLayers("avro", "domain")
          .whereLayer("deploy")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule decisionsAndServingKnowNoFlink =
      noClasses()
          .that(room("avro").or(room("domain")).or(room("serving")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule decisionsAndOperatorsKnowNoBroker =
      noClasses()
          .that(room("avro").or(room("domain")).or(room("operators")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule operatorsStandBesideTheirCapability =
      classes()
          .that(room("operators"))
          .should()
          .resideInAPackage("io.kindred.*.flink..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule capabilitiesFormNoCycle =
      slices().assignedFrom(new Capabilities()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noJunkDrawers =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..utils..", "..common..", "..misc..", "..impl..", "..helpers..")
          .orShould()
          .haveNameMatching(".*(Manager|Helper|Utils?)");

  @ArchTest
  static final ArchRule timeAndChanceAreParameters =
      noClasses()
          .that(room("domain").or(room("operators")))
          .should(accessTargetWhere(describe("is the wall clock or chance", Chance::isAsked)))
          .allowEmptyShould(true);

  /**
   * Guards the rules above against a room that was not found. Not bench: it sees all and is built
   * last, and Maven, which allows no cycle, keeps the others from seeing it.
   */
  @ArchTest
  static void everyRoomWithSourcesIsSeen(JavaClasses classes) {
    Checkout checkout = Checkout.here();
    for (String room : checkout.rooms()) {
      if (room.equals("bench")) {
        continue;
      }
      boolean hasSources =
          checkout.files().stream().anyMatch(f -> f.startsWith(room + "/src/main/java"));
      assertThat(classes.stream().anyMatch(room(room)))
          .as("classes of %s", room)
          .isEqualTo(hasSources);
    }
  }

  private static DescribedPredicate<JavaClass> room(String name) {
    Pattern output =
        Pattern.compile("/" + name + "/target/classes/|/kindred-" + name + "-[^/]*\\.jar!");
    return describe(
        "in " + name,
        type ->
            type.getSource().stream().anyMatch(s -> output.matcher(s.getUri().toString()).find()));
  }

  /** Some rooms lend their test fixtures to others. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  /** {@code io.kindred.segment} and {@code io.kindred.segment.flink} are two. */
  private static final class Capabilities implements SliceAssignment {
    private static final Pattern NAME = Pattern.compile("io\\.kindred\\.(\\w+(\\.flink)?).*");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      var name = NAME.matcher(type.getPackageName());
      return name.matches() ? SliceIdentifier.of(name.group(1)) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "capabilities";
    }
  }

  /** What makes a rerun differ. */
  private static final class Chance {
    private static final Set<String> ASKED =
        Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.util.UUID.randomUUID",
            "java.lang.Math.random",
            "java.util.concurrent.ThreadLocalRandom.current");

    static boolean isAsked(JavaAccess<?> access) {
      if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
        return false;
      }
      String owner = target.getOwner().getName();
      return ASKED.contains(owner + "." + target.getName())
          || (owner.startsWith("java.time.") && target.getName().matches("now|system.*"))
          || (owner.matches("java\\.(util\\.Random|security\\.SecureRandom)")
              && target.getName().equals("<init>")
              && target.getRawParameterTypes().isEmpty());
    }
  }
}
