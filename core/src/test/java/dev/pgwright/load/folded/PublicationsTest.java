package dev.pgwright.load.folded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is published, as the server shows it: it refuses an UPDATE of a published table without an identity. */
class PublicationsTest {
    private static final List<String> TABLES =
            List.of("public.a", "public.b", "public.unlogged", "public.part", "public.below", "other.c", "other.moved");
    private static final String SCHEMA = """
            create schema other;
            create table a (id int);
            create table b (id int);
            create unlogged table unlogged (id int);
            create table parted (id int) partition by range (id);
            create table part partition of parted default;
            create table above (id int);
            create table below () inherits (above);
            create table other.c (id int);
            create table other.moved (id int);
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "create publication p",
                "create publication p for all tables",
                "create publication p for all tables with (publish = 'insert')",
                "create publication p for all tables with (publish = 'insert, delete,update')",
                "create publication p for table a, parted, above",
                "create publication p for table only above, b",
                "create publication p for tables in schema other",
                "create publication p for tables in schema current_schema, table other.c",
                "create publication p for table a; alter publication p add table b, tables in schema other",
                "create publication p for table a, b; alter publication p drop table a",
                "create publication p for table a, b; alter publication p set table other.c",
                "create publication p for table a; alter publication p set (publish = 'truncate')",
                "create publication p for table a; alter publication p rename to q; drop publication if exists p",
                "create publication p for table a; create publication q for table b; drop publication p",
                "create publication p for table a; alter table b rename to x; alter table a rename to b; alter table x rename to a",
                "create publication p for tables in schema other; alter schema other rename to another; create schema other;"
                        + " create table other.c (id int); create table other.moved (id int)",
                "create publication p for table other.moved; alter table other.moved set schema public;"
                        + " create table other.moved (id int)",
                "create publication p for table a; begin; drop publication p; rollback",
                "create publication p for table a; create publication p for all tables"
            })
    void isWhatTheServerPublishes(String statements) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Connection connection = database.connect();
                java.sql.Statement session = connection.createStatement()) {
            SchemaFold fold = SchemaFold.from(catalog(database), 18);
            ParsedSql parsed = Sql.parse(SourceFile.of("test.sql", SCHEMA + statements));
            for (Statement statement : parsed.statements()) {
                String text = statement.span().of(parsed.source().text());
                try {
                    session.execute(text);
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).as(text).isEqualTo("42710");
                }
                fold.apply(statement, parsed.source().text());
            }
            SchemaFold read = SchemaFold.from(catalog(database), 18);
            for (String table : TABLES) {
                int dot = table.indexOf('.');
                QualifiedName name = QualifiedName.of(table.substring(0, dot), table.substring(dot + 1));
                boolean refused = isRefused(session, table);
                for (SchemaFold each : List.of(fold, read)) {
                    Publishing publishing = each.state().publishing(name);
                    assertThat(publishing.publication() != null).as(table).isEqualTo(refused);
                    assertThat(publishing.isCertainlyNot()).as(table).isNotEqualTo(refused);
                }
            }
        }
    }

    private static dev.pgwright.catalog.Catalog catalog(TestDatabase database) throws SQLException {
        try (Connection reader = database.connect()) {
            return CatalogReader.read(reader);
        }
    }

    private static boolean isRefused(java.sql.Statement session, String table) throws SQLException {
        try {
            session.execute("update " + table + " set id = 1");
            return false;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("55000");
            return true;
        }
    }

    @Test
    void isUnknownWhereNobodySaysWhatIsPublished() {
        SchemaFold fold = SchemaFold.empty(18);
        apply(fold, SCHEMA);
        QualifiedName table = QualifiedName.of("public", "a");
        assertThat(fold.state().publishing(table)).isEqualTo(new Publishing(null, false));
        apply(fold, "create publication p for table b");
        assertThat(fold.state().publishing(table).isCertainlyNot()).isTrue();
        assertThat(fold.state().publishing(QualifiedName.of("public", "b")).publication())
                .isEqualTo("p");
        assertThat(fold.state()
                        .publishing(QualifiedName.of("public", "missing"))
                        .isCertainlyNot())
                .isFalse();
        apply(fold, "call anything()");
        assertThat(fold.state().publishing(table).isCertainlyNot()).isFalse();
    }

    private static void apply(SchemaFold fold, String sql) {
        ParsedSql parsed = Sql.parse(SourceFile.of("test.sql", sql));
        parsed.statements().forEach(statement -> fold.apply(statement, sql));
    }
}
