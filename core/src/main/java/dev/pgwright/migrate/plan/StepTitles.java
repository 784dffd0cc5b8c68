package dev.pgwright.migrate.plan;

import dev.pgwright.migrate.plan.steps.SchemaStep;
import dev.pgwright.migrate.plan.steps.SchemaStep.Action;
import dev.pgwright.migrate.plan.steps.UnitId;
import dev.pgwright.migrate.plan.steps.UnitKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a step is about, for people. */
final class StepTitles {
    private static final int NAMED = 2;

    private static final Set<UnitKind> DETAILS =
            Set.of(UnitKind.OWNER, UnitKind.PRIVILEGE, UnitKind.COMMENT, UnitKind.LABEL, UnitKind.SEQUENCE_OWNER);

    private StepTitles() {}

    /** {@code create table public.orders}, {@code create table public.a, table public.b and 3 more}. */
    static String of(List<SchemaStep> steps) {
        List<SchemaStep> main = steps.stream()
                .filter(step -> step.action() != Action.SET_ASIDE && step.action() != Action.MAKE_AGAIN)
                .toList();
        if (main.isEmpty()) {
            main = steps;
        }
        List<SchemaStep> named = main.stream()
                .filter(step -> !DETAILS.contains(step.unit().kind()))
                .toList();
        if (named.isEmpty()) {
            named = main;
        }
        List<String> parts = new ArrayList<>();
        String word = "";
        for (SchemaStep step : named.subList(0, Math.min(NAMED, named.size()))) {
            String action = step.action().word();
            parts.add((action.equals(word) ? "" : action + " ") + said(step.unit()));
            word = action;
        }
        int more = named.size() - parts.size();
        return more == 0 ? String.join(" and ", parts) : String.join(", ", parts) + " and " + more + " more";
    }

    /** A part of a table stands in the name behind it; people say it the other way round. */
    private static String said(UnitId unit) {
        return unit.words() + " " + unit.name();
    }
}
