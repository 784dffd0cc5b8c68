package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.AttachedIndex;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexStorage;
import dev.pgwright.catalog.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/** A partition's own index, made before the partition is attached: it becomes part of the one above that is like it. */
final class AttachedIndexDdl {
    private AttachedIndexDdl() {}

    /** @param root the {@link Index} or {@link Constraint} above */
    static List<String> statements(QualifiedName table, AttachedIndex attached, Object root) {
        List<String> statements = new ArrayList<>();
        if (root instanceof Index index) {
            statements.add(IndexDdl.create(table, like(index, attached), false));
        } else if (root instanceof Constraint constraint) {
            statements.add(
                    "ALTER TABLE " + SqlText.name(table) + " ADD " + ConstraintDdl.element(like(constraint, attached)));
        }
        if (attached.comment() != null) {
            String name = quoteIdentifier(table.schema(), attached.name());
            statements.add(SqlText.comment("INDEX", name, attached.comment()));
        }
        return statements;
    }

    private static Index like(Index root, AttachedIndex attached) {
        return new Index(
                attached.name(),
                root.method(),
                root.elements(),
                root.include(),
                root.unique(),
                root.nullsNotDistinct(),
                root.predicate(),
                attached.storageParameters(),
                true,
                null,
                attached.tablespace(),
                root.statisticsTargets(),
                null);
    }

    private static Constraint like(Constraint root, AttachedIndex attached) {
        IndexStorage storage = new IndexStorage(attached.storageParameters(), attached.tablespace());
        if (root instanceof Constraint.PrimaryKey key) {
            return new Constraint.PrimaryKey(
                    attached.name(),
                    key.columns(),
                    key.include(),
                    key.withoutOverlaps(),
                    key.deferrability(),
                    storage,
                    null);
        }
        if (root instanceof Constraint.Unique unique) {
            return new Constraint.Unique(
                    attached.name(),
                    unique.columns(),
                    unique.include(),
                    unique.nullsNotDistinct(),
                    unique.withoutOverlaps(),
                    unique.deferrability(),
                    storage,
                    null);
        }
        if (root instanceof Constraint.Exclusion exclusion) {
            return new Constraint.Exclusion(
                    attached.name(),
                    exclusion.method(),
                    exclusion.elements(),
                    exclusion.include(),
                    exclusion.predicate(),
                    exclusion.deferrability(),
                    storage,
                    null);
        }
        throw new IllegalStateException("a constraint without an index has one attached: " + root.name());
    }
}
