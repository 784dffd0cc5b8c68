package dev.pgwright.locks;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.RelationKind;

/**
 * What a statement does to one relation that existed before it.
 *
 * @param mode the strongest that it takes
 * @param rewrites its file is replaced by another
 * @param reading what it reads of the rows as they were
 * @param buildsIndex an index of this relation is built, or built again
 */
public record RelationEffect(
        QualifiedName relation,
        RelationKind kind,
        LockMode mode,
        boolean rewrites,
        Reading reading,
        boolean buildsIndex) {
    /** Whether every row is read, however many there are. */
    public boolean scans() {
        return reading == Reading.EVERY_ROW;
    }
}
