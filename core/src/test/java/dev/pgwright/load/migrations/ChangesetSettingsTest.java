package dev.pgwright.load.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a changeset of Liquibase says besides its changes: whether, when and how they are run. */
class ChangesetSettingsTest {
    @TempDir
    Path folder;

    private static List<String> statements(MigrationHistory history) {
        return history.migrations().stream()
                .flatMap(migration -> statements(migration.up()).stream())
                .toList();
    }

    private static List<String> statements(Script script) {
        ParsedSql parsed = Sql.parse(script.sql());
        assertThat(parsed.errors()).isEmpty();
        return parsed.statements().stream()
                .map(statement -> script.source()
                                .position(script.inSource(statement.span()).start())
                        + " "
                        + statement.span().of(script.sql().text()))
                .toList();
    }

    private Migrations xml(String inside) {
        return Migrations.in(folder).file("log.xml", "<databaseChangeLog>\n" + inside + "\n</databaseChangeLog>\n");
    }

    private static String changeset(String id, String conditions, String change) {
        return "<changeSet id=\"" + id + "\" author=\"a\">" + conditions + change + "</changeSet>\n";
    }

    private static String table(String name) {
        return "<createTable tableName=\"" + name + "\"><column name=\"id\" type=\"int\"/></createTable>";
    }

