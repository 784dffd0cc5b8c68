package dev.pgwright.design.decide;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.DemandReader.Demands;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.decide.PathResolver.Hop;
import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.model.IntendedAccess.Means;
import dev.pgwright.design.model.IntendedAccess.Step;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Include;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which key or index leads a query from a chosen row to the rows that it is joined with. */
final class AccessFinder {
    private final Mapping mapping;
    private final Draft draft;
    private final Map<String, String> constraintOfRule;

    AccessFinder(Mapping mapping, Draft draft, Map<String, String> constraintOfRule) {
        this.mapping = mapping;
        this.draft = draft;
        this.constraintOfRule = constraintOfRule;
    }

    /**
     * The tables that a pattern joins to those that its filters choose: parents by their key, children by their
     * reference; and the rows that an exclusion constraint finds.
     */
    List<IntendedAccess> others(AccessPattern pattern, Demands demands) {
        List<IntendedAccess> found = new ArrayList<>();
        if (pattern.sql() != null || SummaryDecision.isKept(mapping.requirements(), pattern)) {
            return found;
        }
        OverlapQuery.of(mapping, pattern)
                .ifPresent(overlap -> found.add(new IntendedAccess(
                        pattern.name(),
                        mapping.table(pattern.entity()).name(),
                        Means.EXCLUSION,
                        List.of(constraintOfRule.getOrDefault(overlap.rule().name(), "")),
                        Step.FILTER)));
        for (EntityTable table : demands.byKey()) {
            found.add(byKey(pattern.name(), table.name()));
        }
        for (Resolved resolved : demands.fromFilter()) {
            downwards(pattern, resolved, found);
        }
        List<String> paths = new ArrayList<>(pattern.returns());
        pattern.filters().forEach(filter -> paths.add(filter.path()));
        pattern.sort().forEach(sort -> paths.add(sort.path()));
        paths.addAll(pattern.groupBy());
        for (String path : paths) {
            hops(pattern, pattern.entity(), path, found);
        }
        for (Include include : pattern.includes()) {
            EntityTable child = mapping.table(include.entity());
            Reference reference = PathResolver.between(mapping, pattern.entity(), include.entity())
                    .get(0);
            List<String> columns =
                    mapping.foreignKeyColumns(child.scoped(), mapping.table(pattern.entity()), reference.column());
            startingWith(pattern.name(), child.name(), columns, Step.CHILDREN).ifPresent(found::add);
            for (String path : include.returns()) {
                hops(pattern, include.entity(), path, found);
            }
        }
        return found.stream().distinct().toList();
    }

    private IntendedAccess byKey(String query, QualifiedName table) {
        return new IntendedAccess(
                query,
                table,
                Means.PRIMARY_KEY,
                List.of(primaryKey(table(table)).name()),
                Step.PARENT);
    }

    /** The expired rows that a batch has found are deleted by their key. */
    IntendedAccess expired(EntityTable table) {
        return byKey(RetentionQuery.name(table), table.name());
    }

    /** From the rows that a filter finds in another table down to those that refer to them, table by table. */
    private void downwards(AccessPattern pattern, Resolved resolved, List<IntendedAccess> found) {
        for (Hop hop : resolved.hops()) {
            EntityTable near = hop.from();
            if (near.entity().name().equals(pattern.entity())) {
                continue;
            }
            if (hop.upwards()) {
                List<String> columns = mapping.foreignKeyColumns(
                        near.scoped(), hop.to(), hop.reference().column());
                startingWith(pattern.name(), near.name(), columns, Step.CHILDREN)
                        .ifPresent(found::add);
            } else {
                found.add(byKey(pattern.name(), near.name()));
            }
        }
    }

    private void hops(AccessPattern pattern, String entity, String path, List<IntendedAccess> found) {
        for (Hop hop : PathResolver.resolve(mapping, entity, path).hops()) {
            if (hop.upwards()) {
                found.add(byKey(pattern.name(), hop.to().name()));
            } else {
                List<String> columns = mapping.foreignKeyColumns(
                        hop.to().scoped(), hop.from(), hop.reference().column());
                startingWith(pattern.name(), hop.to().name(), columns, Step.CHILDREN)
                        .ifPresent(found::add);
            }
        }
    }

    private Optional<IntendedAccess> startingWith(String query, QualifiedName name, List<String> columns, Step step) {
        TableDraft table = table(name);
        Set<String> keys = new LinkedHashSet<>();
        Means means = Means.INDEX;
        for (Index index : table.indexes) {
            boolean starts = index.method().equals("btree")
                    && index.predicate() == null
                    && starts(index.elements().stream().map(IndexElement::key).toList(), columns);
            if (starts) {
                keys.add(index.name());
            }
        }
        for (Constraint constraint : table.constraints) {
            if (constraint instanceof Constraint.Unique unique && starts(unique.columns(), columns)) {
                keys.add(unique.name());
                means = Means.UNIQUE;
            } else if (constraint instanceof Constraint.PrimaryKey key && starts(key.columns(), columns)) {
                keys.add(key.name());
                means = Means.PRIMARY_KEY;
            }
        }
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new IntendedAccess(query, name, means, List.copyOf(keys), step));
    }

    private static boolean starts(List<String> keys, List<String> columns) {
        return keys.size() >= columns.size() && new HashSet<>(keys.subList(0, columns.size())).containsAll(columns);
    }

    private TableDraft table(QualifiedName name) {
        return draft.table(name);
    }

    private static Constraint.PrimaryKey primaryKey(TableDraft table) {
        return table.constraints.stream()
                .filter(Constraint.PrimaryKey.class::isInstance)
                .map(Constraint.PrimaryKey.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no primary key: " + table.name));
    }
}
