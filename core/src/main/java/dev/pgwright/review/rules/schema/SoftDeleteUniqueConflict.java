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
import dev.pgwright.review.fix.SqlNames;
import dev.pgwright.sql.Identifiers;
import java.util.Set;

/** Keys that rows keep after they were deleted. */
public final class SoftDeleteUniqueConflict implements SchemaRule {
    /** Words of values that are made anew each time. */
    private static final Set<String> UNREPEATED = Set.of("token", "uuid", "guid", "hash", "nonce", "digest", "secret");

    private static final RuleInfo INFO = RuleInfo.of(
                    "soft-delete-unique-conflict", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("A table marks rows as deleted, and a unique constraint or index counts the deleted ones too.")
            .safe("Use a unique index over the rows that are not deleted (WHERE deleted_at IS NULL).")
            .fixable()
            .seed("Indexes: partial indexes where appropriate")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            SoftDelete.of(table)
                    .ifPresent(deleted -> UniqueKey.of(table).stream()
                            .filter(key -> key.predicate() == null && isBusinessKey(key, deleted, schema))
                            .forEach(key -> found(key, deleted, schema, report)));
        }
    }

    /** Neither a number or UUID that never comes again, nor a key in which the mark has a part. */
    private static boolean isBusinessKey(UniqueKey key, SoftDelete deleted, SchemaContext schema) {
        return !key.columns().contains(deleted.column().name())
                && key.columns().stream()
                        .flatMap(name -> key.table().column(name).stream())
                        .noneMatch(column -> column.type().equals("uuid")
                                || column.identity() != null
                                || ColumnDefault.of(column, schema).isPresent()
                                || NameWords.of(column.name()).stream().anyMatch(UNREPEATED::contains));
    }

    private static void found(UniqueKey key, SoftDelete deleted, SchemaContext schema, Report report) {
        String name = SchemaContext.shown(key.table().name());
        String what = key.columns().isEmpty() ? "the key of " + key.name() : "its " + String.join(", ", key.columns());
        report.found(
                        schema,
                        key.object(),
                        "A deleted row of " + name + " keeps " + what
                                + ": nobody can use that again, as " + key.name() + " counts rows with "
                                + deleted.column().name() + ", too")
                .advice("Make it a unique index with WHERE " + deleted.liveCondition() + ".")
                .fix(fix(key, deleted, schema));
    }

    /** The index takes the place of the key, under its name. */
    private static Fix fix(UniqueKey key, SoftDelete deleted, SchemaContext schema) {
        QualifiedName table = key.table().name();
        boolean referenced = schema.state().foreignKeysTo(table).stream()
                .anyMatch(found -> Set.copyOf(found.key().referencedColumns()).equals(Set.copyOf(key.columns())));
        if (key.expressions() || key.nullsNotDistinct() || key.table().partitioning() != null || !key.constraint()) {
            return new Fix.ByHand("the index has to be made anew with its own expressions or settings");
        }
        if (referenced) {
            return new Fix.ByHand("foreign keys refer to it, and a partial index is no target for them");
        }
        String name = Identifiers.quoteIdentifier(key.name());
        return ConstraintFixes.instead(
                schema,
                table,
                key.name(),
                "CREATE UNIQUE INDEX " + name + " ON " + SqlNames.of(table) + " (" + SqlNames.list(key.columns())
                        + ") WHERE " + deleted.liveCondition());
    }
}
