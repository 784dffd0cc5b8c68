package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.steps.SchemaStep;
import dev.pgwright.migrate.plan.steps.SchemaStep.Action;
import dev.pgwright.migrate.plan.steps.UnitId;
import dev.pgwright.migrate.plan.steps.UnitKind;
import dev.pgwright.migrate.plan.steps.Widening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which data steps destroy, there and back, and what the way back cannot restore. */
final class Losses {
    private final Catalog from;
    private final Catalog to;

    /** Of steps between two schemas. */
    Losses(Catalog from, Catalog to) {
        this.from = from;
        this.to = to;
    }

    /** What is gone once the steps have run. */
    List<Loss> of(List<SchemaStep> steps) {
        List<Loss> losses = new ArrayList<>();
        for (SchemaStep step : steps) {
            UnitId unit = step.unit();
            if (step.action() == Action.REMOVE && !step.up().isEmpty()) {
                gone(unit, from).ifPresent(what -> losses.add(new Loss(unit.name(), what)));
            } else if (step.action() == Action.CHANGE && unit.kind() == UnitKind.COLUMN) {
                narrowed(unit, from, to).ifPresent(what -> losses.add(new Loss(unit.name(), what)));
            }
        }
        return losses;
    }

    /** What is gone once the steps have been taken back. */
    List<Loss> backOf(List<SchemaStep> steps) {
        List<Loss> losses = new ArrayList<>();
        for (SchemaStep step : steps) {
            if (step.action() == Action.MAKE && !step.down().isEmpty()) {
                gone(step.unit(), to)
                        .ifPresent(what -> losses.add(new Loss(step.unit().name(), what)));
            } else if (step.action() == Action.CHANGE && step.unit().kind() == UnitKind.COLUMN) {
                narrowed(step.unit(), to, from)
                        .ifPresent(what -> losses.add(new Loss(step.unit().name(), what)));
            }
        }
        return losses;
    }

    /** What PostgreSQL cannot make as it was. */
    List<String> notRestored(List<SchemaStep> steps) {
        List<String> found = new ArrayList<>();
        for (SchemaStep step : steps) {
            boolean removed = step.action() == Action.REMOVE && !step.up().isEmpty();
            if (removed && step.unit().kind() == UnitKind.COLUMN) {
                found.add(step.unit() + " comes back as the last column of its table");
            }
            if (step.action() == Action.CHANGE
                    && step.unit().kind() == UnitKind.TYPE
                    && step.unit().words().equals("enum")) {
                found.add("rows that use a value which " + step.unit()
                        + " gets by this plan have to be changed before the way back can be gone");
            }
        }
        return found;
    }

    private static Optional<String> gone(UnitId unit, Catalog catalog) {
        return switch (unit.kind()) {
            case TABLE -> Optional.of("all rows of " + unit.name());
            case COLUMN ->
                UnitPlaces.column(unit, catalog)
                                .filter(column -> column.generated() != null)
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of("all values of " + unit.name());
            case SEQUENCE -> Optional.of("the position of " + unit);
            default -> Optional.empty();
        };
    }

    private static Optional<String> narrowed(UnitId unit, Catalog before, Catalog after) {
        Optional<Column> left = UnitPlaces.column(unit, before);
        Optional<Column> right = UnitPlaces.column(unit, after);
        if (left.isEmpty()
                || right.isEmpty()
                || Widening.keeps(left.get().type(), right.get().type())) {
            return Optional.empty();
        }
        return Optional.of("what does not fit when " + unit.name() + " goes from "
                + left.get().type() + " to " + right.get().type());
    }
}
