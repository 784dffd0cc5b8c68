package dev.pgwright.load.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Table;
import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class JsonModelTest {
    private static final QualifiedName CUSTOMERS = QualifiedName.of("public", "customers");
    private static final QualifiedName ORDERS = QualifiedName.of("Sales \"EU\"", "orders");
    private static final JsonModel SMALL = JsonModel.of(
            "shop",
            new Catalog(
                    List.of(),
                    List.of(),
                    List.of(new EnumType(QualifiedName.of("public", "order_status"), List.of("new", "paid"), null)),
                    List.of(),
                    List.of(),
                    List.of(
                            Table.of(
                                    CUSTOMERS,
                                    List.of(Column.of("id", "bigint"), Column.of("e_mail", "text")),
                                    List.of(Constraint.PrimaryKey.of("customers_pkey", List.of("id"))),
                                    List.of(Index.of(
                                            "customers_lower_idx",
                                            "btree",
                                            List.of(IndexElement.expression("lower(e_mail)")))),
                                    "People who buy.\nWith a second line, a \"quote\" and an ü"),
                            Table.of(
                                    ORDERS,
                                    List.of(
                                            Column.of("id", "bigint"),
                                            Column.of("customer_id", "bigint").withNotNull(),
                                            Column.of("status", "public.order_status")
                                                    .withDefault("'new'::public.order_status")),
                                    List.of(
                                            Constraint.PrimaryKey.of("orders_pkey", List.of("id")),
                                            Constraint.ForeignKey.of(
                                                    "orders_customer_id_fkey",
                                                    List.of("customer_id"),
                                                    CUSTOMERS,
                                                    List.of("id"),
                                                    ReferentialAction.RESTRICT)),
                                    List.of(),
                                    null)),
                    List.of(),
                    List.of(),
                    List.of(new NotModelled("large object", "4711"))),
            new DbmlExtras(
                    "shop",
                    "A note",
                    List.of(new DbmlExtras.Group("people", List.of(CUSTOMERS), null, "#3498db")),
                    List.of(),
                    null));

    @Test
    void theFileIsForPeopleToo() {
        Golden.assertMatches("json/shop.json", SMALL.write());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        JsonModel again = JsonModel.read(SourceFile.of("shop.json", SMALL.write()));
        assertThat(again).isEqualTo(SMALL);
        assertThat(again.write()).isEqualTo(SMALL.write());
    }

    @Test
    void thePublishedSchemaIsThatOfTheRecords() {
        Golden.assertMatches("../../../../../docs/catalog.schema.json", JsonModel.schema());
    }

    @Test
    void thePublishedSchemaTakesWhatIsWrittenAndNothingElse() {
        assertThat(faults(SMALL.write())).isEmpty();
        assertThat(faults(SMALL.write().replace("\"notNull\"", "\"notnull\""))).isNotEmpty();
        assertThat(faults(SMALL.write().replace("\"foreign_key\"", "\"foreign\"")))
                .isNotEmpty();
        assertThat(faults(SMALL.write().replace("\"restrict\"", "\"forbid\""))).isNotEmpty();
    }

    private static List<com.networknt.schema.Error> faults(String text) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonModel.schema());
        return schema.validate(new JsonMapper().readTree(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                    | m.json:1:1: the file is empty
            {                                     | m.json:1:2: this is not JSON: Unexpected end-of-input: expected close marker for Object
            []                                    | m.json:1:1: the file is an object, not an array
            {"pgwright": 1} {}                    | m.json:1:17: there is more after the end of the value
            {"pgwright": 1, "pgwright": 1}        | m.json:1:27: this is not JSON: Duplicate Object property "pgwright"
            """)
    void whatIsNoModelIsRefused(String text, String message) {
        assertThatThrownBy(() -> JsonModel.read(SourceFile.of("m.json", text)))
                .isInstanceOf(PgwrightException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "pgwright": 1      | "pgwright": 2      | m.json:1:1: 'pgwright' is 2, but this pgwright reads version 1 |
            "pgwright": 1      | "pgwright": "1"    | m.json:2:15: 'pgwright' is a whole number, not a string |
            "pgwright": 1      | "pgwright": 1.5    | m.json:2:15: 'pgwright' is a whole number, not a number with decimals |
            "title": "shop",   |                    | m.json:1:1: 'title' is missing |
            "columns"          | "colums"           | m.json:10:9: unknown member 'colums' | did you mean 'columns'?
            "primary_key"      | "primarykey"          | m.json:26:20: an element of 'constraints' cannot be of kind 'primarykey' | did you mean 'primary_key'?
            "restrict"         | "restrikt"         | m.json:23:25: 'onDelete' cannot be 'restrikt' | did you mean 'restrict'?
            "notNull": true    | "notNull": "yes"   | m.json:11:55: 'notNull' is true or false, not a string |
            """)
    void whatIsWrongIsSaidWithItsPlace(String right, String wrong, String message, String hint) {
        String text = SMALL.write().replaceFirst(right, wrong == null ? "" : wrong);
        assertThatThrownBy(() -> JsonModel.read(SourceFile.of("m.json", text)))
                .isInstanceOfSatisfying(PgwrightException.class, fault -> {
                    assertThat(fault).hasMessage(message);
                    String given = fault.problems().get(0).hint();
                    assertThat(given == null ? "" : given).startsWith(hint == null ? "" : hint);
                });
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        String text = SMALL.write().replace("\"bigint\"", "5").replace("\"public\"", "null");
        assertThatThrownBy(() -> JsonModel.read(SourceFile.of("m.json", text)))
                .isInstanceOfSatisfying(
                        PgwrightException.class,
                        fault -> assertThat(fault.problems()).hasSizeGreaterThan(6));
    }
}
