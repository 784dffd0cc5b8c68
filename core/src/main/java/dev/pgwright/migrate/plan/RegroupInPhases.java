package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.steps.Regrouping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Columns that become others of their table, in phases: the new ones stand beside the old ones, bare, and a trigger keeps
 * both saying the same while code of both deployments works; when all code says the new ones, their constraints are made
 * and those of the old ones go, as between any two schemas; the old columns go in the end. On the way back they are made
 * of the new ones.
 */
final class RegroupInPhases implements Besides {
    private final int version;
    private final Regrouping regrouping;
    private final List<String> addNew = new ArrayList<>();
    private final List<String> addOld = new ArrayList<>();
    private final Table table;
    private final String from;
    private final String to;

    /**
     * Of one change.
     *
     * @param before the schema with the old columns
     * @param after the schema with the new ones
     */
    RegroupInPhases(Catalog before, Catalog after, int version, Regrouping regrouping) {
        this.version = version;
        this.regrouping = regrouping;
        Table old = table(before);
        Table later = table(after);
        regrouping.there().keySet().forEach(name -> addNew.addAll(BareColumns.added(later, name)));
        regrouping.back().keySet().forEach(name -> addOld.addAll(BareColumns.added(old, name)));
        this.table = table(BareColumns.in(before, version, addNew));
        this.from = String.join(", ", regrouping.back().keySet());
        this.to = String.join(", ", regrouping.there().keySet());
    }

    private Table table(Catalog catalog) {
        return catalog.table(regrouping.table())
                .orElseThrow(() -> new IllegalStateException("no table " + regrouping.table()));
    }

    @Override
    public Catalog withNew(Catalog before) {
        return BareColumns.in(before, version, addNew);
    }

    @Override
    public Catalog withOld(Catalog after) {
        return BareColumns.in(after, version, addOld);
    }

    @Override
    public List<Phase> first() {
        RegroupTrigger trigger = new RegroupTrigger(table, regrouping);
        boolean exact = regrouping.exact();
        List<Phase> phases = new ArrayList<>();
        if (exact) {
            phases.add(Phase.ofCheck(
                    "check that " + said() + " can become " + to,
                    trigger.before(),
                    "give them values that come back as they were, or say --allow-data-loss for the columns"));
        }
        List<String> expand = new ArrayList<>(addNew);
        expand.addAll(trigger.make());
        expand.add(trigger.fillNew());
        List<String> shrink = new ArrayList<>(trigger.remove());
        shrink.addAll(dropped(regrouping.there().keySet()));
        phases.add(new Phase(
                        "expand " + said() + " by " + to,
                        expand,
                        List.of(),
                        shrink,
                        false,
                        List.of(),
                        List.of(
                                "around it: the code goes on with " + from + "; nothing has to be deployed",
                                "behind it: code that says " + to
                                        + " can be deployed; what is written to one side is in both;"
                                        + " where a write says both, " + to + " counts",
                                "behind it: values of " + from + " that do not become " + to
                                        + (exact ? " and come back as they were" : "")
                                        + " are stored as they are, and " + to + " are none then"),
                        List.of())
                .awaitingBack(List.of("all running code says " + from + " in place of " + to + " of "
                        + SingleDdl.name(table.name()))));
        RowCheck check = trigger.after();
        phases.add(new Phase(
                "hand " + said() + " over to " + to,
                exact ? List.of(check.statement()) : List.of(),
                List.of(),
                List.of(),
                false,
                List.of("all running code says " + to + " in place of " + from + " of " + SingleDdl.name(table.name())),
                List.of("behind it: " + from + " still says what " + to + " say, for the way back"),
                exact ? List.of(check.query()) : List.of()));
        return phases;
    }

    @Override
    public Phase last() {
        RegroupTrigger trigger = new RegroupTrigger(table, regrouping);
        List<String> contract = new ArrayList<>(trigger.remove());
        contract.addAll(dropped(regrouping.back().keySet()));
        List<String> expandAgain = new ArrayList<>(addOld);
        expandAgain.addAll(trigger.make());
        expandAgain.add(trigger.fillOld());
        return new Phase(
                "contract " + said() + ", which became " + to,
                contract,
                expandAgain,
                List.of(),
                false,
                List.of(),
                List.of(
                        "before it: nobody wants to go back to code that says " + from,
                        "its way back: " + from + " come back behind the other columns, made of " + to),
                List.of());
    }

    @Override
    public List<Loss> losses() {
        return regrouping.exact()
                ? List.of()
                : regrouping.back().keySet().stream()
                        .map(name -> new Loss(
                                table.name() + "." + name,
                                "what does not come back when " + table.name() + "." + name + " becomes " + to))
                        .toList();
    }

    private String said() {
        return (regrouping.back().size() == 1 ? "column " : "columns ") + table.name() + "." + from;
    }

    private List<String> dropped(Collection<String> columns) {
        return columns.stream()
                .map(name -> "ALTER TABLE " + SingleDdl.name(table.name()) + " DROP COLUMN " + quoteIdentifier(name))
                .toList();
    }
}
