package dev.pgwright.catalog.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.View;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Catalogs made by hand, as design makes them: types and expressions need not be in PostgreSQL's own words. */
class DdlWriterTest {
    private static final QualifiedName ORDERS = QualifiedName.of("public", "orders");
    private static final QualifiedName CUSTOMER = QualifiedName.of("public", "customer");

    @Test
    void keysThatPostgresqlWouldMakeOneOfStandBehindTheTable() {
        Table orders = Table.of(
                ORDERS,
                List.of(Column.of("id", "bigint"), Column.of("number", "bigint")),
                List.of(
                        Constraint.PrimaryKey.of("orders_pk", List.of("id")),
                        Constraint.Unique.of("orders_id", List.of("id")),
                        Constraint.Unique.of("orders_number", List.of("number")),
                        Constraint.Unique.of("orders_number_once", List.of("number"))
                                .withNullsNotDistinct(),
                        Constraint.Unique.of("orders_number_too", List.of("number"))),
                List.of(),
                null);

        assertThat(DdlWriter.write(Catalog.of(List.of(), List.of(), List.of(orders))))
                .isEqualTo("""
                        -- Tables

                        CREATE TABLE public.orders (
                            id     bigint NOT NULL,
                            number bigint,
                            CONSTRAINT orders_pk PRIMARY KEY (id),
                            CONSTRAINT orders_number UNIQUE (number),
                            CONSTRAINT orders_number_once UNIQUE NULLS NOT DISTINCT (number)
                        );

                        ALTER TABLE public.orders ADD CONSTRAINT orders_id UNIQUE (id);
                        ALTER TABLE public.orders ADD CONSTRAINT orders_number_too UNIQUE (number);
                        """);
    }

    @Test
    void writesWhatAPersonWouldWrite() {
        EnumType status = new EnumType(QualifiedName.of("public", "order_status"), List.of("new", "paid"), null);
        Table customer = Table.of(
                CUSTOMER,
                List.of(
                        Column.of("id", "bigint").withIdentity(Identity.ALWAYS),
                        Column.of("email", "text").withNotNull().withComment("Login")),
                List.of(Constraint.PrimaryKey.of("customer_pk", List.of("id"))),
                List.of(Index.of("customer_email_uq", "btree", List.of(IndexElement.expression("lower(email)")))
                        .withUnique()),
                "Who buys");
        Table orders = Table.of(
                ORDERS,
                List.of(
                        Column.of("id", "bigint").withIdentity(Identity.ALWAYS),
                        Column.of("customer_id", "bigint").withNotNull(),
                        Column.of("status", "order_status").withNotNull().withDefault("'new'"),
                        Column.of("total", "numeric(12,2)").withNotNull().withDefault("0"),
                        Column.of("placed_at", "timestamptz").withNotNull().withDefault("now()")),
                List.of(
                        Constraint.PrimaryKey.of("orders_pk", List.of("id")),
                        Constraint.Check.of("orders_total_not_negative", "total >= 0"),
                        Constraint.ForeignKey.of(
                                "orders_customer_fk",
                                List.of("customer_id"),
                                CUSTOMER,
                                List.of("id"),
                                ReferentialAction.RESTRICT)),
                List.of(Index.of(
                                "orders_open",
                                "btree",
                                List.of(IndexElement.column("customer_id"), IndexElement.descending("placed_at")))
                        .withPredicate("status = 'new'")),
                null);

        assertThat(DdlWriter.write(Catalog.of(List.of(status), List.of(), List.of(orders, customer))))
                .isEqualTo("""
                        -- Types

                        CREATE TYPE public.order_status AS ENUM ('new', 'paid');

                        -- Tables

                        CREATE TABLE public.customer (
                            id    bigint GENERATED ALWAYS AS IDENTITY,
                            email text   NOT NULL,
                            CONSTRAINT customer_pk PRIMARY KEY (id)
                        );

                        COMMENT ON TABLE public.customer IS 'Who buys';
                        COMMENT ON COLUMN public.customer.email IS 'Login';

                        CREATE UNIQUE INDEX customer_email_uq ON public.customer (lower(email));

                        CREATE TABLE public.orders (
                            id          bigint        GENERATED ALWAYS AS IDENTITY,
                            customer_id bigint        NOT NULL,
                            status      order_status  NOT NULL DEFAULT 'new',
                            total       numeric(12,2) NOT NULL DEFAULT 0,
                            placed_at   timestamptz   NOT NULL DEFAULT now(),
                            CONSTRAINT orders_pk PRIMARY KEY (id),
                            CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES public.customer (id) ON DELETE RESTRICT,
                            CONSTRAINT orders_total_not_negative CHECK (total >= 0)
                        );

                        CREATE INDEX orders_open ON public.orders (customer_id, placed_at DESC) WHERE status = 'new';
                        """);
    }

