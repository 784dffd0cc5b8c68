package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.OwnedIndex;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.review.KnownQueries;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.QueryUse;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DROP INDEX of an index that queries or foreign keys need. */
public final class DropIndexInUse implements StatementRule {
    private static final Parameter SCANS =
            new Parameter("min-scans", 1, "scans since the statistics began that count as use");
    private static final RuleInfo INFO = RuleInfo.migration("drop-index-in-use", Needs.STATISTICS, Severity.ERROR)
            .detects(
                    "DROP INDEX of an index that has been scanned, or of the last one that serves a foreign key or a known"
                            + " query.")
            .cost("plans fall back to slower scans at once")
            .safe("Show first that the index is idle on the primary and on all standbys, or that another one covers its"
                    + " queries.")
            .parameter(SCANS)
            .seed("Indexes: index usage is monitored")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof DropStmt drop) || drop.removeType() != ObjectType.OBJECT_INDEX) {
            return;
        }
        for (Node object : drop.objects()) {
            QualifiedName name = statement.state().resolve(Trees.nameParts(object));
            Optional<OwnedIndex> index =
                    statement.isNew(name) ? Optional.empty() : statement.state().index(name);
            boolean covered = index.filter(dropped -> isCovered(dropped, statement.state()))
                    .isPresent();
            if (!covered) {
                use(statement, name, index.orElse(null), report)
                        .ifPresent(use -> report.found(statement, name + " is in use: " + use)
                                .about(name.toString()));
            }
        }
    }

    private static Optional<String> use(
            StatementContext statement, QualifiedName name, @Nullable OwnedIndex index, Report report) {
        Optional<String> scans = statement
                .facts()
                .index(name)
                .filter(facts -> facts.scans() >= report.limit(SCANS))
                .map(facts -> "it has been scanned " + Count.of(facts.scans(), "time") + " since the statistics began");
        if (scans.isPresent() || index == null || columns(index).isEmpty()) {
            return scans;
        }
        QualifiedName table = index.table();
        List<String> columns = columns(index);
        Optional<String> key = statement
                .state()
                .table(table)
                .flatMap(known -> known.foreignKeys().stream()
                        .filter(foreign -> columns.size() >= foreign.columns().size()
                                && Set.copyOf(columns.subList(
                                                0, foreign.columns().size()))
                                        .equals(Set.copyOf(foreign.columns())))
                        .findFirst())
                .map(foreign ->
                        "it is the last index for the foreign key " + foreign.name() + ", which looks for rows of "
                                + table + " whenever one of " + foreign.referenced() + " is deleted");
        if (key.isPresent()) {
            return key;
        }
        List<QueryUse> queries = statement.migration().queries().of(table, statement.state()).stream()
                .filter(query -> query.filtersBy(table, columns.get(0), statement.state()))
                .toList();
        return queries.isEmpty()
                ? Optional.empty()
                : Optional.of("no other index begins with " + columns.get(0) + ", by which "
                        + KnownQueries.words(queries) + " looks for rows");
    }

    /** The columns that it begins with, up to the first expression. */
    private static List<String> columns(OwnedIndex index) {
        return index.index().elements().stream()
                .takeWhile(element -> !element.expression())
                .map(IndexElement::key)
                .toList();
    }

    /** Whether another index of the table begins with the same columns and has all rows. */
    private static boolean isCovered(OwnedIndex dropped, SchemaState state) {
        List<String> columns = columns(dropped);
        return !columns.isEmpty()
                && columns.size() == dropped.index().elements().size()
                && state.indexesOf(dropped.table()).stream()
                        .filter(other -> !other.name().equals(dropped.name())
                                && other.index().predicate() == null
                                && other.index().valid()
                                && other.index().method().equals(dropped.index().method()))
                        .map(DropIndexInUse::columns)
                        .anyMatch(other -> other.size() >= columns.size()
                                && other.subList(0, columns.size()).equals(columns));
    }
}
