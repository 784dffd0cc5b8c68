package dev.pgwright.dbml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Table;
import dev.pgwright.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DbmlCatalogTest {
    private static Catalog catalog(String dbml) {
        return DbmlCatalog.read(SourceFile.of("f.dbml", dbml)).catalog();
    }

    private static Table table(Catalog catalog, String name) {
        return catalog.table(QualifiedName.of("public", name)).orElseThrow();
    }

    private static List<String> constraintNames(Table table) {
        return table.constraints().stream().map(Constraint::name).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int|integer",
                "INT|integer",
                "varchar(20)|character varying(20)",
                "Varchar(20)[]|character varying(20)[]",
                "numeric(10, 2)|numeric(10,2)",
                "decimal(10)|numeric(10,0)",
                "timestamptz|timestamp with time zone",
                "timestamptz(3)|timestamp(3) with time zone",
                "\"timestamp with time zone\"|timestamp with time zone",
                "datetime|timestamp without time zone",
                "string|text",
                "string(40)|text",
                "number|numeric",
                "tinyint(1)|smallint",
                "varchar2(10)|character varying(10)",
                "blob|bytea",
                "text[3][]|text[]",
                "pg_catalog.int4|integer",
                "status|public.status",
                "status[]|public.status[]",
                "shop.kind|shop.kind",
                "Money2|Money2",
                "\"public.\\\"My Type\\\"\"|public.\"My Type\"",
            })
    void readsTypes(String written, String expected) {
        Catalog catalog =
                catalog("Enum status { a }\nEnum shop.kind { a }\nTable t { a " + written + " }".replace("\\\\", "\\"));
        assertThat(table(catalog, "t").columns().get(0).type()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "int|0|0",
                "int|-1|'-1'::integer",
                "numeric|-1.5|'-1.5'::numeric",
                "text|'it\\'s'|'it''s'::text",
                "varchar(9)|'a'|'a'::character varying",
                "char(3)|'a'|'a'::bpchar",
                "bool|true|true",
                "int|null|",
                "timestamptz|`now()`|now()",
                "status|'open'|'open'::public.status",
                "status|status.open|'open'::public.status",
            })
    void readsDefaults(String type, String written, String expected) {
        Column column = table(
                        catalog("Enum status { open }\nTable t { a " + type + " [default: " + written + "] }"), "t")
                .columns()
                .get(0);
        assertThat(column.defaultExpression()).isEqualTo(expected);
    }

    @Test
    void namesWhatHasNoNameAsPostgresDoes() {
        Catalog catalog = catalog("""
                Table customers {
                  id bigint [pk]
                  email text [unique, check: `email <> ''`]
                  age int [check: `age > 0`, check: `age < 200`]
                }
                Table orders {
                  id bigint
                  line int
                  customer_id bigint [ref: > customers.id]
                  indexes {
                    (id, line) [pk]
                    (customer_id, line) [unique]
                    customer_id
                    customer_id [type: hash]
                    `lower(x)`
                  }
                  checks {
                    `id > line`
                  }
                }
                """);
        assertThat(constraintNames(table(catalog, "customers")))
                .containsExactly(
                        "customers_age_check",
                        "customers_age_check1",
                        "customers_email_check",
                        "customers_email_key",
                        "customers_pkey");
        Table orders = table(catalog, "orders");
        assertThat(constraintNames(orders))
                .containsExactly(
                        "orders_check", "orders_customer_id_fkey", "orders_customer_id_line_key", "orders_pkey");
        assertThat(orders.indexes().stream().map(Index::name))
                .containsExactly("orders_customer_id_idx", "orders_customer_id_idx1", "orders_lower_idx");
    }

    @Test
    void putsTheKeyOnTheManySideAndOnTheRightOfOneToOne() {
        Catalog catalog = catalog("""
                Table a { id int [pk]\n b_id int [ref: > b.id] }
                Table b { id int [pk] }
                Table c { id int [pk, ref: - a.id] }
                Table d { id int [pk] }
                Table e { id int [pk] }
                Ref: d.id - e.id [delete: cascade]
                Ref: b.id < d.id
                Ref: d.id > c.id [inactive]
                """);
        assertThat(catalog.foreignKeys().stream()
                        .map(key -> key.key().name() + " -> " + key.key().referenced()))
                .containsExactly(
                        "a_b_id_fkey -> public.b",
                        "c_id_fkey -> public.a",
                        "d_id_fkey -> public.b",
                        "e_id_fkey -> public.d");
        assertThat(table(catalog, "e").foreignKeys().get(0).onDelete()).isEqualTo(ReferentialAction.CASCADE);
    }

    @Test
    void makesAJunctionTableOfManyToMany() {
        Catalog catalog = catalog("""
                Table users { id bigserial [pk]\n region text }
                Table roles { id int [pk] }
                Ref: users.(id, region) <> roles.(id, id)
                Ref: users.id <> roles.id [delete: cascade]
                """.replace("Ref: users.(id, region) <> roles.(id, id)\n", ""));
        Table junction = table(catalog, "users_roles");
        assertThat(junction.columns())
                .containsExactly(
                        Column.of("users_id", "bigint").withNotNull(),
                        Column.of("roles_id", "integer").withNotNull());
        assertThat(constraintNames(junction))
                .containsExactly("users_roles_pkey", "users_roles_roles_id_fkey", "users_roles_users_id_fkey");
        assertThat(junction.foreignKeys()).allMatch(key -> key.onDelete() == ReferentialAction.CASCADE);
    }

    @Test
    void incrementIsAnIdentityThatIsAlwaysGenerated() {
        Catalog catalog =
                catalog("Table t { id int [pk, increment]\n n bigint [pg_identity: 'BY DEFAULT START 5', increment] }");
        Table table = table(catalog, "t");
        assertThat(table.columns().get(0).identity()).isEqualTo(dev.pgwright.catalog.Identity.always("integer"));
        assertThat(table.columns().get(1).identity())
                .satisfies(identity -> assertThat(identity.always()).isFalse());
    }

    @Test
    void leavesSqlThatOnlyAServerUnderstandsToTheCaller() {
        DbmlSchema schema = DbmlCatalog.read(SourceFile.of("f", """
                Table t { id int }
                Note postgresql {
                  '''
                  CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
                  CREATE POLICY mine ON t USING (true);
                  COMMENT ON ROLE bob IS 'it\\'\\'s; so';
                  '''
                }
                """));
        assertThat(schema.catalog().extensions()).hasSize(1);
        assertThat(schema.statements())
                .containsExactly("CREATE POLICY mine ON t USING (true)", "COMMENT ON ROLE bob IS 'it''s; so'");
    }

    @Test
    void fillsInPartialsAsTheJudgeDoes() {
        Catalog catalog = catalog("""
                TablePartial base [note: 'has times'] {
                  id bigint [pk, increment]
                  made_at timestamptz [not null, default: `now()`]
                  indexes { made_at }
                }
                Table t {
                  ~base
                  id int [pk]
                }
                """);
        Table table = table(catalog, "t");
        assertThat(table.columns().stream().map(column -> column.name() + " " + column.type()))
                .containsExactlyInAnyOrder("id integer", "made_at timestamp with time zone");
        assertThat(table.indexes()).hasSize(1);
        assertThat(table.comment()).isEqualTo("has times");
    }

    @Test
    void readsMetadataBlocksLikeSettings() {
        Catalog apart = catalog("""
                Table t { id int [pk]\n a text }
                Metadata Table public.t { pg_unlogged: 'true' }
                Metadata Column t.a { pg_collation: '"C"' }
                """);
        Catalog inline = catalog("Table t [pg_unlogged: 'true'] { id int [pk]\n a text [pg_collation: '\"C\"'] }");
        assertThat(apart).isEqualTo(inline);
    }
}
