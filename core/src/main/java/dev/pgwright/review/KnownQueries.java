package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import dev.pgwright.workload.KnownQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The queries that are known to be run, parsed once, when somebody asks. Those that do not parse are left out. */
public final class KnownQueries {
    private static final int NAMED = 3;
    private static final double NOTABLE_SHARE = 0.005;

    private final List<KnownQuery> queries;
    private @Nullable List<QueryUse> uses;

    KnownQueries(List<KnownQuery> queries) {
        this.queries = queries;
    }

    /** Those that read or write a relation, in the order in which they were given. */
    public List<QueryUse> of(QualifiedName relation, SchemaState state) {
        if (uses == null) {
            uses = queries.stream()
                    .flatMap(query -> Sql.parse(SourceFile.of(query.name(), query.sql())).statements().stream()
                            .map(Statement::tree)
                            .filter(KnownQueries::isQuery)
                            .map(tree -> QueryUse.of(query, tree)))
                    .toList();
        }
        return uses.stream().filter(use -> use.uses(relation, state)).toList();
    }

    private static boolean isQuery(Node tree) {
        return tree instanceof SelectStmt
                || tree instanceof InsertStmt
                || tree instanceof UpdateStmt
                || tree instanceof DeleteStmt
                || tree instanceof MergeStmt
                || tree instanceof CopyStmt;
    }

    /** {@code 2 known queries: orders.sql:12, queryid 77 (12.5 calls/s)}. */
    public static String words(List<QueryUse> uses) {
        List<String> names =
                uses.stream().map(use -> named(use.query())).distinct().toList();
        String shown = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size()
                + (names.size() == 1 ? " known query: " : " known queries: ")
                + shown
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }

    /** {@code queryid 77 (12.5 calls/s, 31 % of the time)}. */
    static String named(KnownQuery query) {
        List<String> weights = new ArrayList<>();
        Double calls = query.callsPerSecond();
        if (calls != null) {
            weights.add(Amounts.rate(calls));
        }
        if (query.counts() != null && query.counts().share() >= NOTABLE_SHARE) {
            weights.add(Amounts.percent(query.counts().share()) + " of the time");
        }
        return query.name() + (weights.isEmpty() ? "" : " (" + String.join(", ", weights) + ")");
    }
}
