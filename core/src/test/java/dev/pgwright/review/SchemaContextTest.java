package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class SchemaContextTest {
    /** What a rule that looks at everything of a kind says, and where: {@code file:line:column message}. */
    private static List<String> found(BiConsumer<SchemaContext, Report> check, String... files) {
        Rule rule = new Probe(check);
        List<Migration> migrations = new ArrayList<>();
        for (int i = 0; i < files.length; i++) {
            SourceFile source = SourceFile.of((i + 1) + ".sql", files[i]);
            Span all = new Span(0, files[i].length());
            Script script = new Script(
                    source,
                    source,
                    List.of(new Script.Piece(all, all)),
                    List.of(),
                    TransactionMode.STATEMENT,
                    "the test says so");
            migrations.add(
                    new Migration(Framework.PLAIN, "" + i, source.name(), Migration.Kind.VERSIONED, script, null));
        }
        return Reviewer.review(
                        MigrationHistory.of(Framework.PLAIN, migrations, List.of()),
                        List.of(rule),
                        ReviewOptions.forVersion(18))
                .findings()
                .stream()
                .map(finding -> finding.source().place(finding.span().start()) + " " + finding.message())
                .toList();
    }

    private record Probe(BiConsumer<SchemaContext, Report> check) implements SchemaRule {
        @Override
        public RuleInfo info() {
            return RuleInfo.of("probe", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
                    .detects("Anything.")
                    .safe("Nothing.")
                    .build();
        }

        @Override
        public void check(SchemaContext schema, Report report) {
            check.accept(schema, report);
        }
    }

    private static void columns(SchemaContext schema, Report report) {
        schema.columns()
                .forEach(column -> report.found(
                        schema,
                        column.object(),
                        column.name() + " " + column.column().type()));
    }

    private static void constraints(SchemaContext schema, Report report) {
        schema.constraints(dev.pgwright.catalog.Constraint.ForeignKey.class)
                .forEach(key -> report.found(
                        schema, key.object(), key.constraint().name() + (key.whole() ? "" : " of a fragment")));
    }

    @Test
    void tableThatRefersToItselfIsThereOnce() {
        assertThat(found(SchemaContextTest::columns, "create table a (x int primary key,\n  up int references a);"))
                .containsExactly("1.sql:1:17 x integer", "1.sql:2:3 up integer");
    }

    @Test
    void constraintStandsWhereItWasAltered() {
        assertThat(found(
                        SchemaContextTest::constraints,
                        "create table a (x int primary key, up int references a);",
                        "select 1;\nalter table a alter constraint a_up_fkey deferrable;"))
                .containsExactly("2.sql:2:1 a_up_fkey");
    }

    @Test
    void columnStandsWhereItsTypeWasLastSaid() {
        assertThat(found(
                        SchemaContextTest::columns,
                        "create table a (x int,\n  y text);",
                        "alter table a add z date;\nalter table a alter column y type varchar(9);",
                        "alter table a rename to b;"))
                .containsExactly("1.sql:1:17 x integer", "2.sql:1:19 z date", "2.sql:2:28 y character varying(9)");
    }

    @Test
    void tableThatNoFileMakesIsKnownByWhatIsAddedToIt() {
        assertThat(found(
                        SchemaContextTest::columns,
                        "alter table there add column x char(2), add constraint there_y check (y > 0);"))
                .containsExactly("1.sql:1:30 x character(2)");
        assertThat(found(
                        SchemaContextTest::constraints,
                        "alter table there add foreign key (a, b) references elsewhere,\n"
                                + " add column c int references elsewhere (code);"))
                .containsExactly("1.sql:1:23 there_a_b_fkey of a fragment", "1.sql:2:19 there_c_fkey of a fragment");
        assertThat(found(
                        (schema, report) -> schema.indexes()
                                .forEach(index -> report.found(
                                        schema, index.object(), index.index().name())),
                        "create index on there (lower(a), b) include (c) where d is null;"))
                .containsExactly("1.sql:1:1 there_lower_b_c_idx");
    }

    @Test
    void unnamedConstraintStandsWhereItIsWritten() {
        assertThat(found(
                        SchemaContextTest::constraints,
                        "create table p (id int primary key);\n"
                                + "create table c (\n  id int primary key,\n  p_id int references p,\n"
                                + "  q_id int,\n  foreign key (q_id) references p);"))
                .containsExactly("1.sql:4:12 c_p_id_fkey", "1.sql:6:3 c_q_id_fkey");
    }

    @Test
    void tablesOfToolsTemporaryOnesAndPartitionsAreNotJudged() {
        assertThat(found(
                        (schema, report) -> schema.tables()
                                .forEach(table ->
                                        report.found(schema, SchemaObject.relation(table.name()), "" + table.name())),
                        "create table schema_migrations (version text);\ncreate temp table t (a int);\n"
                                + "create table m (a int) partition by list (a);\n"
                                + "create table m1 partition of m for values in (1);"))
                .containsExactly("1.sql:3:14 public.m");
    }

    @Test
    void absenceIsJudgedOnlyWhereTheFilesMakeTheWholeSchema() {
        BiConsumer<SchemaContext, Report> complete = (schema, report) -> schema.tables()
                .forEach(table ->
                        report.found(schema, SchemaObject.relation(table.name()), "complete: " + schema.isComplete()));
        assertThat(found(complete, "create table a (x int);")).containsExactly("1.sql:1:14 complete: true");
        assertThat(found(complete, "create table a (x int references b);"))
                .containsExactly("1.sql:1:14 complete: false");
        assertThat(found(complete, "create table a (x int);", "create table b (x int);"))
                .containsExactly("1.sql:1:14 complete: true", "2.sql:1:14 complete: true");
    }
}
