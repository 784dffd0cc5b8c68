package dev.pgwright.design.write;

import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Identifier;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.decide.PathResolver;
import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.decide.TieBreaker;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.DesignedQuery.Meaning;
import dev.pgwright.design.model.DesignedQuery.Part;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Include;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.AccessPattern.Sort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reading access patterns as SQL. */
final class SelectWriter {
    private static final String PAGE = "page";
    private static final String MATCHED = "matched";

    private final Design design;
    private final AccessPattern pattern;
    private final Parameters parameters = new Parameters();
    private final Aliases aliases = new Aliases();

    SelectWriter(Design design, AccessPattern pattern) {
        this.design = design;
        this.pattern = pattern;
        aliases.reserve(PAGE);
        aliases.reserve(MATCHED);
        aliases.reserve("link");
    }

    DesignedQuery write() {
        EntityTable root = design.mapping().table(pattern.entity());
        Scope scope = Scope.ofTable(design, root, aliases);
        String sql = switch (pattern.kind()) {
            case GET -> get(scope);
            case LIST -> list(scope);
            case AGGREGATE -> new AggregateWriter(design, pattern, parameters, aliases).write(scope);
            case CREATE, UPDATE, DELETE -> throw new IllegalStateException("changes are written elsewhere");
        };
        return new DesignedQuery(pattern.name(), sql, parameters.list());
    }

    private String get(Scope scope) {
        List<String> conditions = new Conditions(scope, parameters, pattern).all();
        List<String> outputs = outputs(scope, pattern.returns());
        List<String> laterals = includes(scope, outputs);
        return select(outputs) + "\n" + scope.from() + joined(laterals) + where(conditions);
    }

    private String list(Scope scope) {
        Conditions filters = new Conditions(scope, parameters, pattern);
        List<String> conditions = new ArrayList<>(filters.all());
        String nearest = nearest(scope);
        if (!nearest.isEmpty()) {
            conditions.addAll(placed(scope));
            List<String> outputs = outputs(scope, pattern.returns());
            List<String> laterals = includes(scope, outputs);
            return select(outputs) + "\n" + scope.from() + joined(laterals) + where(conditions) + "\nORDER BY "
                    + nearest + "\nLIMIT " + page();
        }
        boolean ownOrder =
                pattern.sort().stream().map(sort -> scope.resolve(sort.path())).allMatch(Resolved::own);
        if (filters.relevance() == null && ownOrder && isSearched()) {
            return searchThenPage(scope, conditions);
        }
        Keyset keyset = new Keyset(scope, pattern, filters.relevance());
        conditions.addAll(keyset.presenceConditions(pattern));
        conditions.add(keyset.condition(parameters, scope.from() + where(conditions)));
        boolean sortsOwnColumns = keyset.sources().stream().allMatch(Resolved::own);
        String ranked = keyset.relevance()
                .map(expression -> expression + " AS " + Keyset.RELEVANCE)
                .orElse("");
        boolean needsMore = !pattern.includes().isEmpty()
                || pattern.returns().stream().map(scope::resolve).anyMatch(resolved -> !resolved.own());
        if (!needsMore || !sortsOwnColumns) {
            List<String> outputs = outputs(scope, pattern.returns());
            outputs.addAll(untoldSortKeys(scope));
            if (!ranked.isEmpty()) {
                outputs.add(ranked);
            }
            List<String> laterals = includes(scope, outputs);
            return select(outputs) + "\n" + scope.from() + joined(laterals) + where(conditions) + "\n"
                    + keyset.orderBy(List.of()) + "\nLIMIT " + page();
        }
        return pageThenJoin(scope, conditions, keyset);
    }

    /** Whether an index of something else than values and their order finds the rows. */
    private boolean isSearched() {
        List<String> names = design.accesses().stream()
                .filter(access -> access.query().equals(pattern.name())
                        && access.step() == IntendedAccess.Step.FILTER
                        && access.table()
                                .equals(design.mapping().table(pattern.entity()).name()))
                .flatMap(access -> access.anyOf().stream())
                .toList();
        return design.indexes().stream()
                .filter(index -> names.contains(index.index().name()))
                .anyMatch(index -> !index.index().method().equals("btree")
                        || index.index().elements().stream().anyMatch(element -> element.operatorClass() != null));
    }

