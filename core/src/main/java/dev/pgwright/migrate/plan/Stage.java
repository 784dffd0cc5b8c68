package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.SafeSequence.Done;
import dev.pgwright.migrate.plan.steps.SchemaStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of the schema with the steps that it takes, until they have their numbers. */
final class Stage {
    String title;
    final List<Section> down = new ArrayList<>();
    final List<SchemaStep> made;
    final List<Done> parts;
    final @Nullable Catalog before;
    final List<String> forms;

    /** The schema behind it, where it is not what the steps between two schemas make of the one before. */
    @Nullable Catalog behind;

    /** What its statements destroy, where that is not what its steps between schemas do. */
    List<Loss> lost = List.of();

    List<Done> back = List.of();
    List<String> awaits = List.of();
    List<String> awaitsBack = List.of();
    List<String> coordination = List.of();
    List<String> notes = List.of();
    List<String> misfits = List.of();

    Stage(String title, List<SchemaStep> made, SafeSequence.Result result, @Nullable Catalog before) {
        this.title = title;
        this.made = new ArrayList<>(made);
        this.parts = result.parts();
        this.forms = result.titles();
        this.before = before;
    }

    /** Statements of which all or none may be run, or which may come apart. */
    record Section(List<String> statements, boolean whole) {}
}
