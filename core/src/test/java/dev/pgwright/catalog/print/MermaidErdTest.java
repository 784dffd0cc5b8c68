package dev.pgwright.catalog.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.Constraint.PrimaryKey;
import dev.pgwright.catalog.Constraint.Unique;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MermaidErdTest {
    @Test
    void whatIsNotModelledIsAComment() {
        assertThat(MermaidErd.print(catalog()
                        .withNotModelled(List.of(new NotModelled("large object", "7"), new NotModelled("x", "a\nb")))))
                .isEqualTo("erDiagram\n    %% not modelled: large object 7\n    %% not modelled: x a b\n");
    }

    private static final Column ID = Column.of("id", "bigint").withNotNull();

    private static QualifiedName name(String name) {
        return QualifiedName.of("public", name);
    }

    private static Catalog catalog(Table... tables) {
        return new Catalog(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(tables),
                List.of(),
                List.of(),
                List.of());
    }

    private static ForeignKey key(String column, String parent) {
        return ForeignKey.of(
                column + "_fkey", List.of(column), name(parent), List.of("id"), ReferentialAction.NO_ACTION);
    }

    private static Catalog shop() {
        Table customers = Table.of(
                name("customers"),
                List.of(ID, Column.of("email", "public.citext").withNotNull(), Column.of("note", "text")),
                List.of(PrimaryKey.of("pkey", List.of("id")), Unique.of("key", List.of("email"))),
                List.of(),
                null);
        Table orders = Table.of(
                QualifiedName.of("sales", "orders"),
                List.of(
                        ID,
                        Column.of("customer_id", "bigint").withNotNull(),
                        Column.of("gift_for", "bigint"),
                        Column.of("total", "numeric(12,2)").withNotNull(),
                        Column.of("placed_at", "timestamp with time zone").withNotNull()),
                List.of(
                        PrimaryKey.of("pkey", List.of("id")),
                        key("customer_id", "customers"),
                        key("gift_for", "customers")),
                List.of(),
                null);
        Table details = Table.of(
                name("customer_details"),
                List.of(ID),
                List.of(PrimaryKey.of("pkey", List.of("id")), key("id", "customers")),
                List.of(),
                null);
        Table partition = Table.of(name("orders_1"), List.of(ID), List.of(), List.of(), null)
                .withPartitionOf(new PartitionOf(orders.name(), "DEFAULT"));
        return catalog(
                customers, orders, details, partition, Table.of(name("empty"), List.of(), List.of(), List.of(), null));
    }

    /** The text was accepted by mermaid 11.17 and 10.9. */
    @Test
    void writesTablesKeysAndCardinalities() {
        assertThat(MermaidErd.print(shop(), "Shop \"1\"")).isEqualTo("""
                ---
                title: "Shop \\"1\\""
                ---
                erDiagram
                    "customer_details" {
                        bigint id PK, FK
                    }
                    "customers" {
                        bigint id PK
                        citext email UK
                        text note "nullable"
                    }
                    "empty"
                    "sales.orders" {
                        bigint id PK
                        bigint customer_id FK
                        bigint gift_for FK "nullable"
                        numeric(12-2) total
                        timestamptz placed_at
                    }
                    "customers" ||--o| "customer_details" : "id"
                    "customers" ||..o{ "sales.orders" : "customer_id"
                    "customers" |o..o{ "sales.orders" : "gift_for"
                """);
    }

    @Test
    void leavesOutColumnsAndKeepsTheirRelationships() {
        assertThat(MermaidErd.print(shop(), null, MermaidErd::isOfKey)).isEqualTo("""
                erDiagram
                    "customer_details" {
                        bigint id PK, FK
                    }
                    "customers" {
                        bigint id PK
                        citext email UK
                    }
                    "empty"
                    "sales.orders" {
                        bigint id PK
                        bigint customer_id FK
                        bigint gift_for FK "nullable"
                    }
                    "customers" ||--o| "customer_details" : "id"
                    "customers" ||..o{ "sales.orders" : "customer_id"
                    "customers" |o..o{ "sales.orders" : "gift_for"
                """);
        assertThat(MermaidErd.print(shop(), null, (table, column) -> false)).isEqualTo("""
                erDiagram
                    "customer_details"
                    "customers"
                    "empty"
                    "sales.orders"
                    "customers" ||--o| "customer_details" : "id"
                    "customers" ||..o{ "sales.orders" : "customer_id"
                    "customers" |o..o{ "sales.orders" : "gift_for"
                """);
    }

    @Test
    void isAnEmptyDiagramForAnEmptyCatalog() {
        assertThat(MermaidErd.print(Catalog.EMPTY)).isEqualTo("erDiagram\n");
    }

    /** Each of these was accepted, and drawn as it is, by mermaid 11.17. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "a\"b | a#quot;b | a_b",
                "<b>&x | #lt;b#gt;#38;x | _b__x",
                "50%\\ | 50#37;#92; | _50__",
                "#35; | #35;35; | _35_",
                "pk | pk | _pk",
                "FK-x | FK-x | FK_x",
                "Uk x | Uk x | Uk_x",
                "uk! | uk! | uk_",
                "été | été | été",
                "表 | 表 | 表",
                "🐘 | 🐘 | _",
                "1st | 1st | _1st",
                "one | one | one",
                "erDiagram | erDiagram | erDiagram"
            })
    void changesNamesThatTheGrammarCannotHold(String name, String quoted, String word) {
        String text = MermaidErd.print(catalog(
                Table.of(name(name), List.of(Column.of(name, "text").withNotNull()), List.of(), List.of(), null)));
        String remark = word.equals(name) ? "" : " \"" + quoted + "\"";
        assertThat(text).isEqualTo("erDiagram\n    \"" + quoted + "\" {\n        text " + word + remark + "\n    }\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timestamp with time zone | timestamptz",
                "timestamp(3) without time zone | timestamp(3)",
                "time(0) with time zone[] | timetz(0)[]",
                "character varying(255) | varchar(255)",
                "character varying[] | varchar[]",
                "character(2) | char(2)",
                "bit varying(5) | varbit(5)",
                "double precision | double precision",
                "interval day to second(3) | interval day to second(3)",
                "public.citext | citext",
                "public.\"Odd Type\" | \"Odd Type\"",
                "sales.status | sales.status",
                "numeric(12,2) | numeric(12,2)"
            })
    void writesTypesAsPeopleDo(String deparsed, String shortForm) {
        assertThat(TypeNames.shortForm(deparsed)).isEqualTo(shortForm);
    }
}
