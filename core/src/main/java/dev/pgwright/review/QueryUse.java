package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.CommonTableExpr;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.workload.KnownQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A known query with what it names. A name without a schema means the relation in {@code public} if there is one, since
 * nobody told us the application's search path; what cannot be told is not used.
 */
public final class QueryUse {
    private static final Set<String> SPLITTING = Set.of(
            "string_to_array", "string_to_table", "regexp_split_to_table", "regexp_split_to_array", "split_part");
    private static final Set<A_Expr_Kind> LIKES = Set.of(A_Expr_Kind.AEXPR_LIKE, A_Expr_Kind.AEXPR_ILIKE);

    private final KnownQuery query;
    private final Node tree;
    private final List<QueryLevel> levels;
    private final Set<String> withNames = new HashSet<>();

    private QueryUse(KnownQuery query, Node tree) {
        this.query = query;
        this.tree = tree;
        this.levels = QueryLevel.of(tree);
        Nodes.all(tree, CommonTableExpr.class).forEach(with -> withNames.add(String.valueOf(with.ctename())));
    }

    static QueryUse of(KnownQuery query, Node tree) {
        return new QueryUse(query, tree);
    }

    public KnownQuery query() {
        return query;
    }

    /** Whether it names the relation. */
    public boolean uses(QualifiedName relation, SchemaState state) {
        return levels.stream()
                .anyMatch(level -> level.ranges().stream().anyMatch(range -> means(range, relation, state)));
    }

    /** Whether it names the column of the relation; {@code *} names none. */
    public boolean usesColumn(QualifiedName relation, String column, SchemaState state) {
        return levels.stream().anyMatch(level -> {
            boolean target = level.target() != null
                    && means(level.target(), relation, state)
                    && level.assigned().contains(column);
            return target
                    || isJoinedBy(level, relation, column, state)
                    || level.columns().stream().anyMatch(ref -> means(level, ref, relation, column, state));
        });
    }

    /** Whether it compares the column with something, or orders by it: what an index is good for. */
    public boolean filtersBy(QualifiedName relation, String column, SchemaState state) {
        return levels.stream()
                .anyMatch(level -> isJoinedBy(level, relation, column, state)
                        || level.filters().stream().anyMatch(ref -> means(level, ref, relation, column, state)));
    }

    /** Whether it takes the column's text apart, or looks in it for something with a comma. */
    public boolean splits(QualifiedName relation, String column, SchemaState state) {
        Set<ColumnRef> taken = new HashSet<>();
        Nodes.all(tree, FuncCall.class).stream()
                .filter(call ->
                        !call.args().isEmpty() && SPLITTING.contains(String.join(".", Nodes.names(call.funcname()))))
                .forEach(call -> taken.addAll(Nodes.all(call.args().get(0), ColumnRef.class)));
        for (A_Expr operation : Nodes.all(tree, A_Expr.class)) {
            if (LIKES.contains(operation.kind())
                    && operation.lexpr() != null
                    && operation.rexpr() != null
                    && isWithCommas(operation.rexpr())) {
                taken.addAll(Nodes.all(operation.lexpr(), ColumnRef.class));
            }
        }
        return levels.stream()
                .anyMatch(level -> level.columns().stream()
                        .anyMatch(ref -> taken.contains(ref) && means(level, ref, relation, column, state)));
    }

    /** {@code '%,17,%'}: a part between commas, and no text with a comma in it. */
    private static boolean isWithCommas(Node pattern) {
        return Nodes.all(pattern, A_Const.class).stream()
                .map(constant -> constant.sval() == null
                        ? ""
                        : String.valueOf(constant.sval().sval()))
                .anyMatch(text -> text.startsWith("%,") || text.endsWith(",%"));
    }

    /**
     * Whether it inserts rows without a value for the column.
     *
     * @param last whether the column stands behind all that the query can know, so that a list of values leaves it out
     */
    public boolean insertsWithout(QualifiedName relation, String column, boolean last, SchemaState state) {
        return Nodes.all(tree, InsertStmt.class).stream()
                .filter(insert -> insert.relation() != null && means(insert.relation(), relation, state))
                .anyMatch(insert -> insert.cols().isEmpty()
                        ? last || insert.selectStmt() == null
                        : insert.cols().stream()
                                .noneMatch(target -> target instanceof ResTarget named && column.equals(named.name())));
    }

    /** Whether USING names the column, as all that are joined by it have one; of three tables two may do. */
    private boolean isJoinedBy(QueryLevel level, QualifiedName relation, String column, SchemaState state) {
        return level.joinedBy().contains(column)
                && level.ranges().stream().anyMatch(range -> means(range, relation, state))
                && state.table(relation)
                        .map(table -> table.column(column).isPresent())
                        .orElse(false);
    }

    private boolean means(RangeVar range, QualifiedName relation, SchemaState state) {
        if (!relation.name().equals(range.relname())) {
            return false;
        }
        if (range.schemaname() != null) {
            return range.schemaname().equals(relation.schema());
        }
        QualifiedName inPublic = QualifiedName.of("public", relation.name());
        return !withNames.contains(relation.name()) && (relation.equals(inPublic) || !state.isRelation(inPublic));
    }

    private boolean means(QueryLevel level, ColumnRef ref, QualifiedName relation, String column, SchemaState state) {
        List<String> names = Nodes.names(ref.fields());
        if (names.isEmpty()
                || names.size() != ref.fields().size()
                || !names.get(names.size() - 1).equals(column)) {
            return false;
        }
        for (QueryLevel at = level; at != null; at = at.outer()) {
            List<RangeVar> own = at.ranges().stream()
                    .filter(range -> means(range, relation, state))
                    .toList();
            if (names.size() > 1) {
                String table = names.get(names.size() - 2);
                if (own.stream().anyMatch(range -> table.equals(alias(range)))) {
                    return true;
                }
            } else if (mayHave(at, own, column, state)) {
                return false;
            } else if (!own.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the level has something besides these tables that may have a column of the name. */
    private static boolean mayHave(QueryLevel level, List<RangeVar> own, String column, SchemaState state) {
        return level.isOpaque()
                || level.ranges().stream()
                        .filter(range -> !own.contains(range))
                        .anyMatch(range -> state.table(state.resolve(range))
                                .map(table -> table.column(column).isPresent())
                                .orElse(true));
    }

    private static String alias(RangeVar range) {
        String alias = range.alias() == null ? null : range.alias().aliasname();
        return alias == null ? String.valueOf(range.relname()) : alias;
    }
}
