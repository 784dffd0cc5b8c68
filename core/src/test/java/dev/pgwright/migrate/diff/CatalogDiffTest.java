package dev.pgwright.migrate.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a statement did to a schema on a real server is what the diff says. */
class CatalogDiffTest {
    private static final String SHOP = """
            create schema sales;
            create type state as enum ('new', 'paid', 'sent');
            create domain email as text check (value like '%@%');
            create table customers (
                id bigint generated always as identity primary key,
                mail email not null unique,
                full_name text not null,
                born date,
                created_at timestamptz not null default now()
            );
            create table orders (
                id bigint generated always as identity primary key,
                customer_id bigint not null references customers on delete restrict,
                state state not null default 'new',
                total numeric(12, 2) not null check (total >= 0),
                note text,
                placed_at timestamptz not null default now()
            );
            create index orders_customer_id_idx on orders (customer_id);
            create index orders_open_idx on orders (placed_at) where state = 'new';
            create view paid_orders as select id, total from orders where state = 'paid';
            create function total_of(who bigint) returns numeric language sql stable
                as $$ select sum(total) from orders where customer_id = who $$;
            create sequence invoice_numbers;
            comment on table orders is 'What was bought';
            """;

    static List<Arguments> statements() {
        return List.of(
                Arguments.of("select 1", ""),
                Arguments.of("create table carts (id int)", "+ table public.carts"),
                Arguments.of("drop view paid_orders", "- view public.paid_orders"),
                Arguments.of("alter table orders add column paid_at timestamptz", "+ column public.orders.paid_at"),
                Arguments.of("alter table orders drop column note", "- column public.orders.note"),
                Arguments.of(
                        "alter table orders rename column note to remark",
                        "> column public.orders.note = column public.orders.remark"),
                Arguments.of(
                        "alter table orders rename column placed_at to ordered_at",
                        "> column public.orders.placed_at = column public.orders.ordered_at"),
                Arguments.of(
                        "alter table orders rename column total to amount",
                        "> column public.orders.total = column public.orders.amount;"
                                + " ~ view public.paid_orders: query"),
                Arguments.of(
                        "alter table orders rename to purchases", "> table public.orders = table public.purchases"),
                Arguments.of("alter table orders set schema sales", "> table public.orders = table sales.orders"),
                Arguments.of(
                        "alter table customers rename to people", "> table public.customers = table public.people"),
                Arguments.of(
                        "alter table orders alter column note type varchar(200)", "~ column public.orders.note: type"),
                Arguments.of(
                        "alter table orders alter column note set not null", "~ column public.orders.note: not null"),
                Arguments.of(
                        "alter table orders alter column placed_at drop default",
                        "~ column public.orders.placed_at: default expression"),
                Arguments.of(
                        "alter index orders_open_idx rename to orders_new_idx",
                        "> index orders_open_idx on public.orders = index orders_new_idx on public.orders"),
                Arguments.of(
                        "drop index orders_open_idx; create index orders_open_idx on orders (placed_at)",
                        "~ index orders_open_idx on public.orders: predicate"),
                Arguments.of(
                        "alter table orders rename constraint orders_total_check to total_not_negative",
                        "> check orders_total_check on public.orders = check total_not_negative on public.orders"),
                Arguments.of(
                        "alter table orders drop constraint orders_customer_id_fkey, add constraint"
                                + " orders_customer_id_fkey foreign key (customer_id) references customers on delete"
                                + " cascade",
                        "~ foreign key orders_customer_id_fkey on public.orders: on delete"),
                Arguments.of("alter type state add value 'returned'", "~ enum public.state: values"),
                Arguments.of("alter type state rename to order_state", "> enum public.state = enum public.order_state"),
                Arguments.of(
                        "alter sequence invoice_numbers rename to bill_numbers",
                        "> sequence public.invoice_numbers = sequence public.bill_numbers"),
                Arguments.of(
                        "alter view paid_orders rename to settled_orders",
                        "> view public.paid_orders = view public.settled_orders"),
                Arguments.of(
                        "alter function total_of(bigint) rename to total_spent_by",
                        "> routine public.total_of(who bigint) = routine public.total_spent_by(who bigint)"),
                Arguments.of("comment on table orders is 'Purchases'", "~ table public.orders: comment"),
                Arguments.of(
                        "alter table orders add column n text; update orders set n = note; alter table orders drop"
                                + " column note; alter table orders rename n to note",
                        "~ table public.orders: order of columns"),
                Arguments.of(
                        "alter table orders add constraint note_short check (length(note) < 500) not valid",
                        "+ check note_short on public.orders"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void theDiffSaysWhatAStatementDid(String statement, String expected) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute(SHOP);
            Catalog before = read(database);
            database.execute(statement);
            Catalog after = read(database);
            SchemaDiff diff = CatalogDiff.of(before, after, Map.of());
            assertThat(shown(diff)).isEqualTo(expected);
            assertThat(diff.open()).isEmpty();
            assertThat(shown(CatalogDiff.of(after, after, Map.of()))).isEmpty();
        }
    }

    @Test
    void twoLikelyNewNamesAreAskedFor() throws SQLException {
        String statement = "alter table orders drop column note; alter table orders add column text_a text;"
                + " alter table orders add column text_b text";
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("create table orders (id bigint primary key, text_o text, last int)");
            Catalog before = read(database);
            database.execute(statement.replace("note", "text_o"));
            Catalog after = read(database);
            SchemaDiff doubtful = CatalogDiff.of(before, after, Map.of());
            assertThat(doubtful.open()).singleElement().satisfies(open -> {
                assertThat(open.object()).hasToString("column public.orders.text_o");
                assertThat(open.candidates()).hasSize(2);
            });
            assertThat(shown(doubtful))
                    .isEqualTo("+ column public.orders.text_a; + column public.orders.text_b;"
                            + " - column public.orders.text_o");
            SchemaDiff told = CatalogDiff.of(before, after, Map.of("public.orders.text_o", "public.orders.text_b"));
            assertThat(told.open()).isEmpty();
            assertThat(shown(told))
                    .isEqualTo("~ table public.orders: order of columns; + column public.orders.text_a;"
                            + " > column public.orders.text_o = column public.orders.text_b");
        }
    }

