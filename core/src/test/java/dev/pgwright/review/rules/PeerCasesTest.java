package dev.pgwright.review.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.RuleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What another tool's rules say of its own examples, and ours of the same; differences have an answer. */
class PeerCasesTest {
    private static final Path FILE =
            Path.of(System.getProperty("pgwright.corpora", ""), "cases", "pgls_analyser.jsonl");

    /** Its rules and ours that are about the same; those of its rules that are about something else are left out. */
    private static final Map<String, List<String>> SAME = Map.ofEntries(
            Map.entry("addSerialColumn", List.of("add-column-auto-increment", "stored-generated-column-rewrite")),
            Map.entry("addingFieldWithDefault", List.of("add-column-default-rewrite")),
            Map.entry("addingForeignKeyConstraint", List.of("add-foreign-key-without-not-valid")),
            Map.entry("addingNotNullField", List.of("set-not-null-scan")),
            Map.entry("addingPrimaryKeyConstraint", List.of("add-primary-key-without-using-index")),
            Map.entry("addingRequiredField", List.of("add-required-column")),
            Map.entry("avoidAddingExclusionConstraint", List.of("add-exclusion-constraint")),
            Map.entry("avoidAlterEnumAddValue", List.of("enum-value-used-before-commit")),
            Map.entry("avoidAttachingPartition", List.of("attach-partition-without-check")),
            Map.entry("avoidCreateTrigger", List.of("create-trigger-lock")),
            Map.entry("avoidEnableDisableTrigger", List.of("disable-trigger")),
            Map.entry("avoidWideLockWindow", List.of("wide-lock-window")),
            Map.entry("banConcurrentIndexCreationInTransaction", List.of("concurrently-in-transaction")),
            Map.entry("banDropColumn", List.of("drop-column")),
            Map.entry("banDropDatabase", List.of("drop-database")),
            Map.entry("banDropNotNull", List.of("drop-not-null")),
            Map.entry("banDropSchema", List.of("drop-schema")),
            Map.entry("banDropTable", List.of("drop-table")),
            Map.entry("banDropTrigger", List.of("drop-trigger")),
            Map.entry("banTruncate", List.of("truncate-table")),
            Map.entry("banTruncateCascade", List.of("truncate-cascade")),
            Map.entry("banVacuumFull", List.of("vacuum-full-or-cluster")),
            Map.entry("changingColumnType", List.of("change-column-type-rewrite")),
            Map.entry("concurrentRefreshMatviewLock", List.of("refresh-matview-not-concurrently")),
            Map.entry(
                    "constraintMissingNotValid",
                    List.of("add-check-without-not-valid", "add-foreign-key-without-not-valid")),
            Map.entry("lockTimeoutWarning", List.of("lock-timeout-missing")),
            Map.entry("multipleAlterTable", List.of("multiple-alter-table")),
            Map.entry("preferRobustStmts", List.of("missing-existence-guard")),
            Map.entry("renamingColumn", List.of("rename-column")),
            Map.entry("renamingTable", List.of("rename-table")),
            Map.entry("requireConcurrentDetachPartition", List.of("detach-partition-not-concurrently")),
            Map.entry("requireConcurrentIndexCreation", List.of("create-index-not-concurrently")),
            Map.entry("requireConcurrentIndexDeletion", List.of("drop-index-not-concurrently")),
            Map.entry("requireConcurrentRefreshMatview", List.of("refresh-matview-not-concurrently")),
            Map.entry("requireConcurrentReindex", List.of("reindex-not-concurrently")),
            Map.entry("requireIdleInTransactionTimeout", List.of("statement-timeout-missing")),
            Map.entry("requireSeparateConstraintValidation", List.of("validate-in-same-transaction")),
            Map.entry("requireStatementTimeout", List.of("statement-timeout-missing")),
            Map.entry("runningStatementWhileHoldingAccessExclusive", List.of("statement-after-strong-lock")),
            Map.entry("transactionNesting", List.of("transaction-nesting")));

