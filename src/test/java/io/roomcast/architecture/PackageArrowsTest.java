package io.roomcast.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.roomcast.evaluation.EvaluateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may know which, and what of the world outside. */
class PackageArrowsTest {

    private static final String ROOT = "io.roomcast.";
    private static final Path SOURCES = Path.of("src/main/java");

    /** For each package the others it may use. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("home", Set.of()),
            Map.entry("concurrent", Set.of()),
            Map.entry("start", Set.of("config", "home")),
            Map.entry("metrics", Set.of()),
            Map.entry("time", Set.of()),
            Map.entry("prediction", Set.of("home")),
            Map.entry("tracking", Set.of("prediction", "home")),
            Map.entry("config", Set.of("home")),
            Map.entry("wire", Set.of("tracking", "home")),
            Map.entry("access", Set.of("start", "config", "home", "metrics", "time", "concurrent")),
            Map.entry("protocol", Set.of("wire", "access", "tracking", "home")),
            Map.entry("stream", Set.of("start", "protocol", "wire", "access", "tracking", "config", "home", "metrics",
            "time", "concurrent")),
            Map.entry("store", Set.of("start", "stream", "access", "tracking", "prediction", "config", "home",
            "metrics", "concurrent")),
            Map.entry("source", Set.of("start", "mqtt", "wire", "tracking", "prediction", "config", "home", "metrics",
            "time")),
            Map.entry("mqtt", Set.of("wire", "tracking", "config", "home", "metrics")),
            Map.entry("bridge", Set.of("start", "mqtt", "wire", "tracking", "config", "home", "metrics", "time")),
            Map.entry("ops", Set.of("start", "stream", "store", "mqtt", "source", "protocol", "wire", "access",
            "tracking", "config", "home",
                    "metrics", "concurrent")),
            Map.entry("evaluation", Set.of("source", "tracking", "prediction", "config", "home")),
            Map.entry("api", Set.of("start", "stream", "protocol", "wire", "access", "tracking", "prediction",
            "config", "home", "metrics")));

    private static final JavaClasses ROOMCAST = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.roomcast");

    static Stream<String> packages() {
        return ARROWS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyThoseItMay(String name) {
        String[] permitted = Stream.concat(Stream.of(name), ARROWS.get(name).stream()).map(PackageArrowsTest::tree).toArray(String[]::new);

        ArchRule rule = classes().that().resideInAPackage(tree(name))
                .should().onlyDependOnClassesThat(not(resideInAnyPackage("io.roomcast..")).or(resideInAnyPackage(permitted)))
                .allowEmptyShould(true);

        rule.check(ROOMCAST);
    }

    @Test
    void everyPackageHasItsArrows() {
        Set<String> found = ROOMCAST.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(ROOT.length()).split("\\.")[0])
                .collect(Collectors.toSet());

        assertThat(ARROWS.keySet()).containsAll(found);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("io.roomcast.(*)..").should().beFreeOfCycles().check(ROOMCAST);
    }

    @Test
    void theDomainIsPlainJava() {
        noClasses().that().resideInAnyPackage(tree("home"), tree("tracking"), tree("prediction"))
                .should().dependOnClassesThat().resideInAnyPackage(
                        "jakarta..", "org.eclipse.microprofile..", "java.io", "java.nio..", "java.net..", "java.sql..",
                        "java.util.logging..")
                .allowEmptyShould(true)
                .check(ROOMCAST);
    }

    @Test
    void onlyTheApiAndTheLinkToHomeAssistantKnowWebSockets() {
        noClasses().that().resideOutsideOfPackage(tree("api"))
                .and().haveNameNotMatching(".*\\.source\\.homeassistant\\.WebSocketLink(\\$.*)?")
                .should().dependOnClassesThat().resideInAPackage("jakarta.websocket..")
                .check(ROOMCAST);
    }

    /** On Open Liberty a task at a fixed rate stands still for as long as the computer's clock was set back. */
    @Test
    void noTaskIsRepeatedAtAFixedRate() {
        noClasses().should().callMethodWhere(target(name("scheduleAtFixedRate"))).check(ROOMCAST);
    }

    @Test
    void onlyTheStoreKnowsTheDatabase() {
        noClasses().that().resideOutsideOfPackage(tree("store"))
                .should().dependOnClassesThat().resideInAnyPackage("jakarta.persistence..", "java.sql..", "org.flywaydb..")
                .check(ROOMCAST);
    }

    @Test
    void nobodyPrintsToTheStandardStreamsButACommandWhoseOutputTheyAre() {
        noClasses().that().areNotAssignableTo(EvaluateCommand.class)
                .should(ACCESS_STANDARD_STREAMS)
                .check(ROOMCAST);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> without = files.filter(path -> path.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
                    .toList();

            assertThat(without).isEmpty();
        }
    }

    private static String tree(String name) {
        return ROOT + name + "..";
    }
}
