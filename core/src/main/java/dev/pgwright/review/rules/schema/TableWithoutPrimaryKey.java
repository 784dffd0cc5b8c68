package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;

/** Tables whose rows nothing tells apart. */
public final class TableWithoutPrimaryKey implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "table-without-primary-key", Area.SCHEMA, Needs.CATALOG, Severity.ERROR)
            .detects("A permanent table has no primary key.")
            .safe(
                    "Add a primary key: the natural one where it never changes, else bigint GENERATED ALWAYS AS IDENTITY.")
            .byHand("what tells the rows apart is known to people only")
            .seed("Schema: every table has a primary key")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            // a foreign table cannot have one; one that inherits may lean on its parent's, which PostgreSQL does not
            // enforce
            if (table.settings().foreign() == null
                    && table.of(Constraint.PrimaryKey.class).isEmpty()) {
                String name = SchemaContext.shown(table.name());
                boolean indexed = !table.indexes().isEmpty()
                        || !table.of(Constraint.Unique.class).isEmpty()
                        || !table.of(Constraint.Exclusion.class).isEmpty();
                report.found(
                        schema,
                        SchemaObject.relation(table.name()),
                        indexed ? name + " has no primary key" : name + " has no primary key and no index at all");
            }
        }
    }
}
