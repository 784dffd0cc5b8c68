package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys of several kinds in one schema. */
public final class InconsistentPrimaryKeyStrategy implements SchemaRule {
    private static final Parameter LEAST =
            new Parameter("least-tables", 4, "number of tables with such a key below which there is no strategy");
    private static final RuleInfo INFO = RuleInfo.of(
                    "inconsistent-primary-key-strategy", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("The schema mixes kinds of made-up keys (integer, bigint, uuid; serial, identity) without"
                    + " a recorded reason.")
            .safe("Choose one kind, and record each exception in a comment on the key column.")
            .byHand("another kind of key changes every reference to it")
            .parameter(LEAST)
            .seed("Schema: primary key strategy is consistent")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private record Key(Table table, String column, String kind) {}

    @Override
    public void check(SchemaContext schema, Report report) {
        if (!schema.isComplete()) {
            return;
        }
        List<Key> keys = schema.tables().stream()
                .flatMap(table -> key(table, schema).stream())
                .toList();
        Majority majority = new Majority();
        keys.forEach(key -> majority.add(key.kind()));
        if (majority.total() < report.limit(LEAST)) {
            return;
        }
        String usual = majority.way().orElseThrow();
        // without a majority each would be as right as the other, and one finding says it
        boolean clear = majority.count(usual) * 2 > majority.total();
        keys.stream()
                .filter(key -> !key.kind().equals(usual))
                .limit(clear ? Long.MAX_VALUE : 1)
                .forEach(key -> report.found(
                        schema,
                        SchemaObject.column(key.table().name(), key.column()),
                        SchemaContext.shown(key.table().name()) + "." + key.column() + " is a key by " + key.kind()
                                + (clear
                                        ? ", but " + majority.count(usual) + " of " + majority.total()
                                                + " tables have one by " + usual
                                        : "; the schema has keys of all kinds: " + majority.words())));
    }

    /** A key that says nothing of the row; one that refers to another table follows that one. */
    private static Optional<Key> key(Table table, SchemaContext schema) {
        List<String> columns =
                table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
        Optional<Column> column = columns.size() == 1 ? table.column(columns.get(0)) : Optional.empty();
        if (column.isEmpty()
                || column.get().comment() != null
                || table.foreignKeys().stream().anyMatch(key -> key.columns().equals(columns))) {
            return Optional.empty();
        }
        return kind(column.get(), ColumnParts.type(column.get(), schema))
                .map(kind -> new Key(table, columns.get(0), kind));
    }

    private static Optional<String> kind(Column column, ColumnType type) {
        String expression = column.defaultExpression();
        boolean integer = type.base().equals("int4") || type.base().equals("int8");
        if (type.base().equals("uuid") && !type.array()) {
            // without a default it may be somebody else's number, unless its name says more
            boolean own = expression != null || Set.of("id", "uuid").contains(NameWords.last(column.name()));
            return own ? Optional.of("uuid") : Optional.empty();
        }
        if (!integer || type.array()) {
            return Optional.empty();
        }
        if (column.identity() != null) {
            return Optional.of(type.words() + " identity");
        }
        return expression != null && expression.startsWith("nextval(")
                ? Optional.of(type.words() + " serial")
                : Optional.empty();
    }
}
