package dev.pgwright.design.decide;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.decide.IndexTypeDecision.Leaf;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Kind;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.AccessPattern.Sort;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Entity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an access pattern wants of the indexes of the tables that it filters. */
final class PatternNeeds {
    /** Below this many rows an index for a time range saves nothing that BRIN would save. */
    private static final long LARGE = 10_000_000L;
    /** More columns than this make an index nearly as large as its table. */
    private static final int INCLUDE_LIMIT = 3;

    private final Mapping mapping;
    private final Draft draft;

    PatternNeeds(Mapping mapping, Draft draft) {
        this.mapping = mapping;
        this.draft = draft;
    }

    /**
     * The condition of a partial index.
     *
     * @param words for its name
     */
    private record Partial(String sql, String words) {}

    List<IndexNeed> of(AccessPattern pattern) {
        boolean served = OverlapQuery.of(mapping, pattern).isPresent();
        if (served
                || SummaryDecision.isKept(mapping.requirements(), pattern)
                || pattern.kind() == Kind.CREATE
                || pattern.sql() != null) {
            return List.of();
        }
        Map<EntityTable, List<Filter>> byTable = new LinkedHashMap<>();
        byTable.put(mapping.table(pattern.entity()), new ArrayList<>());
        for (Filter filter : pattern.filters()) {
            Resolved resolved = PathResolver.resolve(mapping, pattern.entity(), filter.path());
            if (resolved.junction() == null && resolved.computed() == null) {
                byTable.computeIfAbsent(resolved.table(), table -> new ArrayList<>())
                        .add(filter);
            }
        }
        List<IndexNeed> needs = new ArrayList<>();
        byTable.forEach((table, filters) -> {
            boolean root = table.entity().name().equals(pattern.entity());
            needs.addAll(table(pattern, table, filters, root));
        });
        return needs;
    }

    private List<IndexNeed> table(AccessPattern pattern, EntityTable table, List<Filter> filters, boolean root) {
        List<IndexNeed> needs = new ArrayList<>();
        TableDraft tableDraft = draft.tables.stream()
                .filter(candidate -> candidate.name.equals(table.name()))
                .findFirst()
                .orElseThrow();
        Set<String> equal = new LinkedHashSet<>();
        List<Resolved> ranges = new ArrayList<>();
        List<Partial> conditions = new ArrayList<>();
        if (table.scoped()) {
            mapping.tenantColumn().ifPresent(equal::add);
        }
        for (Filter filter : filters) {
            Resolved resolved = PathResolver.resolve(mapping, pattern.entity(), filter.path());
            BusinessType type = resolved.attribute() == null
                    ? BusinessType.UUID
                    : resolved.attribute().type();
            String column = resolved.column();
            switch (filter.operator()) {
                case EQUALS -> {
                    if (predicate(filter, resolved) != null) {
                        conditions.add(predicate(filter, resolved));
                    } else {
                        equal.add(column);
                    }
                }
                case IN -> {
                    if (predicate(filter, resolved) != null) {
                        conditions.add(predicate(filter, resolved));
                    } else if (pattern.sort().isEmpty() && pattern.kind() != Kind.LIST) {
                        equal.add(column);
                    }
                }
                case RANGE, AT_LEAST, AT_MOST, BEFORE, AFTER, LAST_DAYS -> ranges.add(resolved);
                case STARTS_WITH ->
                    needs.add(new IndexNeed(
                            tableDraft,
                            Leaf.BTREE_PREFIX,
                            List.copyOf(equal),
                            List.of(IndexElement.column(column).withOperatorClass("text_pattern_ops")),
                            null,
                            List.of(),
                            pattern.name()));
                case CONTAINS, OVERLAPS, NEAREST -> {
                    Leaf leaf = IndexTypeDecision.leaf(filter.operator(), type, false, false);
                    IndexElement element = IndexElement.column(column);
                    needs.add(new IndexNeed(
                            tableDraft,
                            leaf,
                            List.of(),
                            List.of(
                                    leaf == Leaf.GIN_TRIGRAM
                                            ? element.withOperatorClass("public.gin_trgm_ops")
                                            : leaf == Leaf.GIN_JSON
                                                    ? element.withOperatorClass("jsonb_path_ops")
                                                    : element),
                            null,
                            List.of(),
                            pattern.name()));
                }
                case IS_SET, IS_NOT_SET ->
                    conditions.add(java.util.Objects.requireNonNull(predicate(filter, resolved)));
                case MATCHES -> {} // one search document for all texts of the pattern: below
            }
        }
        List<String> searched = root ? SearchDocument.attributes(pattern) : List.of();
        if (!searched.isEmpty()) {
            SearchDocument.addTo(tableDraft, table.entity(), searched);
            needs.add(new IndexNeed(
                    tableDraft,
                    Leaf.GIN_FULL_TEXT,
                    List.of(),
                    List.of(IndexElement.column(SearchDocument.column(searched))),
                    null,
                    List.of(),
                    pattern.name()));
        }
        boolean served = !needs.isEmpty();
        List<IndexElement> ordered = root ? order(pattern, table, ranges) : range(ranges);
        boolean narrows = equal.size() > (table.scoped() ? 1 : 0) || !ordered.isEmpty() || !conditions.isEmpty();
        if (!served && narrows) {
            needs.add(btreeOrBrin(pattern, table, tableDraft, root, equal, ranges, conditions, ordered));
        }
        return needs;
    }

