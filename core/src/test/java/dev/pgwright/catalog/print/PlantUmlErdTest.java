package dev.pgwright.catalog.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.Constraint.PrimaryKey;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlantUmlErdTest {
    private static final Column ID = Column.of("id", "bigint").withNotNull();

    private static QualifiedName name(String name) {
        return QualifiedName.of("public", name);
    }

    private static ForeignKey key(String column, String parent) {
        return ForeignKey.of(
                column + "_fkey", List.of(column), name(parent), List.of("id"), ReferentialAction.NO_ACTION);
    }

    private static Catalog shop() {
        Table customers = Table.of(
                name("customers"), List.of(ID), List.of(PrimaryKey.of("pkey", List.of("id"))), List.of(), null);
        Table orders = Table.of(
                        name("orders"),
                        List.of(
                                ID,
                                Column.of("customer_id", "bigint").withNotNull(),
                                Column.of("gift_for", "bigint"),
                                Column.of("state", "public.state").withNotNull()),
                        List.of(
                                PrimaryKey.of("pkey", List.of("id")),
                                key("customer_id", "customers"),
                                key("gift_for", "customers")),
                        List.of(),
                        null)
                .withPartitioning(new Partitioning(Partitioning.Strategy.HASH, List.of(IndexElement.column("id"))));
        Table partition = Table.of(name("orders_1"), List.of(ID), List.of(), List.of(), null)
                .withPartitionOf(new PartitionOf(orders.name(), "FOR VALUES WITH (modulus 2, remainder 0)"));
        Table empty = Table.of(name("empty"), List.of(), List.of(), List.of(), null);
        return Catalog.of(
                List.of(new EnumType(name("state"), List.of("new", "paid"), null)),
                List.of(),
                List.of(customers, orders, partition, empty));
    }

    /** The text was drawn, as it is meant, by PlantUML 1.2025.4. */
    @Test
    void writesTablesKeysEnumsAndCardinalities() {
        assertThat(PlantUmlErd.print(shop(), "Shop \"1\"", Map.of("Sales", List.of(name("orders"), name("gone")))))
                .isEqualTo("""
                @startuml
                title Shop <U+0022>1<U+0022>
                hide circle
                hide empty members
                skinparam linetype ortho
                left to right direction
                package "Sales" {
                  entity "orders\\n<size:10>partitioned by hash (id) · + 1 partition</size>" as t3 {
                    {field} * id : bigint <<PK>>
                    --
                    {field} * customer_id : bigint <<FK>>
                    {field} gift_for : bigint <<FK>>
                    {field} * state : state
                  }
                }
                entity "customers" as t1 {
                  {field} * id : bigint <<PK>>
                }
                entity "empty" as t2
                enum "state" as e1 {
                  {field} new
                  {field} paid
                }
                t1 ||--o{ t3 : customer_id
                t1 |o--o{ t3 : gift_for
                @enduml
                """);
    }

    @Test
    void whatIsNotModelledIsAComment() {
        assertThat(PlantUmlErd.print(
                        Catalog.EMPTY.withNotModelled(List.of(new NotModelled("x", "a\n@enduml"))), null, Map.of()))
                .endsWith("\n' not modelled: x a @enduml\n@enduml\n");
    }

    @Test
    void leavesOutColumns() {
        assertThat(PlantUmlErd.print(shop(), null, Map.of(), MermaidErd::isOfKey))
                .contains("customer_id : bigint <<FK>>")
                .doesNotContain("note", "placed_at");
        assertThat(PlantUmlErd.print(shop(), null, Map.of(), (table, column) -> false))
                .doesNotContain("{field} * id", "customer_id : bigint")
                .contains(": customer_id");
    }

    @Test
    void isAnEmptyDiagramForAnEmptyCatalog() {
        assertThat(PlantUmlErd.print(Catalog.EMPTY, null, Map.of()))
                .startsWith("@startuml\n")
                .endsWith("@enduml\n");
    }

    /** Each of these was drawn as it is by PlantUML 1.2025.4. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "a\"b | a<U+0022>b",
                "<b>&x | <U+003C>b<U+003E><U+0026>x",
                "__typename | _<U+005F>typename",
                "--x | <U+002D><U+002D>x",
                "**x** | <U+002A><U+002A>x<U+002A><U+002A>",
                "~x\\n | <U+007E>x<U+005C>n",
                "{static} | <U+007B>static<U+007D>",
                "f(x) | f(x)",
                "été | été",
                "表 | 表"
            })
    void escapesWhatWouldBeMarkup(String name, String escaped) {
        Table table = Table.of(name(name), List.of(Column.of(name, "text")), List.of(), List.of(), null);
        assertThat(PlantUmlErd.print(Catalog.of(List.of(), List.of(), List.of(table)), null, Map.of()))
                .contains("entity \"" + escaped + "\" as t1 {\n  {field} " + escaped + " : text\n");
    }
}
