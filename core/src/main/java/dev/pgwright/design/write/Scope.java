package dev.pgwright.design.write;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.ComputedAggregate;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Identifier;
import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Junction;
import dev.pgwright.design.decide.PathResolver;
import dev.pgwright.design.decide.PathResolver.Hop;
import dev.pgwright.design.decide.PathResolver.Resolved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One FROM clause: its root, the joins that paths bring in, and the names of columns in it. */
final class Scope {
    private final Design design;
    private final EntityTable root;
    private final String rootAlias;
    private final String rootSource;
    private final Aliases aliases;
    private final Map<List<Hop>, String> joined = new LinkedHashMap<>();
    private final List<String> joins = new ArrayList<>();
    private final Map<Resolved, String> computed = new HashMap<>();

    /** @param rootSource what stands in FROM: the table, or the name of a CTE that has its columns */
    Scope(Design design, EntityTable root, String rootSource, String rootAlias, Aliases aliases) {
        this.design = design;
        this.root = root;
        this.rootSource = rootSource;
        this.rootAlias = rootAlias;
        this.aliases = aliases;
    }

    static Scope ofTable(Design design, EntityTable root, Aliases aliases) {
        return new Scope(
                design,
                root,
                Identifier.sql(root.name()),
                aliases.of(root.name().name()),
                aliases);
    }

    Mapping mapping() {
        return design.mapping();
    }

    EntityTable root() {
        return root;
    }

    String rootAlias() {
        return rootAlias;
    }

    /** A column of the root. */
    String own(String column) {
        return rootAlias + "." + Identifier.sql(column);
    }

    /** The column of a path; joins what it has to. */
    String column(Resolved resolved) {
        String alias = aliasOf(resolved.hops());
        if (resolved.computed() == null) {
            return alias + "." + Identifier.sql(resolved.column());
        }
        String child = mapping().table(resolved.computed().entity()).name().name();
        return computed.computeIfAbsent(
                resolved, path -> ComputedAggregate.sql(mapping(), path, alias, aliases.of(child)));
    }

    Resolved resolve(String path) {
        return PathResolver.resolve(mapping(), root.entity().name(), path);
    }

    private String aliasOf(List<Hop> hops) {
        if (hops.isEmpty()) {
            return rootAlias;
        }
        String known = joined.get(hops);
        if (known != null) {
            return known;
        }
        String near = aliasOf(hops.subList(0, hops.size() - 1));
        Hop hop = hops.get(hops.size() - 1);
        boolean optional = hops.stream().anyMatch(Hop::optional);
        EntityTable far = hop.to();
        String alias = aliases.of(far.name().name());
        joined.put(hops, alias);
        String link = hop.upwards()
                ? equal(alias, far.idColumn(), near, hop.reference().column())
                : equal(alias, hop.reference().column(), near, hop.from().idColumn());
        joins.add((optional ? "LEFT JOIN " : "JOIN ") + Identifier.sql(far.name()) + " AS " + alias + "\n        ON "
                + tenantLink(hop.from(), far, near, alias) + link);
        return alias;
    }

    private static String equal(String left, String leftColumn, String right, String rightColumn) {
        return left + "." + Identifier.sql(leftColumn) + " = " + right + "." + Identifier.sql(rightColumn);
    }

    /** {@code far.tenant_id = near.tenant_id AND } where both sides belong to a tenant. */
    private String tenantLink(EntityTable near, EntityTable far, String nearAlias, String farAlias) {
        return near.scoped() && far.scoped() && mapping().tenantColumn().isPresent()
                ? equal(
                                farAlias,
                                mapping().tenantColumn().get(),
                                nearAlias,
                                mapping().tenantColumn().get()) + " AND "
                : "";
    }

    /** Joins a junction of which a filter names one side, so that at most one pair belongs to a row; gives its alias. */
    String link(Resolved resolved, Junction junction) {
        String near = resolved.column().equals(junction.toColumn()) ? junction.fromColumn() : junction.toColumn();
        String owner = aliasOf(resolved.hops());
        String alias = aliases.of(junction.name().name());
        String tenant = mapping()
                .tenantColumn()
                .filter(column -> junction.scoped() && resolved.table().scoped())
                .map(column -> equal(alias, column, owner, column) + " AND ")
                .orElse("");
        joins.add("JOIN " + Identifier.sql(junction.name()) + " AS " + alias + "\n        ON " + tenant
                + equal(alias, near, owner, resolved.table().idColumn()));
        return alias;
    }

    /** Whether rows of the root lie in partitions by ranges of this column. */
    boolean dividesByRange(Resolved resolved) {
        Partitioning partitioning = rootSource.equals(Identifier.sql(root.name()))
                ? design.catalog().table(root.name()).orElseThrow().partitioning()
                : null;
        return partitioning != null
                && partitioning.strategy() == Partitioning.Strategy.RANGE
                && resolved.own()
                && resolved.column().equals(root.partitionColumn());
    }

    /** FROM and the joins, each on its line. */
    String from() {
        StringBuilder from = new StringBuilder("FROM ").append(rootSource);
        if (!rootSource.equals(rootAlias)) {
            from.append(" AS ").append(rootAlias);
        }
        joins.forEach(join -> from.append("\n    ").append(join));
        return from.toString();
    }

    boolean hasJoins() {
        return !joins.isEmpty();
    }

    String typeOf(QualifiedName table, String column) {
        return catalogColumn(table, column).type();
    }

    boolean nullable(Resolved resolved) {
        if (resolved.computed() != null) {
            return ComputedAggregate.nullable(resolved)
                    || resolved.hops().stream().anyMatch(Hop::optional);
        }
        return resolved.hops().stream().anyMatch(Hop::optional)
                || !catalogColumn(resolved.table().name(), resolved.column()).notNull();
    }

    private Column catalogColumn(QualifiedName table, String column) {
        return design.catalog()
                .table(table)
                .flatMap(found -> found.column(column))
                .orElseThrow(() -> new IllegalStateException("no column " + table + "." + column));
    }

    /** The table and column that a path's values are stored in. */
    ColumnName storedIn(Resolved resolved) {
        return resolved.junction() == null
                ? new ColumnName(resolved.table().name(), resolved.column())
                : new ColumnName(resolved.junction().name(), resolved.column());
    }

    /** The values of an enum type in their order; none of any other type. */
    List<String> valuesOf(String type) {
        return design.catalog().enums().stream()
                .filter(known -> Identifier.sql(known.name()).equals(type)
                        || known.name().toString().equals(type))
                .findFirst()
                .map(EnumType::values)
                .orElse(List.of());
    }

    String typeOf(Resolved resolved) {
        if (resolved.computed() != null) {
            return ComputedAggregate.type(resolved);
        }
        ColumnName stored = storedIn(resolved);
        return typeOf(stored.relation(), stored.column());
    }
}
