package dev.pgwright.dbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.load.folded.FoldedSource;
import dev.pgwright.load.live.ExecutedSource;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.DbmlCore;
import dev.pgwright.testkit.PostgresFixture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** DBML to SQL to DBML. */
class DbmlInSqlTest {
    private static final String TABLES = """
            CREATE TABLE customers (id integer, name text);
            CREATE TABLE orders (id integer, customer_id integer);
            """;

    /** A file with every construct in the form in which it is written. */
    private static String everything() throws IOException {
        try (InputStream stream = DbmlInSqlTest.class.getResourceAsStream("everything.dbml")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theFileHasEveryConstructAndThePublicParserTakesIt() throws IOException {
        DbmlDocument document = Dbml.read(SourceFile.of("everything.dbml", everything()));
        Set<Class<?>> kinds = document.elements().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        DbmlElement.Project.class,
                        DbmlElement.Table.class,
                        DbmlElement.TablePartial.class,
                        DbmlElement.Enumeration.class,
                        DbmlElement.Reference.class,
                        DbmlElement.TableGroup.class,
                        DbmlElement.StickyNote.class,
                        DbmlElement.Metadata.class,
                        DbmlElement.Records.class,
                        DbmlElement.DiagramView.class,
                        DbmlElement.Dependency.class);
        assertThat(DbmlCore.shared().problems(everything())).isEmpty();
    }

    @Test
    void nothingIsLostOnTheWayThroughAServer() throws IOException {
        DbmlSchema schema = DbmlCatalog.read(SourceFile.of("everything.dbml", everything()));
        String sql = sql(schema);
        Catalog catalog = executed(sql);
        assertThat(dbml(sql, catalog)).isEqualTo(everything());
        assertThat(DdlWriter.write(catalog) + DbmlInSql.write(extras(sql, catalog)))
                .isEqualTo(sql);
    }

    @Test
    void nothingIsLostWithoutAServer() throws IOException {
        DbmlSchema schema = DbmlCatalog.read(SourceFile.of("everything.dbml", everything()));
        String sql = sql(schema);
        assertThat(dbml(sql, FoldedSource.load(List.of(SourceFile.of("s.sql", sql)), 18)))
                .isEqualTo(everything());
    }

    @Test
    void aSchemaWithoutAnythingOfDbmlHasNoBlock() {
        assertThat(DbmlInSql.write(DbmlExtras.NONE)).isEmpty();
        assertThat(extras(TABLES + "-- DBML is nice\n", executed(TABLES))).isEqualTo(DbmlExtras.NONE);
    }

    @Test
    void aPersonMayEditTheBlock() {
        String sql = TABLES + """
                -- DBML: of the shop
                --TableGroup selling {
                --   orders
                --
                -- customers
                -- }
                -- Table orders [headercolor: #fff] { }

                -- something else
                """;
        assertThat(dbml(sql, executed(sql))).isEqualTo("""
                Table customers {
                  id   integer
                  name text
                }

                Table orders [headercolor: #fff] {
                  id          integer
                  customer_id integer
                }

                TableGroup selling {
                  orders
                  customers
                }
                """);
    }

    @Test
    void theLastBlockCounts() {
        List<SourceFile> files = List.of(
                SourceFile.of("1.sql", "-- DBML:\n-- Note a { 'x' }\n" + TABLES),
                SourceFile.of("2.sql", "-- DBML:\n-- Note b { 'x' }\n\n-- DBML:\n-- Note c { 'x' }\n"),
                SourceFile.of("3.sql", "select 1;"));
        assertThat(DbmlInSql.read(files, executed(TABLES), new ArrayList<>()).notes())
                .extracting(DbmlExtras.Note::name)
                .containsExactly("c");
    }

    @Test
    void aTextThatLooksLikeABlockIsNone() {
        String sql = TABLES + "comment on table orders is '\n-- DBML:\n-- Note a { x }\n';\n";
        assertThat(extras(sql, executed(sql))).isEqualTo(DbmlExtras.NONE);
    }

    @Test
    void whatSpeaksOfSomethingThatIsGoneIsLeftOutAndTold() {
        String sql = TABLES + """
                -- DBML:
                -- TableGroup selling { orders
                --   custumers }
                -- TableGroup gone { invoices }
                -- Table invoices [headercolor: #fff] { }
                -- Table customers { ~timestamps }
                -- Records orders(id, total) { 1, 2 }
                -- Records customers(id, name) { 1, 'x' }
                -- Ref: orders.customer_id > customers.id [color: #fff]
                -- Ref: orders.id > customers.id [inactive]
                -- Metadata Column orders.nr { a: 'b' }
                -- Enum kind { a [note: 'x'] }
                -- DiagramView v { Tables { orders
                --     invoices }
                --   TableGroups { gone } }
                -- Dep: orders <- invoices
                """;
        List<Problem> problems = new ArrayList<>();
        DbmlExtras extras = DbmlInSql.read(List.of(SourceFile.of("s.sql", sql)), executed(sql), problems);
        assertThat(problems)
                .extracting(problem -> problem.place() + ": " + problem.message()
                        + (problem.hint() == null ? "" : " (" + problem.hint() + ")"))
                .containsExactlyInAnyOrder(
                        "s.sql:5:6: there is no table 'custumers' (did you mean 'customers'?)",
                        "s.sql:6:22: there is no table 'invoices'",
                        "s.sql:7:10: there is no table 'invoices'",
                        "s.sql:8:23: there is no table partial 'timestamps'",
                        "s.sql:9:23: there is no column 'total' in 'orders'",
                        "s.sql:11:9: there is no foreign key between these columns"
                                + " (a relationship without a key is [inactive])",
                        "s.sql:13:27: there is no column 'nr' in 'orders'",
                        "s.sql:14:9: there is no enum 'kind'",
                        "s.sql:16:8: there is no table 'invoices'",
                        "s.sql:17:20: there is no table group 'gone'",
                        "s.sql:18:19: there is no table 'invoices'");
        assertThat(extras.dbml()).isEqualTo("""
                Ref: orders.id > customers.id [inactive]

                TableGroup selling {
                  orders
                }

                Records customers(id, name) {
                  1, 'x'
                }

                DiagramView v {
                  Tables {
                    orders
                  }
                  TableGroups {
                  }
                }
                """);
    }

    @Test
    void linesInMessagesAreThoseOfTheSql() {
        String sql = TABLES + """
                -- DBML:
                -- Records orders(id) { 1 }
                -- Records orders(id) { 2 }
                """;
        List<Problem> problems = new ArrayList<>();
        DbmlInSql.read(List.of(SourceFile.of("s.sql", sql)), executed(TABLES), problems);
        assertThat(problems)
                .extracting(problem -> problem.place() + ": " + problem.message() + ", " + problem.hint())
                .containsExactly("s.sql:5:4: a second Records of the table 'orders', the first is on line 4");
    }

    @Test
    void whatIsNoDbmlIsAFaultAtItsPlace() {
        String sql = TABLES + "-- DBML:\n-- Note a { 'x' }\n-- Note {\n--  x }\n";
        assertThatThrownBy(() -> extras(sql, executed(TABLES)))
                .isInstanceOfSatisfying(
                        PgwrightException.class,
                        fault -> assertThat(fault.problems())
                                .extracting(problem -> problem.place() + ": " + problem.message())
                                .containsExactly("s.sql:5:9: expected the name of the note but found '{'"));
    }

    @Test
    void aTableThatNoLongerFitsItsPartialKeepsItsColumns() {
        String sql = """
                CREATE TABLE a (x integer, created timestamptz, changed timestamptz);
                CREATE TABLE b (changed timestamptz, x integer, created timestamptz);
                CREATE TABLE c (created timestamptz NOT NULL, changed timestamptz);
                CREATE TABLE d (created timestamptz);
                -- DBML:
                -- TablePartial times { created timestamptz
                --   changed timestamptz }
                -- Table a { ~times }
                -- Table b { ~times }
                -- Table c { ~times }
                -- Table d { ~times }
                """;
        Catalog catalog = executed(sql);
        String dbml = dbml(sql, catalog);
        assertThat(dbml).isEqualTo("""
                TablePartial times {
                  created timestamptz
                  changed timestamptz
                }

                Table a {
                  x integer
                  ~times
                }

                Table b {
                  changed timestamptz
                  x       integer
                  created timestamptz
                }

                Table c {
                  created timestamptz [not null]
                  ~times
                }

                Table d {
                  created timestamptz
                }
                """);
        assertThat(DbmlCatalog.read(SourceFile.of("d.dbml", dbml)).catalog()).isEqualTo(catalog);
        assertThat(DbmlCore.shared().problems(dbml)).isEmpty();
    }

    private static String sql(DbmlSchema schema) {
        return DdlWriter.write(schema.catalog()) + DbmlInSql.write(schema.extras());
    }

    private static Catalog executed(String sql) {
        return ExecutedSource.load(PostgresFixture.sharedServer(18), List.of(SourceFile.of("s.sql", sql)));
    }

    private static DbmlExtras extras(String sql, Catalog catalog) {
        List<Problem> problems = new ArrayList<>();
        DbmlExtras extras = DbmlInSql.read(List.of(SourceFile.of("s.sql", sql)), catalog, problems);
        assertThat(problems).isEmpty();
        return extras;
    }

    private static String dbml(String sql, Catalog catalog) {
        return DbmlWriter.write(catalog, extras(sql, catalog));
    }
}
