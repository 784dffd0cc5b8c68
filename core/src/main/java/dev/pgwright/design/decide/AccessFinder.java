package dev.pgwright.design.decide;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.decide.PathResolver.Hop;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.model.IntendedAccess.Means;
import dev.pgwright.design.model.IntendedAccess.Step;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Include;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which key or index leads a query from a chosen row to the rows that it is joined with. */
final class AccessFinder {
    private final Mapping mapping;
    private final Draft draft;

    AccessFinder(Mapping mapping, Draft draft) {
        this.mapping = mapping;
        this.draft = draft;
    }

    /** The tables that a pattern joins to its own: parents by their key, children by their reference. */
    List<IntendedAccess> joined(AccessPattern pattern) {
        List<IntendedAccess> found = new ArrayList<>();
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

    private void hops(AccessPattern pattern, String entity, String path, List<IntendedAccess> found) {
        for (Hop hop : PathResolver.resolve(mapping, entity, path).hops()) {
            if (hop.upwards()) {
                found.add(new IntendedAccess(
                        pattern.name(),
                        hop.to().name(),
                        Means.PRIMARY_KEY,
                        List.of(primaryKey(table(hop.to().name())).name()),
                        Step.PARENT));
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
