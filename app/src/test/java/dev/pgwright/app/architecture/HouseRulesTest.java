package dev.pgwright.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules themselves, tried on a little house of samples that breaks them. */
class HouseRulesTest {
    private static final String SAMPLE = HouseRulesTest.class.getPackageName() + ".sample";
    private static final JavaClasses SAMPLES = new ClassFileImporter().importPackages(SAMPLE);

    @ParameterizedTest
    @CsvSource({
        "every class has a room, attic.Homeless",
        "sql uses only rooms before it, sql.UsesCatalog",
        "testkit needs base only, testkit.UsesLoad",
        "only tests use testkit, api.UsesTestkit",
        "design uses other jobs through their entry, design.Design",
        "no cycles between packages, migrate.plan.Plan",
        "JDBC only where databases are talked to, catalog.Knows",
        "ELK only in render.erd, design.Design",
        "the parser's runtime only in sql, load.Loader",
        "the command-line library only in app.cli, app.web.UsesPicocli",
        "analysis is pure, migrate.plan.Plan",
        "standard streams only in app.cli, render.report.Prints",
        "nobody prints a stack trace, render.report.Prints",
        "only app ends the process, render.report.Prints",
        "every package is NullMarked, attic",
    })
    void findsTheBreach(String rule, String culprit) {
        assertThat(violations(SAMPLE, rule))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(SAMPLE + "." + culprit));
    }

    @Test
    void analysisMayNotLookAtClockOrFiles() {
        assertThat(String.join("\n", violations(SAMPLE, "analysis is pure")))
                .contains("java.time.Instant.now()")
                .contains("java.nio.file.Files.exists");
    }

    @ParameterizedTest
    @CsvSource({
        "catalog uses only rooms before it",
        "JSON databind only in app and render",
        "MCP types only in app.mcp",
    })
    void staysSilentWhereNothingIsWrong(String rule) {
        assertThat(violations(SAMPLE, rule)).isEmpty();
    }

    @Test
    void aHouseWithoutRoomsBreaksNoRule() {
        HouseRules rules = new HouseRules("no.such.house");
        assertThat(rules.all().keySet())
                .allSatisfy(
                        rule -> assertThat(violations("no.such.house", rule)).isEmpty());
    }

    private static List<String> violations(String root, String rule) {
        var found = new HouseRules(root).all().get(rule);
        assertThat(found).as(rule).isNotNull();
        return found.evaluate(SAMPLES).getFailureReport().getDetails();
    }
}
