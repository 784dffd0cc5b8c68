package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import dev.pgwright.sql.Identifiers;
import java.util.List;
import java.util.Set;

/** Columns of a few known values that take any. */
public final class UnconstrainedStatusColumn implements SchemaRule {
    private static final Set<String> CHOICES = Set.of("status", "state", "type", "kind", "phase", "stage");
    /** Words before which a type is one of a list that others keep, or a name that others give. */
    private static final Set<String> OPEN =
            Set.of("mime", "content", "media", "file", "data", "class", "java", "sql", "column", "message", "http");

    private static final Set<String> ADDRESSES = Set.of(
            "zip",
            "zipcode",
            "postcode",
            "postal",
            "city",
            "street",
            "country",
            "address",
            "address1",
            "addr",
            "county");
    private static final RuleInfo INFO = RuleInfo.of(
                    "unconstrained-status-column", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects(
                    "A text or integer column that is named like a status, state, type or kind has no CHECK, enum or lookup table.")
            .cost("any value is accepted")
            .safe("Add CHECK (... IN (...)) NOT VALID and validate it, or reference a table of the values.")
            .byHand("the values that are allowed are known to people only")
            .seed("Core: constraints belong in the database")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            Table table = column.table();
            FormattedType type = FormattedType.of(column.column().type());
            if (column.whole()
                    && table.settings().foreign() == null
                    && (type.isText() || type.isInteger())
                    && column.column().generated() == null
                    && isChoice(column)
                    && !isReference(table, column.name())
                    && table.of(Constraint.Check.class).stream()
                            .noneMatch(check -> Expressions.mentions(check.expression(), column.name()))) {
                report.found(
                                schema,
                                column.object(),
                                column.name() + " of " + SchemaContext.shown(table.name())
                                        + " takes any " + (type.isText() ? "text" : "number")
                                        + ", and a slip of the pen is one more "
                                        + NameWords.last(column.name()))
                        .advice("ALTER TABLE "
                                + Identifiers.quoteIdentifier(
                                        table.name().schema(), table.name().name())
                                + " ADD CHECK (" + Identifiers.quoteIdentifier(column.name())
                                + " IN (...)) NOT VALID, and validate it; or reference a table of the values.");
            }
        }
    }

    private static boolean isChoice(TableColumn column) {
        List<String> words = NameWords.of(column.name());
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        return CHOICES.contains(last)
                && words.stream().noneMatch(OPEN::contains)
                && !(last.equals("state") && isAddress(column))
                && column.table().columns().stream().noneMatch(other -> isPair(words, NameWords.of(other.name())));
    }

    /** A state of a country, also by its two letters. */
    private static boolean isAddress(TableColumn column) {
        return FormattedType.of(column.column().type()).modifier() == 2
                || column.table().columns().stream()
                        .flatMap(other -> NameWords.of(other.name()).stream())
                        .anyMatch(ADDRESSES::contains);
    }

    /** The type of {@code owner_type} beside {@code owner_id} is the name of a table (polymorphic-reference). */
    private static boolean isPair(List<String> type, List<String> other) {
        int last = type.size() - 1;
        return last > 0
                && other.size() == type.size()
                && other.get(last).equals("id")
                && other.subList(0, last).equals(type.subList(0, last));
    }

    private static boolean isReference(Table table, String column) {
        return table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column))
                || table.primaryKey()
                        .filter(key -> key.columns().equals(List.of(column)))
                        .isPresent();
    }
}
