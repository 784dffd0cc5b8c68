package dev.pgwright.load.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.dbml.DbmlCatalog;
import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.dbml.DbmlSchema;
import dev.pgwright.dbml.DbmlWriter;
import dev.pgwright.load.json.JsonModel;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ArrayCasts;
import dev.pgwright.testkit.DbmlCore;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The law of catalogs, for use in tests: what is written and run is what is read again. */
final class RoundTrip {
    /** Above so many tables it is enough that the single statements work. */
    private static final int LARGE = 200;

    private RoundTrip() {}

    /** Reads a database, makes the same in another one, and in between says what differs. */
    static Catalog check(int version, TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            Catalog catalog = CatalogReader.read(connection);
            check(version, modelled(catalog), fullTexts(connection));
            checkDbml(version, modelled(catalog));
            return catalog;
        }
    }

    /** Without the objects that a script can only name. */
    private static Catalog modelled(Catalog catalog) {
        return catalog.withNotModelled(List.of());
    }

    /** Makes a catalog in a database and says what of it is not read again. */
    static void check(int version, Catalog catalog) throws SQLException {
        check(version, catalog, List.of());
    }

    /** @param fullTexts what the database's expressions are with all their parentheses; empty to leave that out */
    private static void check(int version, Catalog catalog, List<String> fullTexts) throws SQLException {
        checkJson(catalog);
        String script = DdlWriter.write(catalog);
        try (TestDatabase copy = PostgresFixture.newDatabase(version);
                Connection connection = copy.connect()) {
            runAll(connection, DdlWriter.statements(catalog));
            Catalog again = CatalogReader.read(connection);
            assertThat(CatalogComparison.differences(catalog, again)).isEmpty();
            assertThat(again).isEqualTo(catalog);
            assertThat(DdlWriter.write(again)).isEqualTo(script);
            // the readable form leaves parentheses out: nothing may have changed its meaning by that
            if (!fullTexts.isEmpty()) {
                assertThat(fullTexts(connection)).isEqualTo(fullTexts);
            }
            runAll(connection, DdlWriter.drop(catalog));
            assertThat(CatalogReader.read(connection)).isEqualTo(Catalog.EMPTY);
            if (catalog.tables().size() <= LARGE) {
                runAll(connection, List.of(script));
                assertThat(CatalogReader.read(connection)).isEqualTo(catalog);
                runAll(connection, DdlWriter.drop(catalog));
            }
        }
    }

    private static List<String> fullTexts(Connection connection) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path = ''");
            String own =
                    "in (select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema')";
            ResultSet results = statement.executeQuery("""
                    select 'view ' || c.oid::regclass || ': ' || pg_get_viewdef(c.oid) as text from pg_class c
                    where c.relkind in ('v', 'm') and c.relnamespace %1$s
                    union all
                    select 'constraint ' || k.conname || ' on ' || k.conrelid::regclass || k.contypid::regtype || ': '
                           || pg_get_constraintdef(k.oid)
                    from pg_constraint k where k.contype in ('c', 'x') and k.connamespace %1$s
                    union all
                    select 'index ' || pg_get_indexdef(x.indexrelid)
                    from pg_index x join pg_class i on i.oid = x.indexrelid
                    where i.relnamespace %1$s and not exists (select from pg_inherits h where h.inhrelid = i.oid)
                    union all
                    select 'default ' || c.oid::regclass || '.' || a.attname || ': ' || pg_get_expr(d.adbin, d.adrelid)
                    from pg_attrdef d join pg_class c on c.oid = d.adrelid
                    join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum where c.relnamespace %1$s
                    union all
                    select 'trigger ' || pg_get_triggerdef(t.oid)
                    from pg_trigger t join pg_class c on c.oid = t.tgrelid
                    where not t.tgisinternal and t.tgparentid = 0 and c.relnamespace %1$s
                    order by 1
                    """.formatted(own));
            while (results.next()) {
                texts.add(ArrayCasts.atElements(results.getString(1)));
            }
            statement.execute("reset search_path");
        }
        return texts;
    }

    static void runAll(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new AssertionError(
                            e.getMessage() + "\nin:\n" + sql.lines().limit(60).toList(), e);
                }
            }
        }
    }

    static String resource(String name) {
        try (InputStream stream = RoundTrip.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What DBML has no words for it carries as settings and as SQL. */
    private static void checkDbml(int version, Catalog catalog) throws SQLException {
        String written = DbmlWriter.write(catalog, DbmlExtras.NONE);
        assertThat(DbmlCore.shared().problems(written)).isEmpty();
        DbmlSchema read = DbmlCatalog.read(SourceFile.of("law.dbml", written));
        try (TestDatabase copy = PostgresFixture.newDatabase(version);
                Connection connection = copy.connect()) {
            runAll(connection, DdlWriter.statements(read.catalog()));
            runAll(connection, read.statements());
            Catalog again = CatalogReader.read(connection);
            assertThat(CatalogComparison.differences(catalog, again)).isEmpty();
            assertThat(DbmlWriter.write(again, DbmlExtras.NONE)).isEqualTo(written);
            runAll(connection, DdlWriter.drop(again));
        }
    }

    /** The JSON form of a catalog says all of it. */
    private static void checkJson(Catalog catalog) {
        String text = JsonModel.of("law", catalog, DbmlExtras.NONE).write();
        assertThat(JsonModel.read(SourceFile.of("law.json", text)).catalog()).isEqualTo(catalog);
    }
}
