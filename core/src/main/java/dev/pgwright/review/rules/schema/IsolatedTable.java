package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tables that nothing ties to the others. */
public final class IsolatedTable implements SchemaRule {
    private static final Parameter CONNECTED = new Parameter(
            "connected", 50, "share of tables, in percent, that have to be connected for the others to stand out");
    private static final RuleInfo INFO = RuleInfo.of("isolated-table", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("A table neither references nor is referenced by another table, while most others do.")
            .safe("Add the missing relation, or say in a comment on the table why it stands alone.")
            .byHand("what the table belongs to is known to people only")
            .parameter(CONNECTED)
            .seed("Schema: every table has a clear purpose")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        if (!schema.isComplete()) {
            return;
        }
        Set<QualifiedName> connected = connected(schema);
        Map<String, List<Table>> schemas = new TreeMap<>();
        schema.tables().stream()
                .filter(table -> !TableParts.isForeign(table))
                .forEach(table -> schemas.computeIfAbsent(table.name().schema(), name -> new ArrayList<>())
                        .add(table));
        for (List<Table> tables : schemas.values()) {
            long count = tables.stream()
                    .filter(table -> connected.contains(table.name()))
                    .count();
            if (count * 100 >= report.limit(CONNECTED) * tables.size()) {
                tables.stream()
                        .filter(table -> !connected.contains(table.name()) && table.comment() == null)
                        .forEach(table -> report.found(
                                schema,
                                SchemaObject.relation(table.name()),
                                SchemaContext.shown(table.name())
                                        + " neither refers to another table nor is referred to, as " + count + " of "
                                        + tables.size() + " tables do"));
            }
        }
    }

    private static Set<QualifiedName> connected(SchemaContext schema) {
        Set<QualifiedName> connected = new HashSet<>();
        for (Table table : schema.catalog().tables()) {
            for (Constraint.ForeignKey key : table.foreignKeys()) {
                connected.add(table.name());
                connected.add(key.referenced());
            }
            if (table.partitionOf() != null && !table.foreignKeys().isEmpty()) {
                connected.add(table.partitionOf().parent());
            }
            if (!table.inherits().isEmpty()) {
                connected.add(table.name());
                connected.addAll(table.inherits());
            }
        }
        return connected;
    }
}