    private IndexNeed btreeOrBrin(
            AccessPattern pattern,
            EntityTable table,
            TableDraft tableDraft,
            boolean root,
            Set<String> equal,
            List<Resolved> ranges,
            List<Partial> conditions,
            List<IndexElement> ordered) {
        boolean alone =
                equal.isEmpty() && conditions.isEmpty() && pattern.sort().isEmpty() && pattern.kind() != Kind.LIST;
        if (alone && ranges.size() == 1 && insertOrdered(table.entity(), ranges.get(0))) {
            return new IndexNeed(
                    tableDraft,
                    Leaf.BRIN,
                    List.of(),
                    List.of(IndexElement.column(ranges.get(0).column())),
                    null,
                    List.of(),
                    pattern.name());
        }
        List<String> include = root && pattern.kind() == Kind.AGGREGATE && pattern.latencyMillis() != null
                ? measured(pattern, equal, ordered)
                : List.of();
        return new IndexNeed(
                        tableDraft,
                        ordered.isEmpty() ? Leaf.BTREE_EQUALITY : Leaf.BTREE_RANGE,
                        List.copyOf(equal),
                        ordered,
                        conditions.isEmpty()
                                ? null
                                : conditions.stream().map(Partial::sql).collect(Collectors.joining(" AND ")),
                        include,
                        pattern.name())
                .labelled(conditions.stream().map(Partial::words).collect(Collectors.joining("_")));
    }

    /** The sort with its tie-breaker, or else the range. */
    private List<IndexElement> order(AccessPattern pattern, EntityTable table, List<Resolved> ranges) {
        if (pattern.kind() != Kind.LIST) {
            return range(ranges);
        }
        List<Sort> sort = pattern.sort();
        boolean own = sort.stream()
                .allMatch(key -> PathResolver.resolve(mapping, pattern.entity(), key.path())
                        .own());
        if (!own) {
            return range(ranges);
        }
        boolean mixed = sort.stream().map(Sort::descending).distinct().count() > 1;
        List<IndexElement> elements = new ArrayList<>();
        for (Sort key : sort) {
            String column =
                    PathResolver.resolve(mapping, pattern.entity(), key.path()).column();
            // an index of one direction is read backwards just as well
            elements.add(mixed && key.descending() ? IndexElement.descending(column) : IndexElement.column(column));
        }
        boolean down = mixed && sort.get(sort.size() - 1).descending();
        for (String column : TieBreaker.columns(mapping, pattern)) {
            elements.add(down ? IndexElement.descending(column) : IndexElement.column(column));
        }
        return elements;
    }

    private static List<IndexElement> range(List<Resolved> ranges) {
        return ranges.isEmpty()
                ? List.of()
                : List.of(IndexElement.column(ranges.get(0).column()));
    }

    private List<String> measured(AccessPattern pattern, Set<String> equal, List<IndexElement> ordered) {
        Set<String> columns = new LinkedHashSet<>();
        List<String> paths = new ArrayList<>(pattern.groupBy());
        pattern.measures().forEach(measure -> {
            if (measure.path() != null) {
                paths.add(measure.path());
            }
        });
        for (String path : paths) {
            Resolved resolved = PathResolver.resolve(mapping, pattern.entity(), path);
            boolean inKey = equal.contains(resolved.column())
                    || ordered.stream().anyMatch(element -> element.key().equals(resolved.column()));
            if (resolved.own() && !inKey) {
                columns.add(resolved.column());
            }
        }
        return columns.size() > INCLUDE_LIMIT ? List.of() : List.copyOf(columns);
    }

    private static boolean insertOrdered(Entity entity, Resolved range) {
        Attribute attribute = range.attribute();
        boolean time = range.column().equals("created_at")
                || (attribute != null && attribute.type() == BusinessType.TIMESTAMP);
        return time
                && entity.changes() == Entity.Changes.NEVER
                && entity.volume() != null
                && entity.volume().rowsAfter(SchemaDesigner.HORIZON_DAYS) >= LARGE;
    }

    /** The condition of a partial index that a constant filter allows: one that leaves clearly fewer rows. */
    private static @Nullable Partial predicate(Filter filter, Resolved resolved) {
        String column = Identifier.sql(resolved.column());
        if (filter.operator() == Operator.IS_SET) {
            return new Partial(column + " IS NOT NULL", "with_" + resolved.column());
        }
        if (filter.operator() == Operator.IS_NOT_SET) {
            return new Partial(column + " IS NULL", "without_" + resolved.column());
        }
        Attribute attribute = resolved.attribute();
        if (attribute == null || filter.values().isEmpty()) {
            return null;
        }
        if (attribute.type() == BusinessType.BOOLEAN) {
            boolean wanted = filter.values().get(0).equals("true");
            return wanted
                    ? new Partial(column, resolved.column())
                    : new Partial("NOT " + column, "not_" + resolved.column());
        }
        boolean minority = attribute.status() != null
                && filter.values().size() * 2 <= attribute.status().values().size();
        if (!minority) {
            return null;
        }
        String values = filter.values().stream().map(TypeDecision::literal).collect(Collectors.joining(", "));
        return new Partial(
                column + (filter.values().size() == 1 ? " = " + values : " IN (" + values + ")"),
                String.join("_or_", filter.values()));
    }
}
