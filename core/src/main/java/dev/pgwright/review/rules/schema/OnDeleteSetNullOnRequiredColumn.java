package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;
import dev.pgwright.review.Trees;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Actions of foreign keys that cannot be carried out. */
public final class OnDeleteSetNullOnRequiredColumn implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "on-delete-set-null-on-required-column", Area.SCHEMA, Needs.CATALOG, Severity.ERROR)
            .detects(
                    "A foreign key sets a NOT NULL column to NULL, or to a default that it does not have, when the other row goes or changes.")
            .cost("the DELETE or UPDATE fails")
            .safe("Make the column nullable, or choose another action.")
            .byHand("a nullable column and another action say different things")
            .seed("Schema: foreign keys have appropriate ON DELETE actions")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableConstraint<Constraint.ForeignKey> found : schema.constraints(Constraint.ForeignKey.class)) {
            Constraint.ForeignKey key = found.constraint();
            List<String> onDelete = key.setColumns().isEmpty() ? key.columns() : key.setColumns();
            failing(found, key.onDelete(), onDelete, schema)
                    .or(() -> failing(found, key.onUpdate(), key.columns(), schema))
                    .ifPresent(column -> {
                        boolean deletes =
                                failing(found, key.onDelete(), onDelete, schema).isPresent();
                        String action = (deletes ? key.onDelete() : key.onUpdate()).sql();
                        report.found(
                                schema,
                                found.object(),
                                (deletes ? "Deleting a row of " : "Changing the key of ")
                                        + SchemaContext.shown(key.referenced()) + " fails while "
                                        + SchemaContext.shown(found.table().name()) + " refers to it: " + action
                                        + " has nothing to set " + column + " to, which is NOT NULL");
                    });
        }
    }

    /** A column that the action sets to NULL though it may not be. */
    private static Optional<String> failing(
            TableConstraint<Constraint.ForeignKey> key,
            ReferentialAction action,
            List<String> columns,
            SchemaContext schema) {
        return columns.stream()
                .filter(column -> action == ReferentialAction.SET_NULL
                        || (action == ReferentialAction.SET_DEFAULT && hasNoDefault(key.table(), column)))
                .filter(column -> key.table().column(column).isPresent()
                        && !NullableColumns.isNullable(key.table(), column, schema))
                .findFirst();
    }

    private static boolean hasNoDefault(Table table, String name) {
        return table.column(name)
                .filter(column -> column.identity() == null && isNull(column.defaultExpression()))
                .isPresent();
    }

    private static boolean isNull(@Nullable String expression) {
        return expression == null
                || Expressions.parse(expression).filter(Trees::isNull).isPresent();
    }
}
