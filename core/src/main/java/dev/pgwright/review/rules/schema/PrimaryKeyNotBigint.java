package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import dev.pgwright.review.fix.SchemaFixes;
import dev.pgwright.review.fix.SqlNames;
import dev.pgwright.sql.Identifiers;
import java.util.List;
import java.util.Map;

/** Keys that run out of numbers. */
public final class PrimaryKeyNotBigint implements SchemaRule {
    private static final Parameter EVERY_COLUMN =
            new Parameter("every-column", 0, "1 to judge every smallint and integer column, 0 for keys only");
    /** The largest numbers of the types (documentation of 18, table 8.2). */
    private static final Map<String, Long> MOST =
            Map.of("smallint", (long) Short.MAX_VALUE, "integer", (long) Integer.MAX_VALUE);

    private static final RuleInfo INFO = RuleInfo.of(
                    "primary-key-not-bigint", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A primary key is smallint or integer, a column is that references one, or the sequence behind a bigint ends where integers do.")
            .cost("2,147,483,647 rows at most; a later change rewrites the table")
            .safe("Use bigint from the start.")
            .fixable()
            .parameter(EVERY_COLUMN)
            .seed("Decision: BIGINT anyway (future-proof)")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        SequenceUses sequences = new SequenceUses(schema);
        for (TableColumn column : schema.columns()) {
            String type = column.column().type();
            Long most = MOST.get(type);
            if (column.table().settings().foreign() != null) {
                continue;
            }
            if (most != null && isJudged(column, sequences, schema, report)) {
                report.found(
                                schema,
                                column.object(),
                                column.name() + " of " + SchemaContext.shown(column.tableName()) + " is " + type
                                        + references(column, schema) + ", which ends at " + most)
                        .advice("Make it bigint now: later the change rewrites the table and all that reference it.")
                        .fix(BigintFix.of(schema, column, sequences));
            } else if (type.equals("bigint")) {
                sequences
                        .ownSequence(column)
                        .flatMap(schema.state()::sequence)
                        .filter(sequence -> MOST.containsKey(sequence.dataType()))
                        .ifPresent(sequence -> report.found(
                                        schema,
                                        column.object(),
                                        column.name() + " is bigint, but the sequence "
                                                + SchemaContext.shown(sequence.name()) + " behind it is "
                                                + sequence.dataType() + " and ends at "
                                                + sequence.options().maximum())
                                .advice("ALTER SEQUENCE "
                                        + Identifiers.quoteIdentifier(
                                                sequence.name().schema(),
                                                sequence.name().name())
                                        + " AS bigint; it takes no more than a moment.")
                                .fix(SchemaFixes.statement(
                                        "let its sequence count on",
                                        "ALTER SEQUENCE " + SqlNames.of(sequence.name()) + " AS bigint")));
            }
        }
    }

    private static boolean isJudged(TableColumn column, SequenceUses sequences, SchemaContext schema, Report report) {
        if (report.limit(EVERY_COLUMN) != 0) {
            return true;
        }
        List<String> key =
                column.table().primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
        if (key.contains(column.name())) {
            // a number that nobody counts is a natural one, such as a year or a position
            return sequences.isCounted(column)
                    || (key.size() == 1 && ids(column) && referenced(column).isEmpty());
        }
        return referenced(column).stream().anyMatch(table -> schema.table(table).isEmpty());
    }

    private static boolean ids(TableColumn column) {
        return NameWords.last(column.name()).equals("id");
    }

    /** The tables whose rows a column names. */
    private static List<QualifiedName> referenced(TableColumn column) {
        return column.table().foreignKeys().stream()
                .filter(key -> key.columns().equals(List.of(column.name())))
                .map(Constraint.ForeignKey::referenced)
                .toList();
    }

    private static String references(TableColumn column, SchemaContext schema) {
        long others = schema.state().foreignKeysTo(column.tableName()).stream()
                .filter(found -> found.key().referencedColumns().contains(column.name()))
                .count();
        return others == 0
                ? ""
                : others == 1 ? " and 1 foreign key follows it" : " and " + others + " foreign keys follow it";
    }
}
