package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where ON DELETE CASCADE leads in a schema. */
final class Cascades {
    private final Map<QualifiedName, Set<QualifiedName>> children = new TreeMap<>();
    private final Set<QualifiedName> deleted = new TreeSet<>();

    Cascades(SchemaContext schema) {
        for (TableConstraint<Constraint.ForeignKey> found : schema.constraints(Constraint.ForeignKey.class)) {
            Constraint.ForeignKey key = found.constraint();
            QualifiedName child = found.table().name();
            if (key.onDelete() == ReferentialAction.CASCADE && !key.referenced().equals(child)) {
                children.computeIfAbsent(key.referenced(), name -> new TreeSet<>())
                        .add(child);
                deleted.add(child);
            }
        }
    }

    /** Whether no other table's deletion deletes rows of this one. */
    boolean isTop(QualifiedName table) {
        return !deleted.contains(table);
    }

    /** The longest row of tables that a deletion goes through, from a child on; each table once. */
    List<QualifiedName> longest(QualifiedName parent, QualifiedName child) {
        List<QualifiedName> path = new ArrayList<>();
        walk(child, new ArrayList<>(List.of(parent)), path);
        return path;
    }

    private void walk(QualifiedName at, List<QualifiedName> before, List<QualifiedName> longest) {
        if (before.contains(at) || before.size() > MOST_LEVELS) {
            return;
        }
        before.add(at);
        if (before.size() - 1 > longest.size()) {
            longest.clear();
            longest.addAll(before.subList(1, before.size()));
        }
        for (QualifiedName next : children.getOrDefault(at, Set.of())) {
            walk(next, before, longest);
        }
        before.remove(before.size() - 1);
    }

    /** Deeper than anyone reads, and few enough for schemas of many tables. */
    private static final int MOST_LEVELS = 7;
}
