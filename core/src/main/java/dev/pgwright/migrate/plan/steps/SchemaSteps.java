package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.plan.steps.SchemaStep.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The steps from one schema to another, in order. The way back is their reverse. */
public final class SchemaSteps {
    private final Units before;
    private final Units after;
    private final StepGraph graph;

    private SchemaSteps(Catalog from, Catalog to, Map<String, Conversion> conversions) {
        before = Units.of(from);
        after = Units.of(to);
        graph = new StepGraph(ChangeSet.of(before, after, conversions));
    }

    /**
     * All steps, as plain statements: how each is done without harm is decided later.
     *
     * @param from the schema as it is, after all renames
     * @param to the schema as it is to be
     * @throws dev.pgwright.finding.PgwrightException that names what cannot be planned
     */
    public static List<SchemaStep> between(Catalog from, Catalog to) {
        return between(from, to, Map.of());
    }

    /**
     * The same.
     *
     * @param conversions how values become those of another type, by the column's name
     */
    public static List<SchemaStep> between(Catalog from, Catalog to, Map<String, Conversion> conversions) {
        refuseUnknown(from, to);
        return new SchemaSteps(from, to, conversions).run();
    }

    private static void refuseUnknown(Catalog from, Catalog to) {
        Set<NotModelled> different = new HashSet<>(from.notModelled());
        different.addAll(to.notModelled());
        Set<NotModelled> common = new HashSet<>(from.notModelled());
        common.retainAll(to.notModelled());
        different.removeAll(common);
        different.stream()
                .min(Comparator.comparing(NotModelled::kind).thenComparing(NotModelled::name))
                .ifPresent(object -> {
                    throw Edits.notYet(object.kind() + " " + object.name(), "a difference of this kind");
                });
    }

    private List<SchemaStep> run() {
        Map<ActionNode, List<ActionNode>> groups = new LinkedHashMap<>();
        for (ActionNode node : graph.nodes) {
            if (node.doneBy == node) {
                groups.computeIfAbsent(graph.groupOf(node), key -> new ArrayList<>())
                        .add(node);
            } else {
                groups.computeIfAbsent(graph.groupOf(node.doneBy), key -> new ArrayList<>());
            }
        }
        groups.values().removeIf(List::isEmpty);
        List<SchemaStep> steps = new ArrayList<>();
        int number = 0;
        for (List<ActionNode> group : Groups.inOrder(groups.values(), this::key)) {
            for (ActionNode node : group) {
                steps.add(step(node, number));
            }
            number++;
        }
        return steps;
    }

    /** What is made and changed comes before what is only removed; parts stand behind what they are parts of. */
    private String key(ActionNode node) {
        UnitId id = node.unit.id();
        UnitId root = rootOf(node.unit, node.removes() ? before : after);
        int rank = root.kind().ordinal();
        int part = id.kind().ordinal();
        return node.action == Action.REMOVE
                ? String.format(Locale.ROOT, "1 %02d %s %02d %s", 99 - rank, root.name(), 99 - part, id)
                : String.format(Locale.ROOT, "0 %02d %s %02d %s", rank, root.name(), part, id);
    }

    private static UnitId rootOf(Unit unit, Units units) {
        Unit at = unit;
        Set<UnitId> seen = new HashSet<>();
        while (seen.add(at.id())) {
            Unit owner = at.owners().stream()
                    .map(units::get)
                    .filter(other -> other != null)
                    .findFirst()
                    .orElse(null);
            if (owner == null) {
                break;
            }
            at = owner;
        }
        return at.id();
    }

    private SchemaStep step(ActionNode node, int group) {
        List<UnitId> units = new ArrayList<>(List.of(node.unit.id()));
        node.along.forEach(part -> units.add(part.unit.id()));
        if (node.action == Action.CHANGE) {
            return new SchemaStep(units, node.action, node.edit.up(), node.edit.down(), group, node.edit.alone());
        }
        Set<UnitId> along = new LinkedHashSet<>(units);
        if (node.removes()) {
            List<String> up = graph.goesWithOwner(node) ? List.of() : node.unit.remove();
            return new SchemaStep(units, node.action, up, make(node, along, before), group, false);
        }
        List<String> down = graph.goesAgainWithOwner(node) ? List.of() : node.unit.remove();
        return new SchemaStep(units, node.action, make(node, along, after), down, group, false);
    }

    private static List<String> make(ActionNode node, Set<UnitId> along, Units units) {
        if (node.unit.id().kind() == UnitKind.TABLE) {
            TableModel model = (TableModel) node.unit.model();
            Table table =
                    units.find(model.name()).orElseThrow(() -> new IllegalStateException("no table " + model.name()));
            List<String> make = new ArrayList<>(TableUnits.make(units.catalog(), table, along));
            comments(node, make);
            return make;
        }
        if (node.unit.model() instanceof ColumnModel column) {
            List<String> make = new ArrayList<>(ColumnUnits.make(units, column, along));
            comments(node, make);
            return make;
        }
        return node.unit.make();
    }

    private static void comments(ActionNode node, List<String> make) {
        node.along.stream()
                .filter(part -> part.unit.id().kind() == UnitKind.COMMENT)
                .forEach(part -> make.addAll(part.unit.make()));
    }
}
