package dev.pgwright.review.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.RuleSettings;
import dev.pgwright.review.WordsParameter;
import dev.pgwright.review.rules.Rules;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static final RuleInfo RENAME = RuleInfo.migration("rename-column", Needs.HISTORY, Severity.ERROR)
            .detects("A.")
            .safe("B.")
            .build();
    private static final RuleInfo WINDOW = RuleInfo.migration("wide-lock-window", Needs.HISTORY, Severity.WARNING)
            .detects("A.")
            .safe("B.")
            .parameter(new Parameter("max-statements", 3, "statements under one lock"))
            .parameter(WordsParameter.patterns("tables", "names of tables that are watched"))
            .parameter(WordsParameter.words("types", "types that are watched", "json"))
            .build();

    static final String FULL = """
            version: 16
            review:
              paths: [db/migrations, extra.sql]
              framework: flyway
              fail-on: warning
              baseline: review.baseline
              facts: ../facts.json
              workload: [queries.sql, top.csv]
              rules:
                rename-column: off
                wide-lock-window:
                  severity: error
                  max-statements: 1_000_000_000_000
                  tables: ["{schema}_[a-z]{2,4}", old]
                  types: [timestamp without time zone, "[]"]
              overrides:
                - paths: ["db/old/**"]
                  rules: { rename-column: advice, wide-lock-window: { enabled: false } }
                - paths: ["db/reports/**", "extra.sql"]
                  rules: { wide-lock-window: { severity: advice, max-statements: 9, types: [json] } }
              custom:
                jars: [rules.jar]
                sql: rules/sql
            """;

    static Configuration read(String yaml) {
        return ConfigurationReader.read(
                SourceFile.of("pgwright.yaml", yaml),
                Path.of("/repository/pgwright.yaml"),
                custom -> List.of(RENAME, WINDOW));
    }

    static List<String> problems(String yaml) {
        PgwrightException fault = catchThrowableOfType(PgwrightException.class, () -> read(yaml));
        return fault == null
                ? List.of()
                : fault.problems().stream()
                        .map(problem -> problem + (problem.hint() == null ? "" : " / " + problem.hint()))
                        .toList();
    }

    @Test
    void everyKeyIsReadAndPathsAreThoseOfItsFolder() {
        assertThat(read(FULL))
                .isEqualTo(new Configuration(
                        Path.of("/repository/pgwright.yaml"),
                        16,
                        List.of(Path.of("/repository/db/migrations"), Path.of("/repository/extra.sql")),
                        Framework.FLYWAY,
                        FailOn.WARNING,
                        Path.of("/repository/review.baseline"),
                        Path.of("/facts.json"),
                        List.of(Path.of("/repository/queries.sql"), Path.of("/repository/top.csv")),
                        Map.of(
                                "rename-column",
                                new RuleSettings(false, null, Map.of()),
                                "wide-lock-window",
                                new RuleSettings(
                                        true,
                                        Severity.ERROR,
                                        Map.of("max-statements", 1_000_000_000_000L),
                                        Map.of(
                                                "tables",
                                                List.of("{schema}_[a-z]{2,4}", "old"),
                                                "types",
                                                List.of("timestamp without time zone", "[]")))),
                        List.of(
                                new ReviewOptions.Override(
                                        Path.of("/repository"),
                                        List.of("db/old/**"),
                                        Map.of(
                                                "rename-column",
                                                new RuleSettings(true, Severity.ADVICE, Map.of()),
                                                "wide-lock-window",
                                                new RuleSettings(false, null, Map.of()))),
                                new ReviewOptions.Override(
                                        Path.of("/repository"),
                                        List.of("db/reports/**", "extra.sql"),
                                        Map.of(
                                                "wide-lock-window",
                                                new RuleSettings(
                                                        true,
                                                        Severity.ADVICE,
                                                        Map.of("max-statements", 9L),
                                                        Map.of("types", List.of("json")))))),
                        new CustomRules(List.of(Path.of("/repository/rules.jar")), Path.of("/repository/rules/sql"))));
    }

    @Test
    void anEmptyFileSaysNothing() {
        for (String empty : List.of("", "# nothing yet\n", "---\n", "{}")) {
            Configuration read = read(empty);
            assertThat(read.version()).isNull();
            assertThat(read.failOn()).isNull();
            assertThat(read.paths()).isEmpty();
            assertThat(read.rules()).isEmpty();
            assertThat(read.custom()).isEqualTo(CustomRules.NONE);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            verison: 16|pgwright.yaml:1:1: unknown key 'verison' in the configuration / Did you mean 'version'? The keys here are: version, review
            version: 13|pgwright.yaml:1:10: 'version' of the configuration must be a whole number from 14 to 18, not '13'
            version: new|pgwright.yaml:1:10: 'version' of the configuration must be a whole number from 14 to 18, not 'new'
            review: yes|pgwright.yaml:1:9: 'review' must be a mapping, not 'yes'
            review: {fail_on: error}|pgwright.yaml:1:10: unknown key 'fail_on' in 'review' / Did you mean 'fail-on'? The keys here are: paths, framework, fail-on, baseline, facts, workload, rules, overrides, custom
            review: {fail-on: eror}|pgwright.yaml:1:19: 'fail-on' of 'review' cannot be 'eror' / Did you mean 'error'? It is one of: error, warning, advice, never
            review: {framework: fylway}|pgwright.yaml:1:21: 'framework' of 'review' cannot be 'fylway' / Did you mean 'flyway'? It is one of: flyway, liquibase, golang-migrate, goose, dbmate, sqlx, diesel, prisma, drizzle, supabase, rails, django, plain
            review: {paths: db}|pgwright.yaml:1:17: 'paths' of 'review' must be a list, not a single value / Write [db]
            review: {paths: [db, db]}|pgwright.yaml:1:22: 'db' is twice in 'paths' of 'review'
            review: {rules: {rename-colum: off}}|pgwright.yaml:1:18: there is no rule 'rename-colum' / Did you mean 'rename-column'? pgwright rules lists them: rename-column, wide-lock-window
            review: {rules: {rename-column: of}}|pgwright.yaml:1:33: rule 'rename-column' cannot be 'of' / Did you mean 'off'? It is one of: off, on, error, warning, advice
            review: {rules: {rename-column: {max: 1}}}|pgwright.yaml:1:34: unknown key 'max' in rule 'rename-column' / The keys here are: enabled, severity
            review: {rules: {wide-lock-window: {max-statement: 1}}}|pgwright.yaml:1:37: unknown key 'max-statement' in rule 'wide-lock-window' / Did you mean 'max-statements'? The keys here are: enabled, severity, max-statements, tables, types
            review: {rules: {wide-lock-window: {max-statements: -1}}}|pgwright.yaml:1:53: 'max-statements' of rule 'wide-lock-window' must be a whole number, not '-1' / It is 3 unless set: statements under one lock
            review: {rules: {wide-lock-window: {enabled: maybe}}}|pgwright.yaml:1:46: 'enabled' of rule 'wide-lock-window' must be true or false, not 'maybe'
            review: {rules: {wide-lock-window: {types: json}}}|pgwright.yaml:1:44: 'types' of rule 'wide-lock-window' must be a list, not a single value / Write [json]
            review: {rules: {wide-lock-window: {types: [a, a]}}}|pgwright.yaml:1:48: 'a' is twice in 'types' of rule 'wide-lock-window'
            review: {rules: {wide-lock-window: {tables: ["a("]}}}|pgwright.yaml:1:46: 'a(' is no regular expression: unclosed group
            review: {overrides: [{paths: [a], rules: {wide-lock-window: {max-statements: few}}}]}|pgwright.yaml:1:78: 'max-statements' of rule 'wide-lock-window' must be a whole number, not 'few' / It is 3 unless set: statements under one lock
            review: {overrides: [{paths: [a], rules: {wide-lock-window: {max-rows: 1}}}]}|pgwright.yaml:1:62: unknown key 'max-rows' in rule 'wide-lock-window' / The keys here are: enabled, severity, max-statements, tables, types
            review: {overrides: [{paths: [a], rules: {wide-lock-window: {tables: ["a("]}}}]}|pgwright.yaml:1:71: 'a(' is no regular expression: unclosed group
            review: {overrides: [{paths: ["{a"], rules: {rename-column: off}}]}|pgwright.yaml:1:31: '{a' is no pattern of paths / Close its brackets and braces
            review: {overrides: [{rules: {rename-column: off}}]}|pgwright.yaml:1:22: an override needs 'paths' / Name the files it holds for, such as [old/**]
            review: {custom: {jar: [x]}}|pgwright.yaml:1:19: unknown key 'jar' in 'custom' of 'review' / Did you mean 'jars'? The keys here are: jars, sql
            review: {baseline: [x]}|pgwright.yaml:1:20: 'baseline' of 'review' must be a single value, not a list
            """)
    void whatIsWrongHasItsPlace(String yaml, String problem) {
        assertThat(problems(yaml)).containsExactly(problem);
    }

    @Test
    void allProblemsAreSaidAtOnceInOrder() {
        assertThat(problems("""
                review:
                  rules:
                    a: off
                    rename-column: maybe
                  fail-on: always
                versoin: 16
                """).stream().map(problem -> problem.substring(0, problem.indexOf(": "))))
                .containsExactly("pgwright.yaml:3:5", "pgwright.yaml:4:20", "pgwright.yaml:5:12", "pgwright.yaml:6:1");
    }

    @Test
    void whatIsNoYamlHasItsPlace() {
        assertThat(problems("review: {a").get(0)).startsWith("pgwright.yaml:1:");
        assertThat(problems("a: 1\n---\nb: 2").get(0)).contains("A configuration is one document");
    }

    @Test
    void rulesOfOnesOwnAreKnownOnceTheirPlaceIs() {
        List<CustomRules> asked = new ArrayList<>();
        Configuration read = ConfigurationReader.read(
                SourceFile.of("pgwright.yaml", "review: {custom: {sql: own}, rules: {mine: off}}"),
                Path.of("/r/pgwright.yaml"),
                custom -> {
                    asked.add(custom);
                    return List.of(RuleInfo.migration("mine", Needs.SQL, Severity.ADVICE)
                            .build());
                });
        assertThat(asked).containsExactly(new CustomRules(List.of(), Path.of("/r/own")));
        assertThat(read.rules()).containsOnlyKeys("mine");
    }

    @Test
    void theFileIsFoundInTheFolderOrTheNearestAbove(@TempDir Path folder) throws IOException {
        Path inner = Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("pgwright.yaml"), FULL);
        assertThat(Configuration.find(inner)).contains(folder.resolve("pgwright.yaml"));
        Files.writeString(folder.resolve("a/pgwright.yaml"), "version: 17");
        assertThat(Configuration.find(inner)).contains(folder.resolve("a/pgwright.yaml"));
        assertThat(Configuration.read(folder.resolve("a/pgwright.yaml"), custom -> List.of())
                        .version())
                .isEqualTo(17);
        assertThat(Configuration.find(folder.resolve("a").getRoot())).isEmpty();
    }

    @Test
    void theGuideNamesEveryKey() throws IOException {
        String guide = Files.readString(Path.of(System.getProperty("pgwright.root", ".."), "docs", "configuration.md"));
        assertThat(List.of(
                        "version",
                        "paths",
                        "framework",
                        "fail-on",
                        "baseline",
                        "facts",
                        "workload",
                        "rules",
                        "overrides",
                        "custom",
                        "jars",
                        "sql"))
                .allSatisfy(key -> assertThat(guide).contains("`" + key + "`"));
        List<RuleInfo> rules = Rules.infos();
        List<String> examples = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(examples).hasSize(2).allSatisfy(example -> {
            Configuration read = ConfigurationReader.read(
                    SourceFile.of("docs/configuration.md", example), Path.of("/r/pgwright.yaml"), custom -> rules);
            assertThat(read.rules()).isNotEmpty();
            assertThat(ConfigurationSchemaTest.errors(example)).isEmpty();
        });
        assertThat(guide)
                .contains(Arrays.stream(Framework.values())
                        .map(framework -> "`" + framework.word() + "`")
                        .collect(Collectors.joining(", ")));
    }
}
