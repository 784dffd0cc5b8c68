package dev.pgwright.load.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.ObjectReference;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Session;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.PostgresFixture;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExecutedSourceTest {
    @RegisterExtension
    static final PostgresFixture postgres = PostgresFixture.defaultVersion();

    @Test
    void runsFilesInTheirOrder() {
        Catalog catalog = ExecutedSource.load(
                postgres.server(),
                List.of(
                        SourceFile.of("1.sql", "create table a (id int primary key);"),
                        SourceFile.of("2.sql", "create table b (a int references a);")));
        assertThat(catalog.tables()).hasSize(2);
        assertThat(catalog.foreignKeys()).hasSize(1);
    }

    @Test
    void subscriptionsStayNotBehind() {
        Catalog catalog = load("""
                create table t (id int primary key);
                create subscription away connection 'host=nowhere.invalid dbname=x' publication p with (connect = false);
                """);
        assertThat(catalog.objects()).extracting(DefinedObject::kind).containsExactly(DefinedObject.Kind.SUBSCRIPTION);
        try (Session session = Session.of(postgres.server().connect())) {
            assertThat(session.rows("select count(*) from pg_subscription where subname = 'away'")
                            .single())
                    .isEqualTo("0");
        }
    }

    @Test
    void whatHasNoPlaceInTheModelIsListed() {
        Catalog catalog = load("""
                create domain d as int constraint "Always" not null;
                create domain e as int not null;
                comment on constraint "Always" on domain d is 'asked for';
                create extension pgcrypto;
                create function f() returns int language sql as 'select 1';
                alter function f() depends on extension pgcrypto;
                """);
        assertThat(catalog.notModelled())
                .extracting(one -> one.kind() + ": " + one.name())
                .containsExactlyInAnyOrder(
                        "name of a domain's NOT NULL: \"Always\" of public.d",
                        "comment: NOT NULL of public.d",
                        "dependence on an extension: function public.f() on pgcrypto");
    }

    @Test
    void skipsRowsAndCommandsOfPsql() {
        Catalog catalog = load("""
                \\connect shop
                \\restrict abc
                create table t (id int, b text default '{}');
                COPY public.t (id, b) FROM stdin;
                1\tcreate table wrong (id int);
                \\.
                copy t to '/tmp/never';
                create table u (id int);
                """);
        assertThat(catalog.tables()).extracting(table -> table.name().name()).containsExactly("t", "u");
    }

    @Test
    void aFailingStatementIsNamedByItsPlace() {
        PgwrightException fault = fault("-- ä 😀\ncreate table t (id int);\nselect '😀ä', t.idd\n  from t;\n");
        assertThat(fault.code()).isEqualTo(ErrorCode.INPUT);
        assertThat(fault.getMessage()).isEqualTo("x.sql:3:14: column t.idd does not exist");
        assertThat(fault.problems().get(0).hint()).isEqualTo("Perhaps you meant to reference the column \"t.id\".");
    }

    @Test
    void anErrorWithoutAPositionIsAtTheStatement() {
        assertThat(fault("create table t (id int);\n\n  create table t (id int);")
                        .getMessage())
                .isEqualTo("x.sql:3:3: relation \"t\" already exists");
    }

    @Test
    void theDetailOfAnErrorIsToldToo() {
        assertThat(fault("create table t (id int primary key); insert into t values (1), (1)")
                        .getMessage())
                .isEqualTo("x.sql:1:38: duplicate key value violates unique constraint \"t_pkey\": Key (id)=(1) already"
                        + " exists.");
    }

    @Test
    void allPlacesThatDoNotParseAreTold() {
        PgwrightException fault = fault("create tabel a ();\ncreate table b (id int);\ncreate table c (id int,,);\n");
        assertThat(fault.problems())
                .extracting(Object::toString)
                .containsExactly(
                        "x.sql:1:8: syntax error at or near \"tabel\"", "x.sql:3:24: syntax error at or near \",\"");
    }

    @Test
    void anIncludeIsRefusedRatherThanSkipped() {
        assertThat(fault("create table a ();\n\\ir other.sql\n").getMessage())
                .isEqualTo("x.sql:2:1: psql's command \\ir is not carried out here");
    }

    @Test
    void rolesOfAnotherServerAreMadeAndRemoved() throws SQLException {
        Catalog catalog = load("""
                create role executed_source_app;
                create table t (id int);
                alter table t owner to "Executed Owner";
                grant select on t to executed_source_app, executed_source_other;
                """);
        assertThat(catalog.access().roles())
                .containsExactly("Executed Owner", "executed_source_app", "executed_source_other");
        assertThat(catalog.access().owners())
                .containsExactly(new Access.Owner(new ObjectReference("TABLE", "public.t"), "\"Executed Owner\""));
        assertThat(count("select count(*) from pg_roles where rolname ~* 'executed'"))
                .isZero();
    }

    @Test
    void leavesNoDatabaseBehind() throws SQLException {
        int before = count("select count(*) from pg_database");
        load("create table t (id int)");
        fault("select 1/0");
        assertThat(count("select count(*) from pg_database")).isEqualTo(before);
    }

    @Test
    void whatATransactionDidNotCommitIsNotThere() {
        assertThat(load("begin; create table a (id int); commit; begin; create table b (id int);")
                        .tables())
                .hasSize(1);
    }

    private static int count(String sql) throws SQLException {
        try (Connection connection = postgres.server().connect();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            results.next();
            return results.getInt(1);
        }
    }

    private static Catalog load(String sql) {
        return ExecutedSource.load(postgres.server(), List.of(SourceFile.of("x.sql", sql)));
    }

    private static PgwrightException fault(String sql) {
        return catchThrowableOfType(PgwrightException.class, () -> load(sql));
    }
}
