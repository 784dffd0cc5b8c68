package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import java.util.Set;

/** Keys that rows keep after they were deleted. */
public final class SoftDeleteUniqueConflict implements SchemaRule {
    /** Words of values that are made anew each time. */
    private static final Set<String> UNREPEATED = Set.of("token", "uuid", "guid", "hash", "nonce", "digest", "secret");

    private static final RuleInfo INFO = RuleInfo.of(
                    "soft-delete-unique-conflict", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("A table marks rows as deleted, and a unique constraint or index counts the deleted ones too.")
            .safe("Use a unique index over the rows that are not deleted (WHERE deleted_at IS NULL).")
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
                .advice("Make it a unique index with WHERE " + deleted.liveCondition() + ".");
    }
}
