package dev.pgwright.review.rules.query;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.QueryContext;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns of the tables in a query are unique or indexed. */
public final class Keys {
    private Keys() {}

    /** Whether the columns tell the rows of a table apart: they have a key without NULLs. */
    static boolean isUnique(QueryContext query, QualifiedName table, Set<String> columns) {
        Optional<Table> known = query.table(table);
        return query.indexes(table).stream()
                .filter(index -> index.unique() && index.predicate() == null)
                .anyMatch(index -> index.elements().stream()
                        .allMatch(element -> !element.expression()
                                && columns.contains(element.key())
                                && known.flatMap(found -> found.column(element.key()))
                                        .map(column -> column.notNull())
                                        .orElse(false)));
    }

    /** Whether the columns are those of a key, NULLs or not: equality with all of them finds one row. */
    public static boolean isKey(QueryContext query, QualifiedName table, Set<String> columns) {
        return query.indexes(table).stream()
                .filter(index -> index.unique() && index.predicate() == null)
                .anyMatch(index -> index.elements().stream()
                        .allMatch(element -> !element.expression() && columns.contains(element.key())));
    }

    /** Whether an index for all rows begins with the column itself. */
    static boolean isIndexed(QueryContext query, QualifiedName table, String column) {
        return query.indexes(table).stream().anyMatch(index -> begins(index, column));
    }

    private static boolean begins(Index index, String column) {
        if (index.elements().isEmpty() || index.predicate() != null) {
            return false;
        }
        IndexElement first = index.elements().get(0);
        return !first.expression()
                && first.key().equals(column)
                && index.method().equals("btree");
    }

    /** The columns of a relation that the terms compare for equality with what does not come from it. */
    static Set<String> equated(QueryContext query, BoundRelation relation, List<Node> terms, boolean fixedOnly) {
        Set<String> found = new HashSet<>();
        for (Node term : terms) {
            boolean in = term instanceof A_Expr list
                    && list.kind() == A_Expr_Kind.AEXPR_IN
                    && list.rexpr() instanceof PgList items
                    && items.items().size() == 1;
            if (term instanceof A_Expr equality && (Predicates.operator(term).equals("=") || in)) {
                equated(query, relation, equality.lexpr(), equality.rexpr(), fixedOnly, found);
                equated(query, relation, equality.rexpr(), equality.lexpr(), fixedOnly, found);
            }
        }
        return found;
    }

    private static void equated(
            QueryContext query,
            BoundRelation relation,
            @Nullable Node side,
            @Nullable Node other,
            boolean fixedOnly,
            Set<String> found) {
        Optional<BoundQuery.Meaning> meaning = query.bound().meaning(side);
        if (meaning.isEmpty() || meaning.get().relation() != relation || other == null) {
            return;
        }
        BoundColumn column = meaning.get().column();
        boolean own = Predicates.columns(other).stream()
                .anyMatch(reference -> query.bound()
                        .meaning(reference)
                        .map(inner -> inner.relation() == relation)
                        .orElse(true));
        boolean fits = fixedOnly ? Predicates.columns(other).isEmpty() : !own;
        if (column != null && column.column() != null && fits) {
            found.add(column.column());
        }
    }

    /** Whether the level can see at most one row of the relation: a key is compared with fixed values. */
    public static boolean isSingleRow(QueryContext query, BoundLevel level, BoundRelation relation) {
        return relation.name()
                .filter(name -> isKey(query, name, equated(query, relation, Predicates.all(level), true)))
                .isPresent();
    }

    /** Whether the level can see at most one row of all its relations together. */
    public static boolean isSingleRow(QueryContext query, BoundLevel level) {
        List<BoundRelation> open = new ArrayList<>(level.relations().stream()
                .filter(relation -> relation.kind() != BoundRelation.Kind.JOIN)
                .toList());
        List<Node> terms = Predicates.all(level);
        Set<BoundRelation> single = new HashSet<>();
        // a key that is compared with the one row of another relation finds one row, too
        while (open.removeIf(relation -> relation.name()
                        .filter(name -> isKey(query, name, equatedWith(query, relation, terms, single)))
                        .isPresent()
                && single.add(relation))) {
            if (open.isEmpty()) {
                break;
            }
        }
        return open.isEmpty();
    }

    private static Set<String> equatedWith(
            QueryContext query, BoundRelation relation, List<Node> terms, Set<BoundRelation> single) {
        List<Node> usable = terms.stream()
                .filter(term -> Predicates.columns(term).stream()
                        .allMatch(column -> query.bound()
                                .meaning(column)
                                .filter(meaning ->
                                        meaning.relation() == relation || single.contains(meaning.relation()))
                                .isPresent()))
                .toList();
        return equated(query, relation, usable, false);
    }
}
