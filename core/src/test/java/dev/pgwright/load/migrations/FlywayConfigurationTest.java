package dev.pgwright.load.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Sql;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlywayConfigurationTest {
    @TempDir
    Path folder;

    private MigrationHistory read(String below) {
        return MigrationFolder.read(List.of(folder.resolve(below)), null);
    }

    private static List<TransactionMode> modes(MigrationHistory history) {
        return history.migrations().stream()
                .map(migration -> migration.up().transactions())
                .toList();
    }

    private static List<String> sql(MigrationHistory history) {
        return history.migrations().stream()
                .map(migration -> migration.up().sql().text())
                .toList();
    }

    @Test
    void namesFollowTheConfigurationAboveTheFolder() {
        Migrations.in(folder)
                .file("flyway.conf", """
                        # names
                        flyway.sqlMigrationPrefix = mig
                        flyway.undoSqlMigrationPrefix = undo
                        flyway.repeatableSqlMigrationPrefix=rep
                        flyway.baselineMigrationPrefix=base
                        flyway.sqlMigrationSeparator=--
                        flyway.sqlMigrationSuffixes=.pgsql,.ddl
                        """)
                .file("sql/mig1--first.pgsql", "SELECT 1;")
                .file("sql/mig2.1--second.ddl", "SELECT 1;")
                .file("sql/undo1--first.pgsql", "SELECT -1;")
                .file("sql/base1--start.pgsql", "SELECT 1;")
                .file("sql/rep--views.pgsql", "SELECT 1;")
                .file("sql/beforeMigrate--checks.pgsql", "SELECT 1;")
                .file("sql/V1__not_here.sql", "SELECT 1;");
        MigrationHistory history = read("sql");
        assertThat(history.framework()).isEqualTo(Framework.FLYWAY);
        assertThat(Migrations.descriptions(history))
                .containsExactly("first", "start", "second", "views", "beforeMigrate checks");
        assertThat(history.migrations())
                .extracting(Migration::kind)
                .containsExactly(Kind.VERSIONED, Kind.BASELINE, Kind.VERSIONED, Kind.REPEATABLE, Kind.CALLBACK);
        assertThat(history.migrations().get(0).down()).isNotNull();
        assertThat(history.problems()).isEmpty();
    }

    @Test
    void withoutAConfigurationNothingChanges() {
        Migrations.in(folder).file("sql/V1__first.sql", "SELECT ${a};");
        MigrationHistory history = read("sql");
        assertThat(history.session()).isEmpty();
        assertThat(history.migrations().get(0).up().isVerbatim()).isTrue();
        assertThat(history.migrations().get(0).up().templates()).hasSize(1);
        assertThat(history.problems()).isEmpty();
    }

    @Test
    void userTomlCountsBeforeTomlAndThatBeforeConf() {
        Migrations.in(folder)
                .file(
                        "flyway.conf",
                        "flyway.placeholders.a=conf\nflyway.placeholders.b=conf\nflyway.placeholders.c=conf\n")
                .file("flyway.toml", """
                        [flyway]
                        mixed = true # fine
                        [flyway.placeholders]
                        a = "toml"
                        b = 'toml'
                        """)
                .file("flyway.user.toml", "flyway.placeholders.a = \"user\"\n")
                .file("sql/V1__first.sql", "SELECT '${a} ${b} ${c} ${d}';");
        assertThat(sql(read("sql"))).containsExactly("SELECT 'user toml conf ${d}';");
    }

    @Test
    void placesBehindAFilledPlaceholderAreThoseOfTheFile() {
        Migrations.in(folder)
                .file("flyway.toml", "[flyway.placeholders]\nschema = \"a_long_name_of_a_schema\"\n")
                .file("V1__first.sql", "CREATE TABLE ${schema}.t (a int); DROP TABLE ${schema}.u CASCADE;\nSELECT 1;");
        Script script = read("").migrations().get(0).up();
        assertThat(script.sql().text())
                .isEqualTo("CREATE TABLE a_long_name_of_a_schema.t (a int); DROP TABLE a_long_name_of_a_schema.u"
                        + " CASCADE;\nSELECT 1;");
        assertThat(Sql.parse(script.sql()).statements())
                .extracting(statement -> script.inSource(statement.span()))
                .extracting(span -> script.source().position(span.start()) + "-"
                        + script.source().position(span.end()))
                .containsExactly("1:1-1:33", "1:35-1:65", "2:1-2:9");
        int value = script.sql().text().indexOf("a_long");
        assertThat(script.inSource(new Span(value + 3, value + 5))).isEqualTo(new Span(13, 22));
        assertThat(script.isVerbatim()).isFalse();
    }

    @Test
    void otherSignsOfPlaceholdersAreKnownWithAndWithoutAValue() {
        Migrations.in(folder)
                .file("flyway.conf", """
                        flyway.placeholderPrefix=#[
                        flyway.placeholderSuffix=]
                        flyway.placeholderSeparator=.
                        flyway.placeholders.Known=app
                        flyway.defaultSchema=own
                        """)
                .file(
                        "V1__first.sql",
                        "CREATE TABLE #[known].t (a int);\nCREATE TABLE #[other].t (a int);\n"
                                + "CREATE TABLE #[flyway.defaultSchema].t (a int);");
        Script script = read("").migrations().get(0).up();
        assertThat(script.sql().text())
                .isEqualTo("CREATE TABLE app.t (a int);\nCREATE TABLE other___.t (a int);\n"
                        + "CREATE TABLE own.t (a int);");
        assertThat(script.templates()).hasSize(1);
        assertThat(Sql.parse(script.sql()).statements())
                .extracting(statement -> script.source()
                        .position(script.inSource(statement.span()).start())
                        .toString())
                .containsExactly("1:1", "2:1", "3:1");
    }

    @Test
    void placeholdersStayWhereReplacementIsOff() {
        Migrations.in(folder)
                .file("flyway.conf", "flyway.placeholders.a=1\n")
                .file("V1__on.sql", "SELECT '${a}';")
                .file("V2__off.sql", "SELECT '${a}';")
                .file("V2__off.sql.conf", "placeholderReplacement=false\n");
        assertThat(sql(read(""))).containsExactly("SELECT '1';", "SELECT '${a}';");
    }

    @Test
    void aValueOfTheEnvironmentIsNotKnown() {
        Migrations.in(folder)
                .file("flyway.conf", "flyway.placeholders.a=${OWNER}\n")
                .file("V1__on.sql", "ALTER TABLE t OWNER TO ${a};");
        assertThat(sql(read(""))).containsExactly("ALTER TABLE t OWNER TO a___;");
    }

    @Test
    void locationsSayWhichFilesAreRead() {
        Migrations files = Migrations.in(folder)
                .file("flyway.toml", """
                        [flyway]
                        locations = [
                          "filesystem:sql/common", # both
                          "classpath:db/*/pg",
                        ]
                        """)
                .file("sql/common/V1__a.sql", "SELECT 1;")
                .file("sql/common/deep/V2__b.sql", "SELECT 1;")
                .file("sql/oracle/V2__b.sql", "SELECT 1;")
                .file("src/main/resources/db/main/pg/V3__c.sql", "SELECT 1;")
                .file("src/main/resources/db/main/my/V3__c.sql", "SELECT 1;");
        assertThat(Migrations.descriptions(files.read())).containsExactly("a", "b", "c");
        assertThat(files.read().problems()).isEmpty();
    }

    @Test
    void aLocationOutsideTheFolderIsNamed() {
        Migrations files = Migrations.in(folder)
                .file("flyway.conf", "flyway.locations=filesystem:sql/a,filesystem:sql/b,filesystem:none\n")
                .file("sql/a/V1__a.sql", "SELECT 1;")
                .file("sql/b/V2__b.sql", "SELECT 1;");
        assertThat(files.problems(read("sql/a")))
                .containsExactly(
                        "sql/a tool-configuration: flyway.conf names the location filesystem:sql/b too, and what"
                                + " lies there is not read");
    }

    @Test
    void aFolderThatIsNoneOfTheLocationsIsReadWhole() {
        Migrations.in(folder)
                .file("flyway.conf", "flyway.locations=filesystem:sql/a\n")
                .file("other/V1__a.sql", "SELECT 1;");
        MigrationHistory history = read("other");
        assertThat(Migrations.descriptions(history)).containsExactly("a");
        assertThat(history.problems()).isEmpty();
    }

    @Test
    void transactionsFollowTheConfigurationUnlessTheScriptSaysOtherwise() {
        Migrations.in(folder)
                .file("flyway.toml", "[flyway]\nexecuteInTransaction = false\n")
                .file("V1__a.sql", "SELECT 1;")
                .file("V2__b.sql", "SELECT 1;")
                .file("V2__b.sql.conf", "executeInTransaction=true");
        MigrationHistory history = read("");
        assertThat(modes(history)).containsExactly(TransactionMode.STATEMENT, TransactionMode.SCRIPT);
        assertThat(history.migrations().get(0).up().transactionReason())
                .isEqualTo("flyway.toml says executeInTransaction=false");
    }

    @Test
    void aGroupIsOneTransaction() {
        Migrations.in(folder)
                .file("flyway.conf", "flyway.group=true")
                .file("V1__a.sql", "SELECT 1;")
                .file("V2__b.sql", "VACUUM t;");
        assertThat(modes(read(""))).containsExactly(TransactionMode.ALL_PENDING, TransactionMode.STATEMENT);
    }

    @Test
    void aScriptOfBothKindsOfStatementsIsRefusedUnlessMixedIsOn() {
        Migrations files = Migrations.in(folder)
                .file("sql/V1__a.sql", "SET lock_timeout = '5s';\nCREATE INDEX CONCURRENTLY i ON t (a);")
                .file("sql/V2__b.sql", "CREATE INDEX CONCURRENTLY j ON t (a);\nVACUUM t;")
                .file("sql/V3__c.sql", "SET lock_timeout = '5s';\nCREATE INDEX CONCURRENTLY k ON t (a);")
                .file("sql/V3__c.sql.conf", "executeInTransaction=false");
        assertThat(files.problems(read("sql")))
                .containsExactly("sql/V1__a.sql:2:1 migration-form: Flyway refuses the script: this cannot be run in a"
                        + " transaction, what stands in line 1 can, and mixed is false");
        files.file("flyway.conf", "flyway.mixed=true");
        assertThat(read("sql").problems()).isEmpty();
    }

    @Test
    void theDefaultSchemaIsInForceInEachMigration() {
        Migrations.in(folder).file("flyway.toml", """
                        [environments.default]
                        url = "jdbc:postgresql://localhost/shop"
                        schemas = ["App", "other"]
                        """).file("V1__a.sql", "SELECT 1;");
        assertThat(read("").session()).isEqualTo("""
                CREATE SCHEMA IF NOT EXISTS "App";
                CREATE SCHEMA IF NOT EXISTS other;
                SET search_path = "App", "$user", public;
                """);
    }

    @Test
    void whatIsNotReadOfTomlIsNamedWithoutItsValue() {
        Migrations files = Migrations.in(folder).file("flyway.toml", """
                        databaseType = "PostgreSql"
                        [[tables]]
                        [flyway]
                        password = \"\"\"secret\"\"\"
                        inline = { a = 1 }
                        "quoted key".part = "x\\ty"
                        mixed = true
                        """).file("V1__a.sql", "SELECT 1; VACUUM t;");
        assertThat(files.problems(read("")))
                .containsExactly(
                        "flyway.toml:2:1 tool-configuration: this is not read: [[tables]]",
                        "flyway.toml:4:1 tool-configuration: this is not read: password",
                        "flyway.toml:5:1 tool-configuration: this is not read: inline");
    }

    @Test
    void callbacksComeLastInTheOrderOfTheirEvents() {
        Migrations files = Migrations.in(folder)
                .file("V1__a.sql", "SELECT 1;")
                .file("R__views.sql", "SELECT 1;")
                .file("afterMigrate__b_grants.sql", "SELECT 1;")
                .file("afterMigrate__a_grants.sql", "SELECT 1;")
                .file("afterMigrate.sql", "SELECT 1;")
                .file("beforeEachMigrate.sql", "SET LOCAL lock_timeout = '5s';")
                .file("beforeMigrateX.sql", "SELECT 1;")
                .file("sub/beforeMigrate.sql", "SELECT 1;")
                .file("beforeClean.sql", "DROP SCHEMA s;")
                .file("afterUndo.sql", "SELECT 1;");
        MigrationHistory history = files.read();
        assertThat(Migrations.descriptions(history))
                .containsExactly(
                        "a",
                        "views",
                        "beforeMigrate",
                        "beforeEachMigrate",
                        "afterMigrate",
                        "afterMigrate a grants",
                        "afterMigrate b grants");
        assertThat(history.session()).isEqualTo("SET LOCAL lock_timeout = '5s';\n;\n");
        assertThat(history.problems()).isEmpty();
    }

    @Test
    void callbacksAndRepeatableOnesOfOneNameAreAProblem() {
        Migrations files = Migrations.in(folder)
                .file("V1__a.sql", "SELECT 1;")
                .file("R__v.sql", "SELECT 1;")
                .file("sub/R__v.sql", "SELECT 1;")
                .file("afterMigrate.sql", "SELECT 1;")
                .file("sub/afterMigrate.sql", "SELECT 1;");
        assertThat(files.problems(files.read()))
                .containsExactly(
                        "sub/R__v.sql duplicate-migration-version: the name v is also that of R__v.sql",
                        "sub/afterMigrate.sql duplicate-migration-version: the name afterMigrate is also that of"
                                + " afterMigrate.sql");
    }

    @Test
    void aScriptThatIsNeverRunIsLeftOutAndOthersAreTakenToBeRun() {
        Migrations files = Migrations.in(folder)
                .file("V1__a.sql", "SELECT 1;")
                .file("V1__a.sql.conf", "shouldExecute=false")
                .file("V2__b.sql", "SELECT 1;")
                .file("V2__b.sql.conf", "shouldExecute=${env}==test");
        MigrationHistory history = files.read();
        assertThat(Migrations.descriptions(history)).containsExactly("b");
        assertThat(files.problems(history))
                .containsExactly(
                        "V1__a.sql migration-assumed: V1__a.sql.conf says shouldExecute=false: it is left out",
                        "V2__b.sql migration-assumed: V2__b.sql.conf says shouldExecute=${env}==test: it is taken to be"
                                + " run");
    }
}
