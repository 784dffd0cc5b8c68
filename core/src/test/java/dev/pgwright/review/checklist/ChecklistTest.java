package dev.pgwright.review.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.RuleSettings;
import dev.pgwright.review.checklist.Checklist.Answer;
import dev.pgwright.review.checklist.Checklist.Status;
import dev.pgwright.review.checklist.ChecklistItem.Group;
import dev.pgwright.review.rules.Rules;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.WorkloadFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChecklistTest {
    private static final String SHOP = """
            create table customers (id bigint generated always as identity primary key, name text not null);
            create table orders (
                id bigint generated always as identity primary key,
                customer_id bigint not null references customers (id) on delete restrict,
                placed_at timestamp not null
            );
            create index orders_customer_id on orders (customer_id);
            comment on table customers is 'Who buys.';
            comment on table orders is 'What somebody has bought.';
            """;

    private static ReviewOptions options(String workload) {
        return ReviewOptions.forVersion(18)
                .withFacts(DatabaseFacts.NONE.withQueries(
                        WorkloadFile.read(SourceFile.of("app.sql", workload)).queries()));
    }

    private static Checklist checklist(ReviewOptions options, String... scripts) {
        List<Migration> migrations = new ArrayList<>();
        for (String text : scripts) {
            String name = "V" + (migrations.size() + 1) + ".sql";
            SourceFile source = SourceFile.of(name, text);
            Span all = new Span(0, text.length());
            Script script = new Script(
                    source,
                    source,
                    List.of(new Script.Piece(all, all)),
                    List.of(),
                    TransactionMode.STATEMENT,
                    "a test");
            migrations.add(new Migration(Framework.PLAIN, name, name, Migration.Kind.VERSIONED, script, null));
        }
        return Checklist.of(
                Reviewer.review(MigrationHistory.of(Framework.PLAIN, migrations, List.of()), Rules.ALL, options));
    }

    private static Answer answer(Checklist checklist, ChecklistItem item) {
        return checklist.answers().stream()
                .filter(answer -> answer.item() == item)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hasTheQuestionsOfTheEngineer() {
        assertThat(Arrays.stream(ChecklistItem.values()).map(ChecklistItem::group))
                .filteredOn(Group.SCHEMA::equals)
                .hasSize(7);
        for (Group group : List.of(Group.QUERIES, Group.INDEXES, Group.MIGRATIONS)) {
            assertThat(Arrays.stream(ChecklistItem.values()).filter(item -> item.group() == group))
                    .hasSize(5);
        }
        assertThat(ChecklistItem.values()).hasSize(7 + 3 * 5 + 7);
    }

    @ParameterizedTest
    @EnumSource
    void whatDecidesIsARuleThatServesTheQuestion(ChecklistItem item) {
        assertThat(item.decisive()).isNotEmpty();
        for (String id : item.decisive()) {
            assertThat(Rules.named(id).map(Rule::info)).as(id).get().matches(item::isServedBy, "serves " + item);
        }
    }

    @Test
    void everyRuleThatNamesAListServesOneOfItsQuestions() {
        List<String> lists =
                List.of("Schema: ", "Queries: ", "Indexes: ", "Migrations: ", "Migration Safety: ", "Red flag: ");
        assertThat(Rules.infos())
                .filteredOn(rule -> rule.seedItem() != null && lists.stream().anyMatch(rule.seedItem()::startsWith))
                .allMatch(rule -> Arrays.stream(ChecklistItem.values()).anyMatch(item -> item.isServedBy(rule)));
    }

    @Test
    void passesWhereThereIsNothingToFindAndSaysWhatItLookedAt() {
        Checklist checklist = checklist(options(""), SHOP);
        Answer keys = answer(checklist, ChecklistItem.FOREIGN_KEYS_INDEXED);
        assertThat(keys.status()).isEqualTo(Status.PASS);
        assertThat(keys.reason()).isEqualTo("1 foreign key");
        assertThat(answer(checklist, ChecklistItem.TABLE_PURPOSE).reason()).isEqualTo("2 tables");
    }

    @Test
    void failsWithWhatWasFound() {
        Answer times = answer(checklist(options(""), SHOP), ChecklistItem.TIMES);
        assertThat(times.status()).isEqualTo(Status.FAIL);
        assertThat(times.reason()).isEqualTo("1 timestamp-without-time-zone");
        assertThat(times.findings())
                .singleElement()
                .matches(finding -> finding.source()
                        .place(finding.span().start())
                        .toString()
                        .equals("V1.sql:5:5"));
    }

    @Test
    void queriesAreUnknownUntilTheyAreGiven() {
        Answer before = answer(checklist(options(""), SHOP), ChecklistItem.SELECT_STAR);
        assertThat(before.status()).isEqualTo(Status.UNKNOWN);
        assertThat(before.reason()).startsWith("give the queries: --workload FILE");
        assertThat(answer(checklist(options("select id from orders where id = $1;"), SHOP), ChecklistItem.SELECT_STAR))
                .matches(answer ->
                        answer.status() == Status.PASS && answer.reason().equals("1 query"));
        assertThat(answer(checklist(options("select * from orders where id = $1;"), SHOP), ChecklistItem.SELECT_STAR)
                        .status())
                .isEqualTo(Status.FAIL);
    }

    @Test
    void aSchemaOfWhichNotAllIsKnownProvesNothing() {
        Answer keys = answer(
                checklist(options(""), "alter table orders add column note text;"), ChecklistItem.FOREIGN_KEYS_INDEXED);
        assertThat(keys.status()).isEqualTo(Status.UNKNOWN);
        assertThat(keys.reason()).isEqualTo("give every file that makes the schema, or --db URL");
    }

    @Test
    void whatNeedsSizesSaysSo() {
        Answer rehearsed = answer(checklist(options(""), SHOP), ChecklistItem.PRODUCTION_SIZE);
        assertThat(rehearsed.status()).isEqualTo(Status.UNKNOWN);
        assertThat(rehearsed.reason()).contains("--facts");
    }

    @Test
    void whoHasNotCountedLongEnoughDoesNotMonitor() {
        Answer usage = answer(checklist(options("select id from orders where id = $1;"), SHOP), ChecklistItem.USAGE);
        assertThat(usage.status()).isEqualTo(Status.UNKNOWN);
        assertThat(usage.reason()).endsWith("has counted for 30 days; there are 0");
    }

    @Test
    void anEmptyFileIsNoMigration() {
        Answer locks = answer(checklist(options(""), "-- nothing yet"), ChecklistItem.LOCKS);
        assertThat(locks.status()).isEqualTo(Status.UNKNOWN);
        assertThat(locks.reason()).isEqualTo("give the folder of migrations");
    }

    @Test
    void aRuleThatIsSwitchedOffGivesNoAnswer() {
        ReviewOptions options =
                options("").withRules(Map.of("foreign-key-without-index", new RuleSettings(false, null, Map.of())));
        Answer keys = answer(checklist(options, SHOP), ChecklistItem.FOREIGN_KEYS_INDEXED);
        assertThat(keys.status()).isEqualTo(Status.UNKNOWN);
        assertThat(keys.reason()).isEqualTo("foreign-key-without-index is switched off in pgwright.yaml");
    }

    @Test
    void theGravestIsFirst() {
        Checklist checklist = checklist(
                options(""), SHOP, "create index on orders (placed_at);\nalter table orders rename placed_at to at;");
        Answer downtime = answer(checklist, ChecklistItem.NO_DOWNTIME);
        assertThat(downtime.findings())
                .hasSizeGreaterThan(1)
                .isSortedAccordingTo((one, other) -> one.severity().compareTo(other.severity()));
        assertThat(downtime.findings())
                .extracting(finding -> finding.rule())
                .extracting(RuleInfo::id)
                .contains("rename-column", "create-index-not-concurrently");
    }
}
