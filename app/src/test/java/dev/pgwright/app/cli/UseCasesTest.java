package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.pgwright.api.FileReading;
import dev.pgwright.api.OutputFile;
import dev.pgwright.api.Progress;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every use case of the library can be reached from the command line. */
class UseCasesTest {
    private static final Map<String, String> COMMAND_OF_USE_CASE = Map.ofEntries(
            Map.entry("ApplyMigration", "migrate apply"),
            Map.entry("ConvertSchema", "convert"),
            Map.entry("DesignProject", "design"),
            Map.entry("DesignQuestions", "design questions"),
            Map.entry("DiffSchemas", "diff"),
            Map.entry("DocumentSchema", "docs"),
            Map.entry("Doctor", "doctor"),
            Map.entry("DrawSchema", "erd"),
            Map.entry("ExplainRules", "rules"),
            Map.entry("FillDatabase", "data fill"),
            Map.entry("FixMigrations", "review"),
            Map.entry("FormatDbml", "fmt"),
            Map.entry("PlanMigration", "migrate plan"),
            Map.entry("RehearseMigration", "migrate rehearse"),
            Map.entry("ReviewMigrations", "review"),
            Map.entry("RollBackMigration", "migrate rollback"),
            Map.entry("SaveFacts", "review"),
            Map.entry("SteerMigration", "migrate status"),
            Map.entry("TraceMigrations", "review"));

    /** What use cases report to, and how files are read and written; no use cases themselves. */
    private static final Set<String> NO_USE_CASES =
            Set.of(Progress.class.getSimpleName(), FileReading.class.getSimpleName(), OutputFile.class.getSimpleName());

    @Test
    void everyUseCaseHasACommand() {
        Set<String> useCases = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.pgwright.api")
                        .stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !NO_USE_CASES.contains(name))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(useCases).isEqualTo(new TreeSet<>(COMMAND_OF_USE_CASE.keySet()));
        assertThat(Commands.TABLE.names()).containsAll(COMMAND_OF_USE_CASE.values());
    }
}