    /**
     * Finds all rows that match, then the page among them. Without the fence the planner, which cannot know how rare the
     * searched value is, may walk through the table in the order of the list until a page of matches is found: for a rare
     * value that is the whole table.
     */
    private String searchThenPage(Scope scope, List<String> conditions) {
        Scope matched = new Scope(design, scope.root(), MATCHED, MATCHED, aliases);
        Scope outer = new Scope(design, scope.root(), PAGE, PAGE, aliases);
        Keyset keyset = new Keyset(matched, pattern, null);
        List<String> behind = new ArrayList<>(keyset.presenceConditions(pattern));
        behind.add(keyset.condition(parameters, matched.from()));
        List<String> outputs = outputs(outer, pattern.returns());
        outputs.addAll(untoldSortKeys(outer));
        List<String> laterals = includes(outer, outputs);
        Set<String> needed = pageColumns(outer, keyset);
        List<String> order = keyset.sources().stream()
                .map(source -> outer.own(source.column()))
                .toList();
        return "WITH " + MATCHED + " AS MATERIALIZED (\n    SELECT\n        " + columns(scope, needed) + "\n    "
                + scope.from().replace("\n", "\n    ")
                + where(conditions).replace("\n", "\n    ")
                + "\n),\npage AS (\n    SELECT\n        " + columns(matched, needed) + "\n    " + matched.from()
                + where(behind).replace("\n", "\n    ")
                + "\n    " + keyset.orderBy(List.of()) + "\n    LIMIT " + page() + "\n)\n"
                + select(outputs) + "\n" + outer.from() + joined(laterals) + "\n" + keyset.orderBy(order);
    }

    private static String columns(Scope scope, Set<String> columns) {
        return columns.stream().map(scope::own).collect(Collectors.joining(",\n        "));
    }

    /** The columns of its own that a page needs for what is joined to it. */
    private Set<String> pageColumns(Scope outer, Keyset keyset) {
        EntityTable root = outer.root();
        Set<String> needed = new LinkedHashSet<>();
        if (root.scoped()) {
            design.mapping().tenantColumn().ifPresent(needed::add);
        }
        needed.addAll(root.rowKey());
        for (Resolved source : keyset.sources()) {
            needed.add(source.column());
        }
        for (String path : returned(pattern.returns(), root)) {
            Resolved resolved = outer.resolve(path);
            if (resolved.own()) {
                needed.add(resolved.column());
            } else if (!resolved.hops().isEmpty() && resolved.hops().get(0).upwards()) {
                needed.add(resolved.hops().get(0).reference().column());
            }
        }
        return needed;
    }

    /** Finds the page by its keys first and joins only its rows. */
    private String pageThenJoin(Scope scope, List<String> conditions, Keyset keyset) {
        EntityTable root = scope.root();
        Scope outer = new Scope(design, root, PAGE, PAGE, aliases);
        List<String> outputs = outputs(outer, pattern.returns());
        outputs.addAll(untoldSortKeys(outer));
        List<String> laterals = includes(outer, outputs);
        String inner = columns(scope, pageColumns(outer, keyset));
        List<String> order = new ArrayList<>();
        String ranked = "";
        if (keyset.relevance().isPresent()) {
            ranked = ",\n        " + keyset.relevance().get() + " AS " + Keyset.RELEVANCE;
            order.add(PAGE + "." + Keyset.RELEVANCE);
            outputs.add(PAGE + "." + Keyset.RELEVANCE);
        }
        keyset.sources().forEach(source -> order.add(outer.own(source.column())));
        return "WITH page AS (\n    SELECT\n        " + inner + ranked + "\n    "
                + scope.from().replace("\n", "\n    ")
                + where(conditions).replace("\n", "\n    ")
                + "\n    " + keyset.orderBy(List.of()) + "\n    LIMIT " + page() + "\n)\n"
                + select(outputs) + "\n" + outer.from() + joined(laterals) + "\n" + keyset.orderBy(order);
    }

    /** What is nowhere would come last, at no distance. */
    private List<String> placed(Scope scope) {
        return pattern.filters().stream()
                .filter(filter -> filter.operator() == Operator.NEAREST)
                .map(filter -> scope.resolve(filter.path()))
                .filter(scope::nullable)
                .map(place -> scope.column(place) + " IS NOT NULL")
                .toList();
    }

    private String nearest(Scope scope) {
        return pattern.filters().stream()
                .filter(filter -> filter.operator() == Operator.NEAREST)
                .findFirst()
                .map(filter -> scope.column(scope.resolve(filter.path())) + " <-> "
                        + parameters.add(
                                filter.path().replace('.', '_'),
                                "point",
                                null,
                                Samples.of("point"),
                                new Meaning(Part.FILTER, filter.path())))
                .orElse("");
    }

    private int page() {
        return pattern.page() == null ? AccessPattern.DEFAULT_PAGE : pattern.page();
    }

    /** The paths to return: the ones named, else the key, the references and every attribute. */
    private List<String> returned(List<String> paths, EntityTable table) {
        if (!paths.isEmpty()) {
            List<String> all = new ArrayList<>();
            for (String path : paths) {
                all.add(path);
                Resolved resolved =
                        PathResolver.resolve(design.mapping(), table.entity().name(), path);
                if (resolved.attribute() != null && PathResolver.hasCurrencyColumn(resolved.attribute())) {
                    all.add(path + PathResolver.CURRENCY_SUFFIX);
                }
            }
            return all;
        }
        List<String> all = new ArrayList<>();
        if (table.key().contains("id")) {
            all.add("id");
        }
        for (Reference reference : design.mapping().references(table.entity().name())) {
            if (design.mapping().requirements().isA(reference.relationship())) {
                returned(List.of(), reference.parent()).stream()
                        .filter(path -> !path.equals("id")
                                && !table.entity().attribute(path).isPresent())
                        .forEach(all::add);
            } else {
                all.add(reference.relationship().roleName());
            }
        }
        table.entity().attributes().forEach(attribute -> all.add(attribute.name()));
        return all;
    }

