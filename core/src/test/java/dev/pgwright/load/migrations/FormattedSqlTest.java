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

class FormattedSqlTest {
    @TempDir
    Path folder;

    private static List<String> statements(Script script) {
        ParsedSql parsed = Sql.parse(script.sql());
        assertThat(parsed.errors()).isEmpty();
        assertThat(script.isVerbatim()).isTrue();
        return parsed.statements().stream()
                .map(statement -> script.source().position(statement.span().start()) + " "
                        + statement.span().of(script.sql().text()))
                .toList();
    }

    @Test
    void changesetsKeepTheirPlacesAndTheirWayBack() {
        MigrationHistory history = Migrations.in(folder).file("a.sql", """
                        --liquibase formatted sql

                        --changeset "ann b":first runOnChange:true
                        --comment makes t
                        create table t (a int);
                        --rollback drop table
                        --rollback   t;

                        -- changeset ann:2 runInTransaction:false labels:"x y"
                        create index concurrently i on t (a);
                        /* liquibase rollback
                        drop index i;
                        drop index j;
                        */
                        --changeset ann:3
                        select 3;
                        --rollback not required
                        --changeset ann:4 dbms:mysql,h2
                        select `4`;
                        --changeset ann:5 dbms:postgresql
                        select 5;
                        --rollback changesetId:2 changesetAuthor:ann
                        """).read();
        assertThat(history.framework()).isEqualTo(Framework.LIQUIBASE);
        assertThat(history.problems())
                .extracting(problem -> problem.message())
                .containsExactly("changesets have contexts or labels (x y), and all are taken to be run");
        assertThat(Migrations.versions(history)).containsExactly("ann b:first", "ann:2", "ann:3", "ann:5");
        List<Migration> migrations = history.migrations();
        assertThat(statements(migrations.get(0).up())).containsExactly("5:1 create table t (a int)");
        assertThat(statements(Objects.requireNonNull(migrations.get(0).down())))
                .singleElement()
                .asString()
                .startsWith("6:12 drop table")
                .endsWith("t");
        assertThat(migrations.get(0).kind()).isEqualTo(Kind.REPEATABLE);
        assertThat(migrations.get(1).up().transactions()).isEqualTo(TransactionMode.STATEMENT);
        assertThat(statements(Objects.requireNonNull(migrations.get(1).down())))
                .containsExactly("12:1 drop index i", "13:1 drop index j");
        assertThat(statements(Objects.requireNonNull(migrations.get(2).down()))).isEmpty();
        assertThat(migrations.get(3).down()).isNull();
    }

    @Test
    void anotherEndOfStatementsIsTaken() {
        MigrationHistory history = Migrations.in(folder).file("a.sql", """
                        --liquibase formatted sql
                        --changeset a:1 endDelimiter:\\nGO
                        select 1
                        GO
                        select 2 as go
                        go
                        --changeset a:2 endDelimiter:@@
                        create function f() returns int language sql as $$ select 1; $$ @@
                        select 3@@
                        --changeset a:3 endDelimiter:/ splitStatements:false runInTransaction:false
                        select 4 / 2
                        /
                        """).read();
        assertThat(history.problems()).isEmpty();
        assertThat(statements(history.migrations().get(0).up())).containsExactly("3:1 select 1", "5:1 select 2 as go");
        assertThat(Sql.parse(history.migrations().get(1).up().sql()).statements())
                .hasSizeGreaterThanOrEqualTo(1);
        assertThat(statements(history.migrations().get(2).up())).containsExactly("11:1 select 4 / 2");
        assertThat(history.migrations().get(2).up().transactions()).isEqualTo(TransactionMode.SIMPLE_QUERY);
    }

    @Test
    void saysWhatLiquibaseWouldNotTake() {
        Migrations files = Migrations.in(folder)
                .file(
                        "a.sql",
                        "--liquibase formatted sql\nselect 0;\n--changeset nobody\nselect 1;\n"
                                + "--changeset a:1\nselect 1;\n--changeset a:1\nselect 2;\n")
                .file("b.sql", "--liquibase formatted sql\n");
        assertThat(files.problems(files.read()))
                .containsExactly(
                        "a.sql:2:1 migration-form: this stands before the first \"--changeset\", and Liquibase does not"
                                + " run it",
                        "a.sql:3:1 migration-form: a changeset is named by its author, a colon and its id",
                        "a.sql:7:16 duplicate-migration-version: the changeset a:1 is in this file twice",
                        "b.sql:1:1 migration-form: there is no \"--changeset author:id\"");
    }
}
