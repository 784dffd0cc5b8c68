package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.fix.SchemaFixes;
import dev.pgwright.review.fix.SqlNames;
import dev.pgwright.sql.Identifiers;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** References whose rows nobody finds but by reading all of the table. */
public final class ForeignKeyWithoutIndex implements SchemaRule {
    private static final Parameter ROWS =
            new Parameter("min-rows", 1_000, "rows from which on a table is large, where its size is known");
    private static final RuleInfo INFO = RuleInfo.of(
                    "foreign-key-without-index", Area.INDEX, Needs.CATALOG, Severity.WARNING)
            .detects("No index that PostgreSQL can use for it begins with the columns of a foreign key.")
            .cost("each DELETE of a referenced row, and each UPDATE of its key, reads the whole table")
            .safe("CREATE INDEX CONCURRENTLY on the columns of the foreign key.")
            .fixable()
            .parameter(ROWS)
            .seed("Indexes: every foreign key has an index")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            boolean small = schema.facts()
                    .table(table.name())
                    .filter(facts -> facts.rows() < report.limit(ROWS))
                    .isPresent();
            Set<Set<String>> seen = new HashSet<>();
            for (Constraint.ForeignKey key : IndexedRelations.enforcedKeys(table)) {
                Set<String> columns = Set.copyOf(key.columns());
                if (!small
                        && !IndexedRelations.has(table, index -> ReferenceIndex.serves(index, columns), schema)
                        && seen.add(columns)) {
                    found(table, key, schema, report);
                }
            }
        }
    }

    private static void found(Table table, Constraint.ForeignKey key, SchemaContext schema, Report report) {
        String name = SchemaContext.shown(table.name());
        String columns = String.join(", ", key.columns());
        List<String> narrowed = KeptIndex.of(table).stream()
                .map(index -> ReferenceIndex.narrowsBy(index, Set.copyOf(key.columns())))
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
        String read = narrowed.isEmpty()
                ? "all of " + name
                : "all rows of " + name + " with its " + String.join(" and ", narrowed);
        report.found(
                        schema,
                        SchemaObject.constraint(table.name(), key.name()),
                        "Deleting a row of " + SchemaContext.shown(key.referenced()) + " reads " + read
                                + ", as no index" + " begins with " + columns
                                + nearMiss(table, Set.copyOf(key.columns())))
                .advice(advice(table, key))
                .fix(fix(table, key, schema));
    }

    private static Fix fix(Table table, Constraint.ForeignKey key, SchemaContext schema) {
        boolean begun = KeptIndex.of(table).stream()
                .anyMatch(
                        index -> !index.index().valid() && ReferenceIndex.beginsWith(index, Set.copyOf(key.columns())));
        if (begun) {
            return new Fix.ByHand("an index for it is there and not valid: it has to be finished or dropped first");
        }
        String name = schema.state().freeIndexName(table.name(), key.columns(), "idx");
        return SchemaFixes.statement(
                "create an index on " + String.join(", ", key.columns()),
                "CREATE INDEX " + Identifiers.quoteIdentifier(name) + " ON " + SqlNames.of(table.name()) + " ("
                        + SqlNames.list(key.columns()) + ")");
    }

    /** The index that looks as if it would do. */
    private static String nearMiss(Table table, Set<String> columns) {
        List<KeptIndex> like = KeptIndex.of(table).stream()
                .filter(index -> ReferenceIndex.beginsWith(index, columns))
                .toList();
        if (like.isEmpty()) {
            return "";
        }
        KeptIndex first = like.get(0);
        String why = !first.index().valid()
                ? " is not valid"
                : first.index().predicate() != null
                        ? " is partial"
                        : ReferenceIndex.findsValues(first.index().method())
                                ? " has another collation or operator class"
                                : " is " + first.index().method();
        return " (" + first.name() + why + ")";
    }

    private static String advice(Table table, Constraint.ForeignKey key) {
        QualifiedName name = table.name();
        String keys = key.columns().stream().map(Identifiers::quoteIdentifier).collect(Collectors.joining(", "));
        String on = KeptIndex.sql(name.schema(), name.name()) + " (" + keys + ");";
        return table.partitioning() == null
                ? "CREATE INDEX CONCURRENTLY ON " + on
                : "Create an index on (" + keys + ") of each partition with CONCURRENTLY, then CREATE INDEX ON " + on
                        + " which takes them as its parts.";
    }
}
