package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tables that hold columns of another table as rows. */
public final class EntityAttributeValue implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "entity-attribute-value", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("A table has the shape entity id + attribute name + value.")
            .cost("no types, no constraints, many self-joins")
            .safe("Use columns, or one jsonb column for the sparse rest.")
            .byHand("which attributes are columns is a decision about the model")
            .seed("Normalization: normalize (3NF)")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Set<String> ATTRIBUTES = Set.of(
            "attribute",
            "attr",
            "property",
            "prop",
            "field",
            "param",
            "parameter",
            "meta",
            "characteristic",
            "option",
            "setting",
            "key");
    private static final Set<String> VALUES = Set.of("value", "val", "text", "string", "content");
    /** Columns besides the three with which it is still nothing else. */
    private static final int OTHERS = 4;

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            Optional<Column> attribute = table.columns().stream()
                    .filter(EntityAttributeValue::isAttribute)
                    .findFirst();
            Optional<Column> value = table.columns().stream()
                    .filter(column -> isValue(column, schema))
                    .findFirst();
            if (attribute.isEmpty() || value.isEmpty() || table.columns().size() > 3 + OTHERS) {
                continue;
            }
            table.columns().stream()
                    .filter(column -> column != attribute.get() && column != value.get() && isEntity(table, column))
                    .findFirst()
                    .ifPresent(entity -> report.found(
                            schema,
                            SchemaObject.relation(table.name()),
                            SchemaContext.shown(table.name()) + " keeps what belongs to " + entity.name()
                                    + " as pairs of "
                                    + attribute.get().name() + " and "
                                    + value.get().name()
                                    + ", where no value has a type, a check or a foreign key of its own"));
        }
    }

    /** {@code attribute}, {@code attribute_name}, {@code meta_key}, {@code attribute_id}. */
    private static boolean isAttribute(Column column) {
        List<String> words = NameWords.of(column.name());
        boolean naming =
                words.size() == 1 || Set.of("name", "key", "id", "type", "code").contains(words.get(words.size() - 1));
        return naming && words.size() < 4 && words.stream().anyMatch(ATTRIBUTES::contains) && column.identity() == null;
    }

    /** A text or JSON called value: a number so called is a measurement. */
    private static boolean isValue(Column column, SchemaContext schema) {
        ColumnType type = ColumnParts.type(column, schema);
        List<String> words = NameWords.of(column.name());
        boolean named = !words.isEmpty()
                && VALUES.contains(words.get(words.size() - 1))
                && (words.size() == 1
                        || words.stream().anyMatch(word -> ATTRIBUTES.contains(word) || word.equals("value")));
        boolean text = ColumnParts.isText(type)
                || type.base().equals("jsonb")
                || type.base().equals("json");
        return text && (named || words.equals(List.of("value", "text")) || words.equals(List.of("value", "string")));
    }

    /** A reference that, with others or not, is not the table's own number. */
    private static boolean isEntity(Table table, Column column) {
        List<String> alone = List.of(column.name());
        boolean reference =
                table.foreignKeys().stream().anyMatch(key -> key.columns().equals(alone));
        // a tree of allowed values refers to itself
        boolean own = TableParts.key(table).equals(alone)
                || table.foreignKeys().stream()
                        .anyMatch(key ->
                                key.columns().equals(alone) && key.referenced().equals(table.name()));
        return !own
                && !isAttribute(column)
                && (reference
                        || (NameWords.of(column.name()).size() > 1
                                && NameWords.last(column.name()).equals("id")));
    }
}