    @Test
    void removesInReverseOrderWithoutCascade() {
        Table customer = table(CUSTOMER, List.of());
        Table orders = table(ORDERS, List.of(reference("orders_customer_fk", CUSTOMER)));
        Catalog catalog = new Catalog(
                List.of(),
                List.of(),
                List.of(new EnumType(QualifiedName.of("shop", "state"), List.of("a"), null)),
                List.of(),
                List.of(),
                List.of(
                        customer,
                        orders.withTriggers(List.of(new Trigger(
                                "touch",
                                "CREATE TRIGGER touch BEFORE UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION"
                                        + " public.touch()",
                                Trigger.Firing.ORIGIN,
                                null)))),
                List.of(View.of(QualifiedName.of("public", "recent"), List.of("id"), "SELECT id FROM public.orders")),
                List.of(touch()),
                List.of());
        assertThat(DdlWriter.drop(catalog))
                .containsExactly(
                        "DROP TRIGGER touch ON public.orders",
                        "DROP FUNCTION public.touch()",
                        "DROP VIEW public.recent",
                        "DROP TABLE public.orders",
                        "DROP TABLE public.customer",
                        "DROP TYPE shop.state",
                        "DROP SCHEMA shop");
    }

    @Test
    void foreignKeysThatCloseACycleComeLast() {
        Table customer = table(CUSTOMER, List.of(reference("customer_last_order_fk", ORDERS)));
        Table orders = table(
                ORDERS, List.of(reference("orders_customer_fk", CUSTOMER), reference("orders_parent_fk", ORDERS)));
        List<String> statements = DdlWriter.statements(Catalog.of(List.of(), List.of(), List.of(customer, orders)));
        assertThat(statements).hasSize(3);
        assertThat(statements.get(2)).startsWith("ALTER TABLE ").contains("_fk FOREIGN KEY");
        assertThat(String.join("\n", statements.subList(0, 2))).contains("CONSTRAINT orders_parent_fk FOREIGN KEY");
        assertThat(DdlWriter.drop(Catalog.of(List.of(), List.of(), List.of(customer, orders)))
                        .get(0))
                .contains(" DROP CONSTRAINT ");
    }

    @Test
    void doesNotSwitchTheValidationOfBodiesOffWithoutNeed() {
        Catalog catalog = new Catalog(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(touch()),
                List.of());
        assertThat(DdlWriter.write(catalog)).doesNotContain("check_function_bodies");
    }

    @Test
    void viewsGetAListOfColumnsOnlyWhereTheQueryDoesNotNameThem() {
        assertThat(view(List.of("id", "n"), "SELECT o.id, count(*) AS n FROM public.orders o"))
                .startsWith("CREATE VIEW public.v AS\n");
        assertThat(view(List.of("id", "n"), "SELECT o.id, count(*) FROM public.orders o"))
                .startsWith("CREATE VIEW public.v (id, n) AS\n");
        assertThat(view(List.of("a"), "WITH x AS (SELECT 1 AS b) SELECT b FROM x"))
                .startsWith("CREATE VIEW public.v (a) AS\n");
        assertThat(view(List.of("a"), "VALUES (1)")).startsWith("CREATE VIEW public.v (a) AS\n");
        assertThat(view(List.of(), "VALUES (1)")).startsWith("CREATE VIEW public.v AS\n");
    }

