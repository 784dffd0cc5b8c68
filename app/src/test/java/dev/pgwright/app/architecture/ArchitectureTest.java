package dev.pgwright.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.pgwright.app.cli.Main;
import dev.pgwright.source.SourceFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The house keeps its rules. */
class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> theHouseKeepsItsRules() {
        JavaClasses house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // the parser's WebAssembly as Java code: megabytes, and not written by anybody
                .withImportOption(location -> !location.contains("PgQueryMachine"))
                .importPackages("dev.pgwright");
        assertThat(house.contain(Main.class)).isTrue();
        assertThat(house.contain(SourceFile.class)).isTrue();
        return new HouseRules("dev.pgwright")
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(house)));
    }
}
