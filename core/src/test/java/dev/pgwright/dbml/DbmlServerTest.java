package dev.pgwright.dbml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.DbmlCore;
import dev.pgwright.testkit.PostgresFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real PostgreSQL has survives the way through DBML, and what DBML leaves open is what PostgreSQL chooses. */
class DbmlServerTest {
    @RegisterExtension
    static final PostgresFixture postgres = PostgresFixture.version(18);

    private static final String RICH = """
            CREATE SCHEMA "Shop";
            COMMENT ON SCHEMA "Shop" IS 'where it''s sold';
            CREATE TYPE order_status AS ENUM ('open', 'it''s', 'sent off');
            COMMENT ON TYPE order_status IS 'life of an order';
            CREATE TYPE "Shop"."Kind" AS ENUM ('a');
            CREATE DOMAIN email AS text DEFAULT 'x@y' CHECK (VALUE ~ '^[^@]+@[^@]+$');
            COMMENT ON DOMAIN email IS 'an address';
            CREATE SEQUENCE invoice_numbers AS integer START 1000 INCREMENT 5 CACHE 10;
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              new.updated_at := now(); -- it's; done
              RETURN new;
            END $$;
            CREATE FUNCTION total(a numeric, b integer DEFAULT 1) RETURNS numeric LANGUAGE sql IMMUTABLE
              BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN a ELSE b::numeric END; END;
            CREATE TABLE customers (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              email email NOT NULL UNIQUE,
              name varchar(200) COLLATE "C" NOT NULL DEFAULT 'no one',
              search tsvector GENERATED ALWAYS AS (to_tsvector('simple', name)) STORED,
              "Größe ""X\""" numeric(10,2) DEFAULT -1.5 CHECK ("Größe ""X\""" > -2),
              flags text[] NOT NULL DEFAULT '{}',
              updated_at timestamptz(3) NOT NULL DEFAULT now()
            );
            COMMENT ON TABLE customers IS E'Those who buy.\\n\\n  "Quoted", ''quoted''.';
            COMMENT ON COLUMN customers.name IS E'back\\\\slash and \\ttab';
            CREATE TRIGGER touch BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION touch();
            ALTER TABLE customers DISABLE TRIGGER touch;
            CREATE TABLE "Shop"."Orders" (
              id serial PRIMARY KEY,
              customer_id bigint NOT NULL REFERENCES customers ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
              status order_status NOT NULL DEFAULT 'open',
              kind "Shop"."Kind",
              total numeric(12,2) NOT NULL CONSTRAINT total_is_positive CHECK (total >= 0),
              period tstzrange NOT NULL,
              number integer DEFAULT nextval('invoice_numbers'),
              note text,
              UNIQUE NULLS NOT DISTINCT (customer_id, number),
              CONSTRAINT periods_do_not_overlap EXCLUDE USING gist (period WITH &&) WHERE (status = 'open')
            );
            ALTER TABLE "Shop"."Orders" ADD CONSTRAINT later CHECK (note <> '') NOT VALID;
            CREATE INDEX open_orders ON "Shop"."Orders" (customer_id, total DESC NULLS LAST) INCLUDE (status)
              WITH (fillfactor = 70) WHERE status = 'open';
            CREATE INDEX ON "Shop"."Orders" USING brin (total);
            CREATE INDEX ON "Shop"."Orders" (lower(note) text_pattern_ops);
            CREATE UNIQUE INDEX one_open ON "Shop"."Orders" (customer_id);
            COMMENT ON INDEX "Shop".open_orders IS 'for the list';
            CREATE TABLE events (at timestamptz NOT NULL, payload jsonb NOT NULL DEFAULT '{}')
              PARTITION BY RANGE (at);
            CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01+00') TO ('2027-01-01+00');
            CREATE INDEX ON events USING gin (payload jsonb_path_ops);
            CREATE TABLE profiles (customer_id bigint PRIMARY KEY REFERENCES customers, code bpchar DEFAULT '`');
            CREATE UNLOGGED TABLE scratch () ;
            CREATE VIEW big_orders WITH (security_barrier) AS
              SELECT id, total FROM "Shop"."Orders" WHERE total > 1000;
            COMMENT ON COLUMN big_orders.total IS 'with tax';
            CREATE MATERIALIZED VIEW sums AS SELECT customer_id, sum(total) AS total FROM "Shop"."Orders" GROUP BY 1;
            CREATE UNIQUE INDEX ON sums (customer_id);
            """;

