package dev.pgwright.review.rules.query;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.fix.QueryFixes;
import dev.pgwright.review.fix.QueryText;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SortBy;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pages whose rows may change places. */
public final class UnstablePaginationOrder implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("unstable-pagination-order", Needs.CATALOG, Severity.WARNING)
            .detects("A paged query orders by columns that do not tell the rows apart.")
            .cost("wrong results")
            .safe("Append the primary key to ORDER BY, and to the condition on the last row seen.")
            .fixable()
            .recurringOnly()
            .seed("Queries: pagination uses cursor-based approach")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoundLevel level : query.levels()) {
            if (!(level.node() instanceof SelectStmt select)
                    || select.sortClause().isEmpty()
                    || select.limitOffset() == null
                    || Predicates.number(select.limitOffset()) == 0
                    || level.isAggregated()
                    || !select.groupClause().isEmpty()
                    || !select.distinctClause().isEmpty()
                    || select.larg() != null) {
                continue;
            }
            Map<BoundRelation, Set<String>> sorted = sorted(query, level, select);
            boolean tables = level.relations().stream()
                    .allMatch(relation -> relation.kind() == BoundRelation.Kind.TABLE
                            && relation.name().isPresent());
            boolean unique = level.relations().stream()
                    .anyMatch(relation -> relation.name()
                            .filter(name -> Keys.isUnique(query, name, sorted.getOrDefault(relation, Set.of())))
                            .isPresent());
            if (sorted.isEmpty() || !tables || unique) {
                continue;
            }
            report.found(
                            query,
                            "Rows that are alike in " + String.join(", ", names(sorted))
                                    + " come in any order, so that they are shown twice or never from page to page")
                    .at(query.place(
                            BoundQuery.location(((SortBy) select.sortClause().get(0)).node())))
                    .fix(QueryFixes.different(
                            query,
                            "order by the key as well",
                            "rows that are alike in the order come in the order of their key, so that a page may hold"
                                    + " others of them",
                            "the key of one table does not tell the rows of several apart",
                            text -> withKey(query, level, select, text)));
        }
    }

    /** The primary key of the only table behind what is ordered by. */
    private static Optional<List<TextEdit>> withKey(
            QueryContext query, BoundLevel level, SelectStmt select, QueryText text) {
        List<SortBy> items = select.sortClause().stream()
                .filter(SortBy.class::isInstance)
                .map(SortBy.class::cast)
                .toList();
        if (level.relations().size() != 1 || items.size() != select.sortClause().size()) {
            return Optional.empty();
        }
        BoundRelation relation = level.relations().get(0);
        List<String> key = relation.name()
                .flatMap(query::table)
                .flatMap(table -> table.of(Constraint.PrimaryKey.class).stream().findFirst())
                .map(Constraint.PrimaryKey::columns)
                .orElse(List.of());
        Set<String> written = sorted(query, level, select).getOrDefault(relation, Set.of());
        int first = text.at(BoundQuery.location(items.get(0).node()));
        int end = first < 0 ? -1 : text.next(first, "limit", "offset", "fetch", "for");
        // an output column of that name would be taken for it
        boolean hidden = select.targetList().stream()
                .anyMatch(node ->
                        node instanceof ResTarget target && target.name() != null && key.contains(target.name()));
        if (key.isEmpty() || end < 1 || hidden || !(select.fromClause().get(0) instanceof RangeVar table)) {
            return Optional.empty();
        }
        @Nullable String alias = table.alias() == null ? null : table.alias().aliasname();
        String name = Objects.requireNonNullElse(alias, Objects.requireNonNullElse(table.relname(), ""));
        String added = key.stream()
                .filter(column -> !written.contains(column))
                .map(column -> ", " + Identifiers.quoteIdentifier(name) + "." + Identifiers.quoteIdentifier(column))
                .collect(Collectors.joining());
        return Optional.of(List.of(new TextEdit(Span.at(text.end(end - 1)), added)));
    }

    private static Set<String> names(Map<BoundRelation, Set<String>> sorted) {
        Set<String> names = new TreeSet<>();
        sorted.values().forEach(names::addAll);
        return names;
    }

    /** The columns that are ordered by; empty when something else is ordered by, too. */
    private static Map<BoundRelation, Set<String>> sorted(QueryContext query, BoundLevel level, SelectStmt select) {
        Map<BoundRelation, Set<String>> found = new IdentityHashMap<>();
        for (Node item : select.sortClause()) {
            Node value = item instanceof SortBy sort ? sort.node() : item;
            OptionalInt position =
                    value == null ? OptionalInt.empty() : query.bound().position(value);
            if (position.isPresent()
                    && !(value instanceof ColumnRef column
                            && query.bound().meaning(column).isPresent())) {
                value = position.getAsInt() < select.targetList().size()
                                && select.targetList().get(position.getAsInt()) instanceof ResTarget target
                        ? target.val()
                        : null;
            }
            Optional<BoundQuery.Meaning> meaning = query.bound().meaning(value);
            BoundColumn column = meaning.map(BoundQuery.Meaning::column).orElse(null);
            if (meaning.isEmpty() || meaning.get().level() != level || column == null || column.column() == null) {
                return Map.of();
            }
            found.computeIfAbsent(meaning.get().relation(), unused -> new HashSet<>())
                    .add(column.column());
        }
        return found;
    }
}
