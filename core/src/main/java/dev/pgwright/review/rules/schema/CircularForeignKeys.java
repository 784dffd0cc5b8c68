package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables of which none can have a first row. */
public final class CircularForeignKeys implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "circular-foreign-keys", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("Foreign keys of two or more tables form a cycle with no nullable or deferrable link.")
            .cost("rows cannot be inserted or restored in any order")
            .safe("Make one link nullable or DEFERRABLE INITIALLY DEFERRED, or move it to a link table.")
            .byHand("which link of the circle may wait or be empty is a decision")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private record Link(QualifiedName to, TableConstraint<Constraint.ForeignKey> key) {}

    @Override
    public void check(SchemaContext schema, Report report) {
        Map<QualifiedName, List<Link>> links = new TreeMap<>();
        for (TableConstraint<Constraint.ForeignKey> key : schema.constraints(Constraint.ForeignKey.class)) {
            if (key.whole() && isStrict(key.table(), key.constraint())) {
                links.computeIfAbsent(key.table().name(), table -> new ArrayList<>())
                        .add(new Link(key.constraint().referenced(), key));
            }
        }
        Set<QualifiedName> told = new HashSet<>();
        for (QualifiedName table : links.keySet()) {
            List<Link> cycle = told.contains(table) ? List.of() : shortest(table, links);
            if (!cycle.isEmpty()) {
                cycle.forEach(link -> told.add(link.to()));
                String path = Stream.concat(Stream.of(table), cycle.stream().map(Link::to))
                        .map(SchemaContext::shown)
                        .collect(Collectors.joining(" -> "));
                report.found(
                        schema,
                        cycle.get(cycle.size() - 1).key().object(),
                        "Foreign keys go in a circle, " + path
                                + ", and each has to be fulfilled at once: none of the tables can get a first row");
            }
        }
    }

    /** A key that every row has to fulfil as soon as it is there, and not by itself. */
    private static boolean isStrict(Table table, Constraint.ForeignKey key) {
        boolean optional = key.columns().stream()
                .anyMatch(name -> !table.column(name).map(Column::notNull).orElse(false));
        return !optional
                && key.enforced()
                && key.deferrability() == Deferrability.NOT_DEFERRABLE
                && !key.referenced().equals(table.name());
    }

    /** The links from a table back to itself by the shortest way; empty where there is none. */
    private static List<Link> shortest(QualifiedName from, Map<QualifiedName, List<Link>> links) {
        Map<QualifiedName, List<Link>> ways = new HashMap<>();
        Deque<QualifiedName> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            QualifiedName table = open.remove();
            for (Link link : links.getOrDefault(table, List.of())) {
                List<Link> way = new ArrayList<>(ways.getOrDefault(table, List.of()));
                way.add(link);
                if (link.to().equals(from)) {
                    return way;
                }
                if (ways.putIfAbsent(link.to(), way) == null) {
                    open.add(link.to());
                }
            }
        }
        return List.of();
    }
}