    /** The same changeset in each format, with its attributes. */
    private Migrations log(String format, String attributes, String sql) {
        String yaml = attributes.replace(":", ": ").replace(" ", "\n      ").replace(":\n      ", ": ");
        String json = attributes
                .replaceAll("(\\w+):(\\S+)", "\"$1\": \"$2\"")
                .replace(" \"", ", \"")
                .replace(":, ", ": ");
        return switch (format) {
            case "xml" ->
                xml("<changeSet id=\"1\" author=\"a\" " + attributes.replaceAll("(\\w+):(\\S+)", "$1=\"$2\"") + "><sql>"
                        + sql + "</sql></changeSet>");
            case "yaml" ->
                Migrations.in(folder)
                        .file(
                                "log.yaml",
                                "databaseChangeLog:\n  - changeSet:\n      id: 1\n      author: a\n"
                                        + "      " + yaml
                                        + "\n      changes:\n        - sql:\n            sql: |\n              " + sql
                                        + "\n");
            case "json" ->
                Migrations.in(folder)
                        .file(
                                "log.json",
                                "{\"databaseChangeLog\": [{\"changeSet\": {\"id\": \"1\","
                                        + " \"author\": \"a\", " + json + ", \"changes\": [{\"sql\": {\"sql\": \"" + sql
                                        + "\"}}]}}]}");
            default ->
                Migrations.in(folder)
                        .file(
                                "log.sql",
                                "--liquibase formatted sql\n--changeset a:1 " + attributes + "\n" + sql + "\n");
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "yaml", "json", "sql"})
    void runInTransactionHoldsInEachFormat(String format) {
        MigrationHistory history = log(format, "runInTransaction:false runAlways:true", "VACUUM t;")
                .read();
        assertThat(history.migrations()).singleElement().satisfies(migration -> {
            assertThat(migration.up().transactions()).isEqualTo(TransactionMode.STATEMENT);
            assertThat(migration.kind()).isEqualTo(Kind.REPEATABLE);
        });
        assertThat(history.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "yaml", "json", "sql"})
    void runOnChangeHoldsInEachFormat(String format) {
        MigrationHistory history = log(format, "runOnChange:true runInTransaction:true", "SELECT 1;")
                .read();
        assertThat(history.migrations()).singleElement().satisfies(migration -> {
            assertThat(migration.up().transactions()).isEqualTo(TransactionMode.SCRIPT);
            assertThat(migration.kind()).isEqualTo(Kind.REPEATABLE);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "xml,oracle,0", "yaml,oracle,0", "json,oracle,0", "sql,oracle,0",
        "xml,!oracle,1", "yaml,postgresql,1", "json,postgresql,1", "sql,!postgresql,0"
    })
    void changesetsForOtherDatabasesAreLeftOutInEachFormat(String format, String dbms, int run) {
        String value = format.equals("yaml") ? "\"" + dbms + "\"" : dbms;
        assertThat(log(format, "dbms:" + value + " runInTransaction:true", "SELECT 1;")
                        .read(Framework.LIQUIBASE)
                        .migrations())
                .hasSize(run);
    }

    @Test
    void attributesOfFormattedSqlMayBeInParenthesesAndInAnyCase() {
        MigrationHistory history = Migrations.in(folder)
                .file(
                        "log.sql",
                        "--liquibase formatted sql\n"
                                + "--changeset a:1 (stripComments:false RUNALWAYS:true runInTransaction:false)\nVACUUM t;\n")
                .read();
        assertThat(history.migrations().get(0).up().transactions()).isEqualTo(TransactionMode.STATEMENT);
        assertThat(history.migrations().get(0).kind()).isEqualTo(Kind.REPEATABLE);
    }

    @Test
    void modifySqlEditsEachStatement() {
        MigrationHistory history = xml(changeset(
                        "1",
                        "",
                        table("t") + "\n<sql>SELECT 1; SELECT 22</sql>\n"
                                + "<modifySql dbms=\"postgresql\">\n"
                                + "<append value=\" /* end */\"/><prepend value=\"/* start */ \"/>\n"
                                + "<replace replace=\"22\" with=\"two\"/>"
                                + "<regExpReplace replace=\"TABLE (\\w+)\" with=\"TABLE app.$1\"/></modifySql>\n"
                                + "<modifySql dbms=\"oracle\"><replace replace=\"SELECT\" with=\"GET\"/></modifySql>"))
                .read();
        assertThat(history.problems()).isEmpty();
        assertThat(Sql.parse(history.migrations().get(0).up().sql()).comments()).hasSize(6);
        assertThat(statements(history))
                .containsExactly("2:30 CREATE TABLE app.t (id integer)", "3:6 SELECT 1", "3:16 SELECT two");
    }

    @Test
    void whatModifySqlLeavesAsItIsKeepsItsPlace() {
        String changes = "\n<sql>SELECT 1;\nSELECT 2;\n  SELECT 3</sql>\n";
        MigrationHistory history = xml(changeset(
                        "1",
                        "",
                        changes
                                + "<rollback>SELECT 2</rollback><modifySql><replace replace=\"2\" with=\"200000\"/></modifySql>"))
                .read();
        assertThat(statements(history)).containsExactly("3:6 SELECT 1", "4:1 SELECT 200000", "5:3 SELECT 3");
        assertThat(statements(Objects.requireNonNull(history.migrations().get(0).down())))
                .singleElement()
                .asString()
                .endsWith("SELECT 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "      modifySql:\n        dbms: postgresql\n        applyToRollback: true\n        append:\n          value: \" WHERE a\"\n",
                "      modifySql:\n        - dbms: postgresql\n        - applyToRollback: true\n        - append:\n            value: \" WHERE a\"\n",
            })
    void modifySqlInYamlIsAMappingOrAList(String modify) {
        MigrationHistory history = Migrations.in(folder)
                .file(
                        "log.yaml",
                        "databaseChangeLog:\n  - changeSet:\n      id: 1\n      author: a\n      changes:\n"
                                + "        - sql:\n            sql: DELETE FROM t\n      rollback: DELETE FROM u\n"
                                + modify)
                .read();
        assertThat(history.problems()).isEmpty();
        assertThat(statements(history)).containsExactly("7:18 DELETE FROM t WHERE a");
        assertThat(statements(Objects.requireNonNull(history.migrations().get(0).down())))
                .singleElement()
                .asString()
                .endsWith("DELETE FROM u WHERE a");
    }

    @Test
    void whatModifySqlCannotDoIsNamed() {
        Migrations files = xml(
                "<changeSet id=\"1\" author=\"a\"><sql>SELECT 1</sql><modifySql>\n"
                        + "<regExpReplace replace=\"(\" with=\"\"/>\n<regExpReplace replace=\"1\" with=\"$1\"/>\n<turn/></modifySql></changeSet>");
        assertThat(files.problems(files.read()))
                .containsExactly(
                        "log.xml:3:1 change-not-read: it is no regular expression: Unclosed group",
                        "log.xml:4:1 change-not-read: what regExpReplace puts in names a group that is not there",
                        "log.xml:5:1 change-not-read: turn in modifySql is not read: the SQL is taken without it");
    }

    @Test
    void preConditionsThatTheFilesDisproveLeaveTheChangesetOut() {
        String guard = "<preConditions onFail=\"MARK_RAN\"><not><tableExists tableName=\"T\"/></not></preConditions>";
        Migrations files = xml(changeset("1", guard, table("t"))
                + changeset("2", guard, table("t"))
                + changeset(
                        "3",
                        "<preConditions onFail=\"CONTINUE\"><columnExists tableName=\"t\" columnName=\"gone\"/></preConditions>",
                        "<sql>SELECT 3</sql>")
                + changeset(
                        "4",
                        "<preConditions><columnExists tableName=\"t\" columnName=\"id\"/><dbms type=\"postgresql\"/>"
                                + "<changeSetExecuted id=\"2\" author=\"a\" changeLogFile=\"log.xml\"/></preConditions>",
                        "<sql>SELECT 4</sql>"));
        MigrationHistory history = files.read();
        assertThat(Migrations.versions(history)).containsExactly("a:1", "a:4");
        assertThat(files.problems(history))
                .containsExactly(
                        "log.xml:3:118 migration-assumed: the preConditions of a:2 do not hold behind the changesets before it:"
                                + " it is left out, as onFail=MARK_RAN says",
                        "log.xml:4:131 migration-assumed: the preConditions of a:3 do not hold behind the changesets before it:"
                                + " it is left out, as onFail=CONTINUE says");
    }

    @Test
    void oneThatStopsLiquibaseIsAWarningAndTheChangesetIsReviewed() {
        Migrations files = xml(changeset("1", "", table("t"))
                + "<changeSet id=\"2\" author=\"a\"><preConditions><not><tableExists tableName=\"t\"/></not></preConditions>\n"
                + "<sql>SELECT 2</sql></changeSet>");
        MigrationHistory history = files.read();
        assertThat(Migrations.versions(history)).containsExactly("a:1", "a:2");
        assertThat(files.problems(history))
                .containsExactly(
                        "log.xml:4:6 migration-form: the preConditions of a:2 do not hold behind the changesets before"
                                + " it: Liquibase stops here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tableExists tableName=\"elsewhere\"/>",
                "<not><tableExists tableName=\"elsewhere\"/></not>",
                "<or><sqlCheck expectedResult=\"0\">SELECT 1</sqlCheck><tableExists tableName=\"t\"/></or>",
                "<not><indexExists tableName=\"t\" indexName=\"i\"/></not>",
                "<not><foreignKeyConstraintExists foreignKeyTableName=\"t\" foreignKeyName=\"fk\"/></not>",
                "<viewExists viewName=\"v\"/>",
                "<sequenceExists sequenceName=\"s\"/>",
            })
    void whatTheFilesDoNotDisproveIsRunWithoutAWord(String condition) {
        Migrations files = xml(changeset("1", "", table("t"))
                + changeset("2", "<preConditions onFail=\"MARK_RAN\">" + condition + "</preConditions>", table("u")));
        MigrationHistory history = files.read();
        assertThat(Migrations.versions(history)).containsExactly("a:1", "a:2");
        assertThat(history.problems()).isEmpty();
    }

    @Test
    void whatNothingInTheFilesTellsIsSaid() {
        Migrations files = xml("<changeSet id=\"1\" author=\"a\"><preConditions onFail=\"MARK_RAN\">"
                + "<sqlCheck expectedResult=\"0\">SELECT count(*) FROM t</sqlCheck><runningAs username=\"ann\"/>"
                + "</preConditions>\n<sql>SELECT 1</sql></changeSet>");
        assertThat(files.problems(files.read()))
                .containsExactly(
                        "log.xml:3:6 migration-assumed: whether the preConditions of a:1 hold is not known here"
                                + " (runningAs, sqlCheck): it is taken to be run");
    }

    @Test
    void preConditionsInYamlAndJsonAreNoChanges() {
        Migrations files = Migrations.in(folder).file("log.yaml", """
                        databaseChangeLog:
                          - changeSet:
                              id: 1
                              author: a
                              changes:
                                - sql: {sql: "CREATE TABLE t (a int)"}
                          - changeSet:
                              id: 2
                              author: a
                              preConditions:
                                - onFail: MARK_RAN
                                - not:
                                    - tableExists:
                                        tableName: t
                              changes:
                                - sql: {sql: "CREATE TABLE t (a int)"}
                          - changeSet:
                              id: 3
                              author: a
                              preConditions:
                                onFail: MARK_RAN
                                tableExists:
                                  tableName: t
                              changes:
                                - sql: {sql: "SELECT 3"}
                        """);
        MigrationHistory history = files.read();
        assertThat(Migrations.versions(history)).containsExactly("a:1", "a:3");
        assertThat(files.problems(history))
                .singleElement()
                .asString()
                .endsWith("do not hold behind the changesets before it: it is left out, as onFail=MARK_RAN says");
    }

    @Test
    void preConditionsOfFormattedSqlAreJudgedToo() {
        Migrations files = Migrations.in(folder).file("log.sql", """
                --liquibase formatted sql
                --changeset a:1
                CREATE TABLE t (a int);
                --changeset a:2
                --preconditions onFail:MARK_RAN onError:HALT
                --precondition-table-exists table:t
                SELECT 2;
                --changeset a:3
                --preconditions onFail:MARK_RAN
                --precondition-sql-check expectedResult:0 SELECT count(*) FROM t
                SELECT 3;
                """);
        MigrationHistory history = files.read();
        assertThat(Migrations.versions(history)).containsExactly("a:1", "a:2", "a:3");
        assertThat(files.problems(history))
                .containsExactly(
                        "log.sql:8:16 migration-assumed: whether the preConditions of a:3 hold is not known here"
                                + " (sqlCheck): it is taken to be run");
    }

    @Test
    void allContextsAreTakenWhereNothingNamesThem() {
        Migrations files = xml("<changeSet id=\"1\" author=\"a\" context=\"test\"><sql>SELECT 1</sql></changeSet>\n"
                + "<changeSet id=\"2\" author=\"a\" labels=\"v1, v2\"><sql>SELECT 2</sql></changeSet>");
        MigrationHistory history = files.read();
        assertThat(Migrations.versions(history)).containsExactly("a:1", "a:2");
        assertThat(files.problems(history))
                .containsExactly(
                        ". migration-assumed: changesets have contexts or labels (test; v1, v2), and all are taken"
                                + " to be run");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contexts=prod | prod",
                "liquibase.command.contextFilter: PROD, x | prod",
                "contexts=test | test; not prod",
                "contexts=a,b | not prod; a and (b or c)",
                "contexts=none | not prod",
                "labels=v1 or v2 | v1; v2, v3",
                "label-filter=!v1 | v2, v3; x",
            })
    void thePropertiesNameContextsAndLabels(String property, String run) {
        List<String> given = List.of("prod", "test", "not prod", "a and (b or c)");
        List<String> labels = List.of("v1", "v2, v3", "x");
        StringBuilder log = new StringBuilder();
        boolean labelled = property.startsWith("label");
        for (String value : labelled ? labels : given) {
            log.append("<changeSet id=\"").append(value).append("\" author=\"a\" ");
            log.append(labelled ? "labels" : "contextFilter")
                    .append("=\"")
                    .append(value)
                    .append("\"><sql>SELECT 1</sql></changeSet>");
        }
        MigrationHistory history = xml(log.toString())
                .file("liquibase.properties", property + "\n")
                .read();
        List<String> ids = history.migrations().stream()
                .map(migration -> migration.version().substring(2))
                .toList();
        assertThat(ids).containsExactlyInAnyOrder(run.split("; "));
        assertThat(history.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("liquibase.properties names contexts"));
    }

    @Test
    void anIncludeHasContextsToo() {
        MigrationHistory history = Migrations.in(folder)
                .file("liquibase.properties", "contexts=prod\n")
                .file(
                        "master.xml",
                        "<databaseChangeLog><include file=\"a.sql\" contextFilter=\"test\"/>"
                                + "<include file=\"b.sql\" context=\"prod\"/></databaseChangeLog>")
                .file("a.sql", "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n")
                .file("b.sql", "--liquibase formatted sql\n--changeset a:2\nSELECT 2;\n")
                .read();
        assertThat(Migrations.versions(history)).containsExactly("a:2");
    }
}
