package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.locks.Expressions;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which index finds the rows that reference another one. The query is that of ri_triggers.c of PostgreSQL 18:
 * {@code SELECT 1 FROM ONLY t x WHERE $1 = a AND $2 = b FOR KEY SHARE OF x}, by the operators of the referenced key and the
 * collations of the columns.
 */
final class ReferenceIndex {
    /** Those that go to a value; BRIN and bloom read the whole index, and rows that do not match. */
    private static final Set<String> METHODS = Set.of("btree", "hash", "gist", "spgist", "gin");

    private ReferenceIndex() {}

    static boolean serves(KeptIndex kept, Set<String> columns) {
        Index index = kept.index();
        return index.valid()
                && findsValues(index.method())
                && isImplied(index, columns)
                && (begins(index, columns) || isUniqueAmong(index, columns))
                && index.elements().stream()
                        .filter(element -> !element.expression() && columns.contains(element.key()))
                        .allMatch(ReferenceIndex::hasEquality);
    }

    /** The columns by which a b-tree that does not have all of them where they should be finds rows all the same. */
    static List<String> narrowsBy(KeptIndex kept, Set<String> columns) {
        Index index = kept.index();
        return index.valid() && index.method().equals("btree") && isImplied(index, columns)
                ? index.elements().stream()
                        .takeWhile(element ->
                                !element.expression() && columns.contains(element.key()) && hasEquality(element))
                        .map(IndexElement::key)
                        .toList()
                : List.of();
    }

    static boolean findsValues(String method) {
        return METHODS.contains(method);
    }

    /** Whether the columns are its leading keys, in any order. */
    static boolean beginsWith(KeptIndex kept, Set<String> columns) {
        return begins(kept.index(), columns);
    }

    private static boolean begins(Index index, Set<String> columns) {
        List<IndexElement> keys = index.elements();
        // each key of a GIN index is found on its own
        int leading = index.method().equals("gin") ? keys.size() : Math.min(keys.size(), columns.size());
        Set<String> found = new HashSet<>();
        keys.subList(0, leading).stream()
                .filter(element -> !element.expression())
                .forEach(element -> found.add(element.key()));
        return found.containsAll(columns);
    }

    /** One row at most has the values that a part of the columns shall have. */
    private static boolean isUniqueAmong(Index index, Set<String> columns) {
        return index.unique()
                && index.elements().stream()
                        .allMatch(element -> !element.expression() && columns.contains(element.key()));
    }

    /** The operator is in the default operator class, and in those for patterns, which have the same equality. */
    private static boolean hasEquality(IndexElement element) {
        String operators = element.operatorClass();
        return element.collation() == null && (operators == null || operators.endsWith("_pattern_ops"));
    }

    /** Equality holds for no NULL, so that an index of what is not NULL will do. */
    private static boolean isImplied(Index index, Set<String> columns) {
        return index.predicate() == null
                || Expressions.parse(index.predicate())
                        .filter(condition ->
                                Nodes.conjuncts(condition).stream().allMatch(part -> isNotNullOf(part, columns)))
                        .isPresent();
    }

    private static boolean isNotNullOf(Node part, Set<String> columns) {
        return part instanceof NullTest test
                && test.nulltesttype() == NullTestType.IS_NOT_NULL
                && test.arg() instanceof ColumnRef reference
                && columns.stream()
                        .anyMatch(column -> Nodes.names(reference.fields()).equals(List.of(column)));
    }
}