    private static Catalog introspect(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            for (SqlCursor.Statement part : SqlCursor.statements(sql)) {
                statement.execute(part.sql());
            }
            return CatalogReader.read(connection);
        }
    }

    @Test
    void aRealSchemaLosesNothing() throws SQLException {
        Catalog catalog = introspect(RICH);
        String written = DbmlWriter.write(catalog, DbmlExtras.NONE);
        DbmlSchema read = DbmlCatalog.read(SourceFile.of("f", written));
        assertThat(DdlWriter.write(read.catalog())).isEqualTo(DdlWriter.write(catalog));
        assertThat(read.catalog()).as(written).isEqualTo(catalog);
        assertThat(read.statements()).isEmpty();
        assertThat(DbmlCore.shared().problems(written)).as(written).isEmpty();
    }

    @Test
    void thePublicParserKeepsWhatItCannotSay() throws SQLException {
        Catalog catalog =
                introspect(RICH.lines().filter(line -> !line.contains("Größe")).collect(Collectors.joining("\n")));
        String written = DbmlWriter.write(catalog, DbmlExtras.NONE);
        String theirs = DbmlCore.shared().export(written, "dbml");
        Catalog through = DbmlCatalog.read(SourceFile.of("theirs", theirs)).catalog();
        assertThat(through.tables().stream().flatMap(table -> table.constraints().stream()))
                .containsExactlyInAnyOrderElementsOf(catalog.tables().stream()
                        .flatMap(table -> table.constraints().stream())
                        .toList());
        // it writes no notes of indexes, which is all we leave there
        assertThat(through.tables().stream().flatMap(table -> table.indexes().stream()))
                .containsExactlyInAnyOrderElementsOf(catalog.tables().stream()
                        .flatMap(table -> table.indexes().stream())
                        .map(index -> index.withComment(null))
                        .toList());
        assertThat(through.routines()).isEqualTo(catalog.routines());
    }

    @Test
    void namesAndTypesAreThosePostgresChooses() throws SQLException {
        String dbml = """
                Enum status { open
                 closed }
                Table customers {
                  id int [pk, increment]
                  email varchar(100) [not null, unique, default: 'it\\'s', check: `email <> ''::text`]
                  a_column_with_quite_a_long_name_of_more_than_thirty_characters int [unique]
                }
                Table "Order lines" {
                  order_id bigint
                  line smallint
                  customer_id int [ref: > customers.id]
                  state status [default: 'open']
                  price decimal [default: -1, check: `price > '-5'::integer::numeric`]
                  made datetime [default: `now()`]
                  tags "text[]"
                  indexes {
                    (order_id, line) [pk]
                    (customer_id, line) [unique]
                    customer_id
                    (customer_id, state)
                    `upper(tags[1])`
                    (`order_id + line`, `line + 1`) [type: btree]
                  }
                  checks { `order_id > line` }
                }
                """;
        String sql = """
                CREATE TYPE status AS ENUM ('open', 'closed');
                CREATE TABLE customers (
                  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                  email varchar(100) NOT NULL UNIQUE DEFAULT 'it''s' CHECK (email <> ''),
                  a_column_with_quite_a_long_name_of_more_than_thirty_characters int UNIQUE
                );
                CREATE TABLE "Order lines" (
                  order_id bigint, line smallint, customer_id int REFERENCES customers, state status DEFAULT 'open',
                  price decimal DEFAULT -1 CHECK (price > -5), made timestamp DEFAULT now(), tags text[],
                  PRIMARY KEY (order_id, line), UNIQUE (customer_id, line), CHECK (order_id > line)
                );
                CREATE INDEX ON "Order lines" (customer_id);
                CREATE INDEX ON "Order lines" (customer_id, state);
                CREATE INDEX ON "Order lines" (upper(tags[1]));
                CREATE INDEX ON "Order lines" ((order_id + line), (line + 1));
                """;
        Catalog ours = DbmlCatalog.read(SourceFile.of("f", dbml)).catalog();
        Catalog theirs = introspect(sql);
        // the names above all: expressions stay as written in DBML, PostgreSQL may show them otherwise
        assertThat(constraintsAndIndexes(ours)).isEqualTo(constraintsAndIndexes(theirs));
        assertThat(ours.enums()).isEqualTo(theirs.enums());
        for (int i = 0; i < ours.tables().size(); i++) {
            assertThat(ours.tables().get(i).columns())
                    .isEqualTo(theirs.tables().get(i).columns());
        }
        assertThat(executed(ours)).isEqualTo(theirs);
    }

    private static String constraintsAndIndexes(Catalog catalog) {
        StringBuilder names = new StringBuilder();
        catalog.tables().forEach(table -> {
            table.constraints()
                    .forEach(constraint -> names.append(constraint.name()).append('\n'));
            table.indexes().forEach(index -> names.append(index.name()).append('\n'));
        });
        return names.toString();
    }

    private static Catalog executed(Catalog catalog) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
            for (String sql : DdlWriter.statements(catalog)) {
                statement.execute(sql);
            }
            return CatalogReader.read(connection);
        }
    }
}