    private List<String> outputs(Scope scope, List<String> paths) {
        List<String> outputs = new ArrayList<>();
        boolean whole = paths.isEmpty();
        for (String column : scope.root().rowKey()) {
            boolean asked = whole
                    || paths.stream()
                            .map(scope::resolve)
                            .anyMatch(resolved ->
                                    resolved.own() && resolved.column().equals(column));
            if (!asked) {
                outputs.add(scope.own(column));
            }
        }
        for (String path : returned(paths, scope.root())) {
            Resolved resolved = scope.resolve(path);
            outputs.add(output(design, scope.column(resolved), resolved, path));
        }
        return outputs;
    }

    /** What the list is sorted by and does not return: the next page starts behind the last row's. */
    private List<String> untoldSortKeys(Scope scope) {
        List<Resolved> told = returned(pattern.returns(), scope.root()).stream()
                .map(scope::resolve)
                .toList();
        List<String> outputs = new ArrayList<>();
        for (Sort sort : pattern.sort()) {
            Resolved resolved = scope.resolve(sort.path());
            boolean isKey = resolved.own() && scope.root().rowKey().contains(resolved.column());
            if (!told.contains(resolved) && !isKey) {
                outputs.add(output(design, scope.column(resolved), resolved, sort.path()));
            }
        }
        for (String column : TieBreaker.columns(design.mapping(), pattern)) {
            boolean isTold = told.stream()
                    .anyMatch(resolved -> resolved.own() && resolved.column().equals(column));
            if (!isTold && !scope.root().rowKey().contains(column)) {
                outputs.add(scope.own(column));
            }
        }
        return outputs;
    }

    /** A column of a result, with the way to it in its name. */
    static String output(Design design, String column, Resolved resolved, String path) {
        boolean named = resolved.hops().isEmpty() && resolved.computed() == null;
        return named && !path.contains(".")
                ? column
                : column + " AS "
                        + Identifier.sql(Identifier.limited(prefix(design, resolved, path) + resolved.column()));
    }

    /** The steps of a path to the row that its column is of: what a row is known by stands in the reference to it. */
    private static String prefix(Design design, Resolved resolved, String path) {
        List<String> steps = List.of(path.split("\\."));
        String last = steps.get(steps.size() - 1);
        boolean inReference = steps.size() > 1
                && design.mapping().references(resolved.table().entity().name()).stream()
                        .filter(reference -> reference.column().equals(resolved.column()))
                        .anyMatch(reference -> !last.equals(reference.column())
                                && !last.equals(reference.relationship().roleName()));
        return steps.subList(0, steps.size() - (inReference ? 2 : 1)).stream()
                .map(step -> step + "_")
                .collect(Collectors.joining());
    }

    /** Adds an output for each include; gives the LATERAL joins. */
    private List<String> includes(Scope scope, List<String> outputs) {
        List<String> laterals = new ArrayList<>();
        for (Include include : pattern.includes()) {
            EntityTable child = design.mapping().table(include.entity());
            Reference reference = PathResolver.between(design.mapping(), pattern.entity(), include.entity())
                    .get(0);
            Scope inner = Scope.ofTable(design, child, aliases);
            List<String> pairs = new ArrayList<>();
            for (String path : returned(include.returns(), child)) {
                Resolved resolved = inner.resolve(path);
                pairs.add("'" + path.replace('.', '_') + "', " + inner.column(resolved));
            }
            String name = child.name().name();
            aliases.reserve(name);
            String quoted = Identifier.sql(name);
            String tenant = child.scoped() && scope.root().scoped()
                    ? design.mapping()
                            .tenantColumn()
                            .map(column -> inner.own(column) + " = " + scope.own(column) + "\n          AND ")
                            .orElse("")
                    : "";
            laterals.add("CROSS JOIN LATERAL (\n        SELECT coalesce(jsonb_agg(jsonb_build_object(\n            "
                    + String.join(",\n            ", pairs) + ") ORDER BY "
                    + TieBreaker.ofChildren(design.mapping(), child, reference.column()).stream()
                            .map(inner::own)
                            .collect(Collectors.joining(", "))
                    + "), '[]'::jsonb) AS list\n        " + inner.from().replace("\n", "\n        ")
                    + "\n        WHERE " + tenant + inner.own(reference.column()) + " = "
                    + scope.own(scope.root().idColumn())
                    + "\n    ) AS " + quoted);
            outputs.add(quoted + ".list AS " + quoted);
        }
        return laterals;
    }

    private static String joined(List<String> laterals) {
        StringBuilder text = new StringBuilder();
        laterals.forEach(lateral -> text.append("\n    ").append(lateral));
        return text.toString();
    }

    static String select(List<String> outputs) {
        return "SELECT\n    " + String.join(",\n    ", outputs);
    }

    static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : "\nWHERE " + String.join("\n  AND ", conditions);
    }
}
