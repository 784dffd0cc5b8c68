package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.fix.SchemaFixes;
import dev.pgwright.review.fix.SqlNames;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** References that nothing watches over. */
public final class ImpliedForeignKeyMissing implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "implied-foreign-key-missing", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("A column named and typed like a reference (customer_id against customers.id) has no "
                    + "FOREIGN KEY.")
            .cost("orphan rows possible")
            .safe("ADD FOREIGN KEY ... NOT VALID, then VALIDATE CONSTRAINT.")
            .fixable()
            .seed("Core: constraints belong in the database")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Tables that keep what was, or what is to be checked first. */
    private static final Set<String> APART = Set.of(
            "log",
            "audit",
            "history",
            "archive",
            "archived",
            "staging",
            "tmp",
            "temp",
            "raw",
            "import",
            "deleted",
            "backup",
            "snapshot",
            "old",
            "stage");

    @Override
    public void check(SchemaContext schema, Report report) {
        if (!schema.isComplete()) {
            return;
        }
        ImpliedReferences references = new ImpliedReferences(schema);
        Map<QualifiedName, List<Constraint.ForeignKey>> partitions = new HashMap<>();
        for (Table table : schema.catalog().tables()) {
            if (table.partitionOf() != null) {
                partitions
                        .computeIfAbsent(table.partitionOf().parent(), parent -> new ArrayList<>())
                        .addAll(table.foreignKeys());
            }
        }
        for (Table table : schema.tables()) {
            Set<String> covered = new HashSet<>();
            table.foreignKeys().forEach(key -> covered.addAll(key.columns()));
            partitions.getOrDefault(table.name(), List.of()).forEach(key -> covered.addAll(key.columns()));
            boolean apart = NameWords.of(table.name().name()).stream()
                    .map(NameWords::singular)
                    .anyMatch(APART::contains);
            if (TableParts.isForeign(table) || apart) {
                continue;
            }
            for (Column column : table.columns()) {
                if (!covered.contains(column.name())) {
                    references.target(table, column).ifPresent(target -> found(schema, table, column, target, report));
                }
            }
        }
    }

    private static void found(SchemaContext schema, Table table, Column column, Table target, Report report) {
        String key = TableParts.key(target).get(0);
        report.found(
                        schema,
                        SchemaObject.column(table.name(), column.name()),
                        SchemaContext.shown(table.name()) + "." + column.name()
                                + " is called and typed like a reference to "
                                + SchemaContext.shown(target.name()) + "." + key
                                + ", and no foreign key keeps it from pointing to nothing")
                .advice("Run ALTER TABLE " + sql(table) + " ADD FOREIGN KEY ("
                        + Identifiers.quoteIdentifier(column.name()) + ") REFERENCES " + sql(target) + " ("
                        + Identifiers.quoteIdentifier(key)
                        + ") NOT VALID, mend what points to nothing, then VALIDATE CONSTRAINT.")
                .fix(SchemaFixes.statement(
                        "add the foreign key",
                        "ALTER TABLE " + SqlNames.of(table.name()) + " ADD CONSTRAINT "
                                + Identifiers.quoteIdentifier(
                                        schema.state().freeConstraintName(table.name(), column.name(), "fkey"))
                                + " FOREIGN KEY (" + Identifiers.quoteIdentifier(column.name()) + ") REFERENCES "
                                + SqlNames.of(target.name()) + " (" + Identifiers.quoteIdentifier(key)
                                + ") ON DELETE RESTRICT"));
    }

    private static String sql(Table table) {
        return Identifiers.quoteIdentifier(table.name().schema(), table.name().name());
    }
}