    @Test
    void viewsComeInTheOrderInWhichTheyReadEachOther() {
        Catalog catalog = new Catalog(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        View.of(QualifiedName.of("public", "a"), List.of(), "SELECT * FROM public.b"),
                        View.of(QualifiedName.of("public", "b"), List.of(), "SELECT * FROM c"),
                        View.of(QualifiedName.of("public", "c"), List.of(), "SELECT 1 AS one")),
                List.of(),
                List.of());
        assertThat(DdlWriter.statements(catalog))
                .extracting(sql -> sql.substring(12, 20))
                .containsExactly("public.c", "public.b", "public.a");
    }

    @Test
    void whatIsNotModelledIsNamedAtTheEnd() {
        Catalog catalog = new Catalog(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(table(ORDERS, List.of())),
                List.of(),
                List.of(),
                List.of(new NotModelled("policy", "mine on public.orders")));
        assertThat(DdlWriter.write(catalog)).endsWith("""

                -- Not in this script:
                --   policy mine on public.orders
                """);
        assertThat(DdlWriter.statements(catalog)).hasSize(1);
    }

    @Test
    void theEmptyCatalogIsTheEmptyScript() {
        assertThat(DdlWriter.write(Catalog.EMPTY)).isEmpty();
        assertThat(DdlWriter.drop(Catalog.EMPTY)).isEmpty();
    }

    @Test
    void onlyAWholeCallIsAKeyWithoutParentheses() {
        assertThat(SqlText.isFunctionCall("lower(a)")).isTrue();
        assertThat(SqlText.isFunctionCall("s.\"F\"(a, (b))")).isTrue();
        assertThat(SqlText.isFunctionCall("lower(a) || upper(b)")).isFalse();
        assertThat(SqlText.isFunctionCall("a + lower(b)")).isFalse();
        assertThat(SqlText.isFunctionCall("ROW(a, b)")).isFalse();
        assertThat(SqlText.isFunctionCall("a")).isFalse();
    }

    @Test
    void defaultsLoseOnlyTheCastToTheColumnsOwnType() {
        assertThat(SqlText.defaultValue("'a'::text", "text")).isEqualTo("'a'");
        assertThat(SqlText.defaultValue("'a'::character varying", "varchar(20)"))
                .isEqualTo("'a'");
        assertThat(SqlText.defaultValue("'-1'::integer", "bigint")).isEqualTo("-1");
        assertThat(SqlText.defaultValue("'a'::text", "varchar(20)")).isEqualTo("'a'::text");
        assertThat(SqlText.defaultValue("'a'::text || 'b'::text", "text")).isEqualTo("'a'::text || 'b'::text");
        assertThat(SqlText.defaultValue("'now'::text::date", "date")).isEqualTo("'now'::text::date");
    }

    private static String view(List<String> columns, String query) {
        View view = View.of(QualifiedName.of("public", "v"), columns, query);
        return ViewDdl.statements(view).get(0).sql();
    }

    private static Table table(QualifiedName name, List<Constraint> keys) {
        List<Constraint> constraints = new ArrayList<>(keys);
        constraints.add(Constraint.PrimaryKey.of(name.name() + "_pk", List.of("id")));
        return Table.of(
                name, List.of(Column.of("id", "bigint"), Column.of("other", "bigint")), constraints, List.of(), null);
    }

    private static Constraint.ForeignKey reference(String name, QualifiedName referenced) {
        return Constraint.ForeignKey.of(name, List.of("other"), referenced, List.of("id"), ReferentialAction.NO_ACTION);
    }

    private static Routine touch() {
        return new Routine(
                QualifiedName.of("public", "touch"),
                Routine.Kind.FUNCTION,
                "",
                "CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
                null);
    }
}
