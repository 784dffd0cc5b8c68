package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Step;
import java.util.List;

/** A step of a release, which may be of several migrations. */
record ReleaseStep(MigrationContext migration, Step step) {
    /** All of a release, in order. */
    static List<ReleaseStep> of(List<MigrationContext> release) {
        return release.stream()
                .flatMap(migration -> migration.steps().stream().map(step -> new ReleaseStep(migration, step)))
                .toList();
    }

    /** Whether a migration of the release makes the relation. */
    static boolean isNew(List<MigrationContext> release, QualifiedName relation) {
        return release.stream().anyMatch(migration -> migration.isNew(relation));
    }
}
