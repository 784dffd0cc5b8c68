package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.fix.ConstraintFixes;
import dev.pgwright.review.fix.SchemaFixes;
import dev.pgwright.review.fix.SqlNames;
import dev.pgwright.sql.Identifiers;
import java.util.Comparator;

/** Keys that are all but declared. */
public final class UniqueNotNullInsteadOfPrimaryKey implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "unique-not-null-instead-of-primary-key", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects(
                    "A table without a primary key has a UNIQUE constraint or index over NOT NULL columns that could be it.")
            .safe("Declare it PRIMARY KEY; on a live table with ADD PRIMARY KEY USING INDEX.")
            .fixable()
            .seed("Schema: primary key strategy is consistent")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            if (table.primaryKey().isEmpty() && table.settings().foreign() == null) {
                UniqueKey.of(table).stream()
                        .filter(key -> !key.expressions()
                                && key.predicate() == null
                                && !key.columns().isEmpty()
                                && NullableColumns.of(table, key.columns(), schema)
                                        .isEmpty())
                        .min(Comparator.comparing(
                                        (UniqueKey key) -> key.columns().size())
                                .thenComparing(UniqueKey::name))
                        .ifPresent(key -> found(key, schema, report));
            }
        }
    }

    private static void found(UniqueKey key, SchemaContext schema, Report report) {
        String table = SchemaContext.shown(key.table().name());
        String columns = String.join(", ", key.columns());
        String sql = Identifiers.quoteIdentifier(
                key.table().name().schema(), key.table().name().name());
        report.found(
                        schema,
                        key.object(),
                        key.name() + " identifies the rows of " + table + " by " + columns
                                + ", but is not declared their primary key")
                .advice(
                        key.constraint() || key.table().partitioning() != null
                                ? "Make it PRIMARY KEY (" + columns + ") in place of UNIQUE."
                                : "ALTER TABLE " + sql + " ADD PRIMARY KEY USING INDEX "
                                        + Identifiers.quoteIdentifier(key.name()) + "; it builds nothing.")
                .fix(fix(key, schema));
    }

    private static Fix fix(UniqueKey key, SchemaContext schema) {
        QualifiedName table = key.table().name();
        if (key.nullsNotDistinct() || key.table().partitioning() != null) {
            return new Fix.ByHand("the key has to be made anew");
        }
        if (!key.constraint()) {
            return SchemaFixes.statement(
                    "make it the primary key",
                    "ALTER TABLE " + SqlNames.of(table) + " ADD PRIMARY KEY USING INDEX "
                            + Identifiers.quoteIdentifier(key.name()));
        }
        return ConstraintFixes.primaryKey(schema, table, key.name(), key.columns());
    }
}
