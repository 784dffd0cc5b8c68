package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.design.Designs;
import dev.pgwright.design.questions.QuestionEngine;
import dev.pgwright.finding.PgwrightException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaDesignerTest {
    private static final String TENANTS = """
            project: { name: shops }
            tenancy: { entity: tenant }
            entities:
              tenant: { attributes: { name: text } }
              customer: { attributes: { email: { type: email, unique: true } } }
              order: { attributes: { note: text } }
              rate: { shared: true, attributes: { name: text } }
            relationships:
              - { from: customer, to: order, kind: 1:N, %s }
            """;

    @Test
    void theTenantComesFirstInKeysAndInReferences() {
        Design design = Designs.of(TENANTS.formatted("required: true, on_delete: restrict"));
        var orders = Designs.table(design, "orders");
        assertThat(orders.primaryKey().orElseThrow().columns()).containsExactly("tenant_id", "id");
        assertThat(orders.foreignKeys())
                .extracting(ForeignKey::columns)
                .containsExactly(List.of("tenant_id", "customer_id"));
        assertThat(Designs.table(design, "customers").of(Constraint.Unique.class))
                .extracting(Constraint.Unique::columns)
                .containsExactly(List.of("tenant_id", "email"));
    }

    @Test
    void aTableWithoutARequiredReferenceRefersToItsTenantItself() {
        Design design = Designs.of(TENANTS.formatted("on_delete: unset"));
        assertThat(Designs.table(design, "orders").foreignKeys())
                .extracting(ForeignKey::name)
                .containsExactly("orders_customer_id_fkey", "orders_tenant_id_fkey");
    }

    @Test
    void forgettingAReferenceKeepsTheTenant() {
        Design design = Designs.of(TENANTS.formatted("on_delete: unset"));
        assertThat(Designs.table(design, "orders").foreignKeys().get(0).setColumns())
                .containsExactly("customer_id");
    }

    @Test
    void sharedRowsBelongToNoTenant() {
        Design design = Designs.of(TENANTS.formatted("required: true"));
        assertThat(Designs.table(design, "rates").column("tenant_id")).isEmpty();
    }

    @Test
    void sharedRowsCannotReferToThoseOfATenant() {
        String yaml = TENANTS.formatted("required: true") + "  - { from: customer, to: rate, kind: 1:N }\n";
        assertThatThrownBy(() -> Designs.of(yaml))
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("'rate' is shared between tenants, but 'customer' belongs to one");
    }

    @Test
    void aOneToOneReferenceIsUnique() {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  order: { attributes: { note: text } }
                  invoice: { attributes: { note: text } }
                relationships:
                  - { from: order, to: invoice, kind: 1:1, required: true }
                """);
        assertThat(Designs.table(design, "invoices").of(Constraint.Unique.class))
                .extracting(Constraint.Unique::columns)
                .containsExactly(List.of("order_id"));
    }

    @Test
    void uniquenessOverAMissingValueHoldsFromPostgres15OnAndIsAskedAbout() {
        String yaml = """
                project: { name: shop, postgres: %d }
                entities:
                  category: { attributes: { slug: { type: code, required: true } } }
                relationships:
                  - { from: category, to: category, role: parent, kind: 1:N }
                rules:
                  one_slug: { entity: category, unique: [parent, slug] }
                """;
        Design modern = Designs.of(yaml.formatted(15));
        assertThat(Designs.table(modern, "categories").of(Constraint.Unique.class))
                .allMatch(Constraint.Unique::nullsNotDistinct);
        assertThat(QuestionEngine.questions(modern))
                .anyMatch(question -> question.id().equals("missing_values:one_slug"));
        Design old = Designs.of(yaml.formatted(14));
        assertThat(Designs.table(old, "categories").of(Constraint.Unique.class))
                .noneMatch(Constraint.Unique::nullsNotDistinct);
    }

    @Test
    void everyForeignKeyStartsAnIndexOrAKey() {
        for (String example : List.of("marketplace", "clinic", "iot")) {
            Design design = Designs.ofExample(example);
            for (var tableKey : design.catalog().foreignKeys()) {
                var table = tableKey.table();
                var columns = tableKey.key().columns();
                boolean served = table.indexes().stream()
                                .filter(index -> index.method().equals("btree") && index.predicate() == null)
                                .map(index -> index.elements().stream()
                                        .map(element -> element.key())
                                        .toList())
                                .anyMatch(keys -> starts(keys, columns))
                        || table.primaryKey()
                                .filter(key -> starts(key.columns(), columns))
                                .isPresent()
                        || table.of(Constraint.Unique.class).stream().anyMatch(key -> starts(key.columns(), columns));
                assertThat(served).as(example + ": " + tableKey.key().name()).isTrue();
            }
        }
    }

    private static boolean starts(List<String> keys, List<String> columns) {
        return keys.size() >= columns.size()
                && List.copyOf(keys.subList(0, columns.size())).containsAll(columns);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"marketplace", "clinic", "iot", "saas-billing", "ledger", "social-feed", "inventory", "content"})
    void noIndexIsTheBeginningOfAnother(String example) {
        for (var table : Designs.ofExample(example).catalog().tables()) {
            for (var narrow : table.indexes()) {
                for (var wide : table.indexes()) {
                    boolean redundant = narrow != wide
                            && narrow.method().equals("btree")
                            && wide.method().equals("btree")
                            && narrow.include().isEmpty()
                            && wide.predicate() == null
                            && wide.elements().size() >= narrow.elements().size()
                            && wide.elements()
                                    .subList(0, narrow.elements().size())
                                    .equals(narrow.elements())
                            && narrow.predicate() == null;
                    assertThat(redundant)
                            .as(narrow.name() + " within " + wide.name())
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"marketplace", "clinic", "iot", "saas-billing", "ledger", "social-feed", "inventory", "content"})
    void theSameRequirementsGiveTheSameDesign(String example) {
        Design first = Designs.ofExample(example);
        Design second = Designs.ofExample(example);
        assertThat(second.catalog()).isEqualTo(first.catalog());
        assertThat(QuestionEngine.questions(second)).isEqualTo(QuestionEngine.questions(first));
    }
}