    @Test
    void anotherTableIsNoRename() throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("create table pets (id int primary key, name text, species text, born date)");
            Catalog before = read(database);
            database.execute(
                    "drop table pets; create table invoices (id int primary key, number text, due date, net int)");
            assertThat(shown(CatalogDiff.of(before, read(database), Map.of())))
                    .isEqualTo("+ table public.invoices; - table public.pets");
        }
    }

    @Test
    void aRenameOfNothingIsRefusedWithAHint() throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("create table orders (id int)");
            Catalog catalog = read(database);
            assertThatThrownBy(() -> CatalogDiff.of(catalog, catalog, Map.of("public.ordrs", "public.purchases")))
                    .isInstanceOfSatisfying(PgwrightException.class, refused -> {
                        assertThat(refused.code()).isEqualTo(ErrorCode.USAGE);
                        assertThat(refused.problems().get(0).hint()).isEqualTo("did you mean 'public.orders'?");
                    })
                    .hasMessage("nothing can have been renamed from public.ordrs to public.purchases: the first schema"
                            + " has no public.ordrs");
        }
    }

    @Test
    void aRenameNeedsNoSchemaWhereOnlyOneHasTheName() throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("create schema shop; create table shop.b (id bigint primary key, x int, y text);"
                    + " create table n (a int); create table shop.n (a int)");
            Catalog before = read(database);
            database.execute("drop table shop.b; create table shop.c (id bigint primary key, w text, v int)");
            Catalog after = read(database);
            assertThat(shown(CatalogDiff.of(before, after, Map.of("b", "c", "b.x", "c.w"))))
                    .contains("> table shop.b = table shop.c", "> column shop.b.x = column shop.c.w");
            assertThatThrownBy(() -> CatalogDiff.of(before, after, Map.of("n", "c")))
                    .hasMessageContaining("has no n");
        }
    }

    private static Catalog read(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            return CatalogReader.read(connection);
        }
    }

    private static String shown(SchemaDiff diff) {
        List<String> lines = new ArrayList<>();
        for (SchemaDiff.Change change : diff.changes()) {
            if (change instanceof SchemaDiff.Added) {
                lines.add("+ " + change.object());
            } else if (change instanceof SchemaDiff.Removed) {
                lines.add("- " + change.object());
            } else if (change instanceof SchemaDiff.Renamed renamed) {
                lines.add("> " + change.object() + " = " + renamed.to());
            } else if (change instanceof SchemaDiff.Changed changed) {
                lines.add("~ " + change.object() + ": "
                        + changed.properties().stream()
                                .map(SchemaDiff.Property::name)
                                .collect(Collectors.joining(", ")));
            }
        }
        return String.join("; ", lines);
    }
}
