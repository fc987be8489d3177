package io.tidegate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Dependencies point one way: http → configuration → workflow → queue, connectors, mapping → store.
 */
@AnalyzeClasses(packages = "io.tidegate", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule dependencies_point_downwards_only =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("wiring")
          .definedBy("io.tidegate")
          .layer("faces")
          .definedBy("io.tidegate.http..", "io.tidegate.cli..")
          .layer("configuration")
          .definedBy("io.tidegate.configuration..")
          .layer("workflow")
          .definedBy("io.tidegate.workflow..")
          .layer("mapping")
          .definedBy("io.tidegate.mapping..")
          .layer("queue")
          .definedBy("io.tidegate.queue..")
          .layer("connectors")
          .definedBy(
              "io.tidegate.dynamics..",
              "io.tidegate.campaign..",
              "io.tidegate.sftp..",
              "io.tidegate.connector..")
          .layer("store")
          .definedBy("io.tidegate.store..")
          .whereLayer("wiring")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("faces")
          .mayOnlyBeAccessedByLayers("wiring")
          .whereLayer("configuration")
          .mayOnlyBeAccessedByLayers("wiring", "faces")
          .whereLayer("workflow")
          .mayOnlyBeAccessedByLayers("wiring", "faces", "configuration")
          .whereLayer("mapping")
          .mayOnlyBeAccessedByLayers("wiring", "faces", "configuration", "workflow")
          .whereLayer("queue")
          .mayOnlyBeAccessedByLayers("wiring", "workflow")
          .whereLayer("connectors")
          .mayOnlyBeAccessedByLayers("wiring", "configuration", "workflow")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("wiring", "configuration", "workflow", "queue");

  @ArchTest
  static final ArchRule the_two_connectors_do_not_know_each_other =
      noClasses()
          .that()
          .resideInAPackage("io.tidegate.dynamics..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tidegate.campaign..");

  @ArchTest
  static final ArchRule the_mapping_does_no_input_or_output =
      noClasses()
          .that()
          .resideInAPackage("io.tidegate.mapping..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.ext..", "java.net..");

  @ArchTest
  static final ArchRule packages_are_free_of_cycles =
      slices().matching("io.tidegate.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothing_sleeps_or_makes_threads_of_its_own =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.Executors");
}
