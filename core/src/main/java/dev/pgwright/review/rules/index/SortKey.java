package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.review.rules.index.Condition.Kind;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SortBy;
import dev.pgwright.sql.tree.SortByDir;
import dev.pgwright.sql.tree.SortByNulls;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A column that rows are ordered by. */
record SortKey(String column, boolean descending, boolean nullsFirst) {
    /** What a level orders its rows by; empty when it does not, or by something that is no column of the table. */
    static List<SortKey> of(Access access) {
        List<SortKey> keys = new ArrayList<>();
        if (access.level().node() instanceof SelectStmt select) {
            for (Node item : select.sortClause()) {
                SortKey key = item instanceof SortBy sort ? of(access, select, sort) : null;
                if (key == null) {
                    return List.of();
                }
                keys.add(key);
            }
        }
        return keys;
    }

    private static @Nullable SortKey of(Access access, SelectStmt select, SortBy sort) {
        BoundQuery bound = access.query().bound();
        Node value = sort.node();
        OptionalInt position = value == null ? OptionalInt.empty() : bound.position(value);
        boolean named =
                value instanceof ColumnRef reference && bound.meaning(reference).isPresent();
        if (position.isPresent() && !named) {
            value = position.getAsInt() < select.targetList().size()
                            && select.targetList().get(position.getAsInt()) instanceof ResTarget target
                    ? target.val()
                    : null;
        }
        boolean descending = sort.sortbyDir() == SortByDir.SORTBY_DESC;
        boolean nullsFirst = sort.sortbyNulls() == SortByNulls.SORTBY_NULLS_DEFAULT
                ? descending
                : sort.sortbyNulls() == SortByNulls.SORTBY_NULLS_FIRST;
        boolean usual = sort.sortbyDir() != SortByDir.SORTBY_USING;
        return bound.meaning(value)
                .filter(meaning -> usual && meaning.relation() == access.relation())
                .map(BoundQuery.Meaning::column)
                .filter(column -> column.column() != null)
                .map(column -> new SortKey(String.valueOf(column.column()), descending, nullsFirst))
                .orElse(null);
    }

    /** Those that still order rows among which the conditions fix the value of some columns. */
    static List<SortKey> behind(Access access, List<SortKey> keys) {
        return keys.stream()
                .filter(key -> access.on(key.column()).stream()
                        .noneMatch(one -> one.kind() == Kind.EQUAL || one.kind() == Kind.IS_NULL))
                .toList();
    }

    /** As keys of an index, in the form that needs the fewest words. */
    static List<String> sql(List<SortKey> keys) {
        boolean turned = keys.stream().allMatch(key -> key.descending && key.nullsFirst);
        return keys.stream()
                .map(key -> turned ? key.backwards().sql() : key.sql())
                .toList();
    }

    private SortKey backwards() {
        return new SortKey(column, !descending, !nullsFirst);
    }

    private String sql() {
        return Identifiers.quoteIdentifier(column)
                + (descending ? " DESC" : "")
                + (nullsFirst == descending ? "" : nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }

    /**
     * Whether a scan of the index gives the rows in the order of the first of the keys at least, behind columns whose value is
     * fixed: what is left is then sorted in small parts.
     */
    static boolean isDelivered(Access access, Index index, List<SortKey> keys) {
        if (!index.method().equals("btree") || Implication.of(access, index.predicate()) == Implication.NO) {
            return false;
        }
        for (IndexElement element : index.elements()) {
            if (element.expression()) {
                return false;
            }
            boolean fixed = access.on(element.key()).stream()
                    .anyMatch(one -> one.kind() == Kind.EQUAL || one.kind() == Kind.IS_NULL);
            if (!fixed) {
                return keys.get(0).isOrderOf(element, access.table());
            }
        }
        return false;
    }

    private boolean isOrderOf(IndexElement element, Table table) {
        boolean notNull = table.column(column).map(Column::notNull).orElse(false);
        boolean forwards = element.descending() == descending;
        return element.key().equals(column)
                && (notNull || (forwards ? element.nullsFirst() == nullsFirst : element.nullsFirst() != nullsFirst));
    }
}
