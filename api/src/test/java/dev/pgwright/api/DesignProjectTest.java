package dev.pgwright.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.design.prove.Proof;
import dev.pgwright.design.questions.Question;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.testkit.DbmlCore;
import dev.pgwright.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class DesignProjectTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("pgwright.root"), "examples");

    private static final String SMALL = """
            pgwright: 1
            project: { name: shop, postgres: 18 }
            entities:
              customer:
                attributes:
                  email: { type: email, required: true, unique: true }
              order:
                attributes:
                  total: { type: money, currency: EUR, required: true, min: 0 }
                  status:
                    type: status
                    required: true
                    values: [open, paid, sent]
                    transitions: { open: [paid], paid: [sent] }
                    default: open
            relationships:
              - { from: customer, to: order, kind: 1:N, required: true, on_delete: restrict }
            access_patterns:
              orders_of_customer: { kind: list, entity: order, filter: { customer: equals }, sort: [-created_at], page: 20 }
            """;

    @TempDir
    Path folder;

    @Tag("examples")
    @ParameterizedTest(name = "{0} on PostgreSQL {1}")
    @CsvSource({
        "marketplace,18",
        "clinic,18",
        "iot,18",
        "ledger,18",
        "saas-billing,18",
        "social-feed,18",
        "content,18",
        "inventory,18",
        "marketplace,15"
    })
    void everyClaimOfTheExamplesIsShown(String example, int postgres) throws IOException {
        String text = Files.readString(EXAMPLES.resolve(example).resolve("requirements.yaml"));
        Path requirements = write("requirements.yaml", text.replaceFirst("postgres: \\d+", "postgres: " + postgres));
        DesignProject.Result result = run(requirements, folder.resolve("out"));
        assertThat(result.report().unproven())
                .extracting(Proof::id, Proof::detail)
                .isEmpty();
        assertThat(result.report().serverVersion()).startsWith(postgres + ".");
        assertThat(result.report().proofs()).hasSizeGreaterThan(100);
        assertThat(result.files())
                .contains(
                        "ARCHITECTURE.md",
                        "erd.mmd",
                        "erd.svg",
                        "evidence.json",
                        "migrations/0001_initial.down.sql",
                        "migrations/0001_initial.up.sql",
                        "questions.md",
                        "requirements.normalized.yaml",
                        "schema.dbml",
                        "schema.sql");
        String dbml = Files.readString(folder.resolve("out/schema.dbml"));
        assertThat(DbmlCore.shared().problems(dbml)).isEmpty();
        if (postgres == 18) {
            isAsReviewed(example);
        }
        if (example.equals("marketplace") && postgres == 18) {
            theReadmeShowsWhatIsMade();
        }
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0} on PostgreSQL 15")
    @ValueSource(strings = {"clinic", "iot", "ledger", "saas-billing", "social-feed", "content", "inventory"})
    void soAreThoseOfTheOtherExamplesOnAnOlderServer(String example) throws IOException {
        everyClaimOfTheExamplesIsShown(example, 15);
    }

    /**
     * Reviewed means: a person has read the whole document and the whole schema as the engineer who signs them, asked of
     * each table, type, key, index, constraint and deletion whether it is right for these requirements, of each decision
     * whether its reason holds and an alternative is missing, of each figure where it comes from, and has mended the
     * program where the answer was no. A change of the program shows here as a difference: it is read in the same way
     * before it is accepted with {@code -Dpgwright.golden.update}.
     */
    private void isAsReviewed(String example) throws IOException {
        for (String file : List.of("ARCHITECTURE.md", "schema.sql")) {
            Golden.assertMatches("examples/" + example + "/" + file, Files.readString(folder.resolve("out/" + file)));
        }
    }

    private void theReadmeShowsWhatIsMade() throws IOException {
        String readme = Files.readString(EXAMPLES.resolveSibling("README.md"));
        assertThat(readme)
                .contains(Files.readString(folder.resolve("out/queries/orders_of_customer.sql"))
                        .strip());
        assertThat(Files.readString(EXAMPLES.resolveSibling("docs/images/marketplace.svg")))
                .isEqualTo(Files.readString(folder.resolve("out/erd.svg")));
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @CsvSource({"14", "16", "17"})
    void aSmallDesignIsShownOnTheOtherVersions(int postgres) throws IOException {
        Path requirements = write("small.yaml", SMALL.replace("postgres: 18", "postgres: " + postgres));
        assertThat(run(requirements, folder.resolve("out")).report().unproven()).isEmpty();
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @CsvSource({"14", "15", "18"})
    void whatAnAnswerSaysIsInTheSchemaAndShown(int postgres) throws IOException {
        Path requirements = write("asked.yaml", """
                pgwright: 1
                project: { name: asked, postgres: %d }
                entities:
                  article: { attributes: { body: text, written_on: { type: date, required: true, default: now } } }
                  tariff:
                    attributes:
                      valid_from: { type: date, required: true }
                      valid_until: { type: date, required: true }
                access_patterns:
                  search: { kind: list, entity: article, filter: { body: matches } }
                rules:
                  one_tariff: { entity: tariff, no_overlap: [valid_from, valid_until] }
                """.formatted(postgres));
        Path answers = write("answers.yaml", """
                search_language:article.body: german
                time_zone:article.written_on: Europe/Berlin
                last_day:one_tariff: included
                volume:article: { rows: 2M, growth: 1k/day }
                volume:tariff: default
                """);
        DesignProject.Result result = DesignProject.run(
                new DesignProject.Request(requirements, answers, folder.resolve("out"), false, "test"),
                Progress.silent());
        assertThat(result.report().unproven())
                .extracting(Proof::id, Proof::detail)
                .isEmpty();
        assertThat(folder.resolve("out/schema.sql"))
                .content()
                .contains("to_tsvector('german'::regconfig")
                .contains("AT TIME ZONE 'Europe/Berlin'")
                .contains("'[]'")
                .contains("valid_from <= valid_until");
        assertThat(result.questions())
                .extracting(Question::id)
                .doesNotContain(
                        "search_language:article.body",
                        "time_zone:article.written_on",
                        "last_day:one_tariff",
                        "volume:article",
                        "volume:tariff");
        assertThat(folder.resolve("out/requirements.normalized.yaml")).content().contains("search_language: german");
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException {
        Path requirements = write("small.yaml", SMALL);
        run(requirements, folder.resolve("first"));
        run(requirements, folder.resolve("second"));
        assertThat(contents(folder.resolve("second"))).isEqualTo(contents(folder.resolve("first")));
    }

    @Test
    void aSecondRunOverAnUnchangedFolderIsFine() throws IOException {
        Path requirements = write("small.yaml", SMALL);
        Path out = folder.resolve("out");
        run(requirements, out);
        write("small.yaml", SMALL.replace("orders_of_customer", "list_orders"));
        run(requirements, out);
        assertThat(out.resolve("queries/list_orders.sql")).exists();
        assertThat(out.resolve("queries/orders_of_customer.sql")).doesNotExist();
    }

    @Test
    void anEditedFileIsNotOverwrittenUnlessForced() throws IOException {
        Path requirements = write("small.yaml", SMALL);
        Path out = folder.resolve("out");
        run(requirements, out);
        Files.writeString(out.resolve("schema.sql"), "-- mine");
        write("small.yaml", SMALL.replace("name: shop", "name: store"));
        Map<String, String> before = contents(out);
        assertThatThrownBy(() -> run(requirements, out)).isInstanceOfSatisfying(PgwrightException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED);
            assertThat(refusal.problems()).hasSize(1);
            assertThat(refusal.getMessage())
                    .endsWith("schema.sql: the file was edited since pgwright wrote it, and would be overwritten");
        });
        assertThat(contents(out)).isEqualTo(before);
        DesignProject.run(new DesignProject.Request(requirements, out, true, "test"), Progress.silent());
        assertThat(out.resolve("schema.sql")).content().startsWith("-- store: the complete schema");
    }

    @Test
    void aFolderOfSomebodyElseIsNotOverwritten() throws IOException {
        Path requirements = write("small.yaml", SMALL);
        write("out/ARCHITECTURE.md", "# Ours");
        assertThatThrownBy(() -> run(requirements, folder.resolve("out")))
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("the file was not written by pgwright");
        assertThat(contents(folder.resolve("out"))).containsOnlyKeys("ARCHITECTURE.md");
    }

    @Test
    void wrongRequirementsLeaveTheFolderUntouched() throws IOException {
        Path requirements = write("wrong.yaml", SMALL.replace("entity: order,", "entity: orders,"));
        assertThatThrownBy(() -> run(requirements, folder.resolve("out")))
                .isInstanceOfSatisfying(
                        PgwrightException.class,
                        wrong -> assertThat(wrong.code()).isEqualTo(ErrorCode.INPUT));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aFileInPlaceOfTheFolderIsWrongUsage() throws IOException {
        Path requirements = write("small.yaml", SMALL);
        Path file = write("taken", "text");
        assertThatThrownBy(() -> run(requirements, file))
                .isInstanceOfSatisfying(
                        PgwrightException.class,
                        wrong -> assertThat(wrong.code()).isEqualTo(ErrorCode.USAGE));
    }

    @Test
    void aClaimThatFailsIsInTheResultAndInTheFiles() throws IOException {
        // nothing can satisfy both: the table takes no row
        Path requirements =
                write("impossible.yaml", SMALL + "rules:\n  never: { entity: order, check: \"total < 0\" }\n");
        DesignProject.Result result = run(requirements, folder.resolve("out"));
        assertThat(result.report().allPassed()).isFalse();
        assertThat(folder.resolve("out/ARCHITECTURE.md")).content().contains("**Not shown:**");
    }

    @Test
    @Tag("slow")
    void fiveHundredEntitiesAreDesignedAndProven() throws IOException {
        StringBuilder text = new StringBuilder("pgwright: 1\nproject: { name: large }\nentities:\n");
        IntStream.range(0, 500)
                .forEach(i -> text.append(
                        "  thing_%d: { attributes: { name: { type: text, required: true } } }%n".formatted(i)));
        text.append("relationships:\n");
        IntStream.range(1, 500)
                .forEach(i -> text.append(
                        "  - { from: thing_%d, to: thing_%d, kind: 1:N, required: true, on_delete: restrict }%n"
                                .formatted(i / 2, i)));
        DesignProject.Result result = run(write("large.yaml", text.toString()), folder.resolve("out"));
        assertThat(result.catalog().tables()).hasSize(500);
        assertThat(result.report().unproven()).isEmpty();
    }

    @Test
    void reportsItsStepsInOrder() throws IOException {
        RecordedProgress recorded = new RecordedProgress();
        Path requirements = write("small.yaml", SMALL);
        DesignProject.run(new DesignProject.Request(requirements, folder.resolve("out"), false, "test"), recorded);
        assertThat(recorded.steps)
                .startsWith(
                        "Read the requirements", "Design the schema", "Look for open questions", "Start PostgreSQL 18")
                .endsWith("Draw the diagram", "Write " + folder.resolve("out"));
        assertThat(recorded.steps.stream()
                        .filter(step -> step.toLowerCase(Locale.ROOT).startsWith("prove")))
                .hasSizeGreaterThan(2);
    }

    private static DesignProject.Result run(Path requirements, Path output) {
        return DesignProject.run(new DesignProject.Request(requirements, output, false, "test"), Progress.silent());
    }

    private Path write(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(path).toString(), Files.readString(path));
            }
        }
        return contents;
    }
}