    /** Where it speaks and we do not: why PostgreSQL agrees with us (docs/decisions/0012-cases-of-others.md). */
    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("addingFieldWithDefault basic.sql", "a constant default is stored in the catalog: no rewrite"),
            Map.entry("addingFieldWithDefault generated_column.sql", "stored-generated-column-rewrite says it"),
            Map.entry(
                    "addingFieldWithDefault non_volatile_default.sql",
                    "a constant default is stored in the catalog: no rewrite"),
            Map.entry("addingFieldWithDefault volatile_default.sql", "now() is STABLE: no rewrite"),
            Map.entry(
                    "addingPrimaryKeyConstraint serial_column.sql",
                    "add-column-with-inline-constraint and add-column-auto-increment say it"),
            Map.entry("avoidAlterEnumAddValue basic.sql", "allowed: no transaction, and the value is not used"),
            Map.entry("avoidEnableDisableTrigger basic.sql", "ENABLE is the mending"),
            Map.entry("avoidWideLockWindow basic.sql", "two statements that commit by themselves hold no two locks"),
            Map.entry("banConcurrentIndexCreationInTransaction basic.sql", "no transaction: PostgreSQL runs it"),
            Map.entry("concurrentRefreshMatviewLock basic.sql", "CONCURRENTLY is the safe form, readers go on"),
            Map.entry("multipleAlterTable three_alters.sql", "the file itself makes the table"),
            Map.entry("preferRobustStmts basic.sql", "IF NOT EXISTS would hide an invalid index of a failed build"),
            Map.entry("preferRobustStmts drop_without_if_exists.sql", "a single statement: nothing is half done"),
            Map.entry("requireIdleInTransactionTimeout basic.sql", "no BEGIN in the file"),
            Map.entry("requireSeparateConstraintValidation basic.sql", "two statements that commit by themselves"),
            Map.entry("requireStatementTimeout basic.sql", "takes no time once it has its lock"),
            Map.entry("requireStatementTimeout drop_table.sql", "takes no time once it has its lock"),
            Map.entry("requireStatementTimeout reset_after_commit.sql", "takes no time once it has its lock"),
            Map.entry("requireStatementTimeout truncate.sql", "takes no time once it has its lock"),
            Map.entry(
                    "runningStatementWhileHoldingAccessExclusive basic.sql",
                    "the lock is gone: each statement commits by itself"),
            Map.entry(
                    "runningStatementWhileHoldingAccessExclusive create_index_after_alter.sql",
                    "the lock is gone: each statement commits by itself"),
            Map.entry(
                    "runningStatementWhileHoldingAccessExclusive insert_after_alter.sql",
                    "the lock is gone: each statement commits by itself"),
            Map.entry(
                    "runningStatementWhileHoldingAccessExclusive multiple_statements.sql",
                    "the lock is gone: each statement commits by itself"),
            Map.entry(
                    "transactionNesting basic.sql",
                    "no runner begins a transaction; that it does not end is uncommitted-transaction"),
            Map.entry(
                    "transactionNesting begin_commit_combined.sql",
                    "no runner begins a transaction: BEGIN and COMMIT are right"));

    @TempDir
    private Path folder = Path.of("");

    /** A script, and the rules that spoke. */
    private record Example(String rule, String name, String sql, List<String> fired) {}

    @Test
    void whatAnotherToolFindsIsFoundOrAnswered() throws IOException {
        Assumptions.assumeTrue(Files.isRegularFile(FILE), () -> "skipped: there is no " + FILE);
        Set<String> missed = new TreeSet<>();
        Set<String> only = new TreeSet<>();
        int same = 0;
        for (String line : Files.readAllLines(FILE)) {
            Example example = read(line);
            List<String> ours = SAME.get(example.rule());
            if (ours == null) {
                continue;
            }
            boolean found = review(example.sql()).stream().anyMatch(ours::contains);
            boolean theirs = example.fired().stream().anyMatch(fired -> fired.endsWith("/" + example.rule()));
            if (theirs && !found) {
                missed.add(example.rule() + " " + example.name());
            } else if (found && !theirs) {
                only.add(example.rule() + " " + example.name());
            } else {
                same++;
            }
        }
        assertThat(missed).containsExactlyElementsOf(new TreeSet<>(ANSWERS.keySet()));
        assertThat(only).isEmpty();
        assertThat(same).isGreaterThanOrEqualTo(82);
    }

    private Set<String> review(String sql) throws IOException {
        Path file = Files.writeString(folder.resolve("case.sql"), sql);
        Map<String, RuleSettings> everyRule = Rules.infos().stream()
                .collect(Collectors.toMap(info -> info.id(), info -> new RuleSettings(true, null, Map.of())));
        return Reviewer.review(
                        MigrationFolder.read(List.of(file), Framework.PLAIN),
                        Rules.ALL,
                        ReviewOptions.forVersion(18).withRules(everyRule))
                .findings()
                .stream()
                .map(finding -> finding.rule().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Example read(String line) {
        Map<String, String> texts = new TreeMap<>();
        List<String> fired = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            String key = "";
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    key = json.currentName();
                } else if (token == JsonToken.VALUE_STRING && key.equals("fired")) {
                    fired.add(json.getString());
                } else if (token == JsonToken.VALUE_STRING) {
                    texts.put(key, json.getString());
                }
            }
        }
        return new Example(
                texts.getOrDefault("rule", ""), texts.getOrDefault("name", ""), texts.getOrDefault("sql", ""), fired);
    }
}
