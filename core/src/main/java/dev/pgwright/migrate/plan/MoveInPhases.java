package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.steps.Move;
import java.util.ArrayList;
import java.util.List;

/**
 * A column that goes to another table, in phases: it stands in both, and triggers keep both values the same while code of
 * both deployments works; when all code says the new one, what stands on it is made and what stands on the old one goes, as
 * between any two schemas; the old one goes in the end. On the way back it is made of the new one.
 */
final class MoveInPhases implements Besides {
    private final int version;
    private final Move move;
    private final List<String> addNew;
    private final List<String> addOld;
    private final MoveTriggers triggers;

    MoveInPhases(Catalog before, Catalog after, int version, Move move) {
        this.version = version;
        this.move = move;
        this.addNew = BareColumns.added(table(after, move.to()), move.to().column());
        Table old = table(before, move.from());
        this.addOld = BareColumns.added(old, move.from().column());
        this.triggers = new MoveTriggers(old, move);
    }

    private static Table table(Catalog catalog, ColumnName column) {
        return catalog.table(column.relation())
                .orElseThrow(() -> new IllegalStateException("no table " + column.relation()));
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
        List<Phase> phases = new ArrayList<>();
        if (move.exact()) {
            phases.add(Phase.ofCheck(
                    "check that column " + move.from() + " can become " + move.to(),
                    triggers.before(),
                    "give each a row of " + move.to().relation() + ", or say --allow-data-loss " + move.from()));
        }
        List<String> expand = new ArrayList<>(addNew);
        expand.addAll(triggers.make());
        expand.add(triggers.fillNew());
        List<String> shrink = new ArrayList<>(triggers.remove());
        shrink.add(dropped(move.to()));
        phases.add(new Phase(
                        "expand column " + move.from() + " by " + move.to(),
                        expand,
                        List.of(),
                        shrink,
                        false,
                        List.of(),
                        List.of(
                                "around it: the code goes on with " + move.from() + "; nothing has to be deployed",
                                "behind it: code that says " + move.to()
                                        + " can be deployed; what is written to one table is in both",
                                "behind it: of two transactions that write the same value at the same moment, one by"
                                        + " each name, PostgreSQL may refuse one as a deadlock (40P01)"),
                        List.of())
                .awaitingBack(List.of("all running code says " + move.from() + " in place of " + move.to())));
        RowCheck check = triggers.after();
        phases.add(new Phase(
                "hand column " + move.from() + " over to " + move.to(),
                move.exact() ? List.of(check.statement()) : List.of(),
                List.of(),
                List.of(),
                false,
                List.of("all running code says " + move.to() + " in place of " + move.from()),
                List.of("behind it: " + move.from() + " still says what " + move.to()
                        + " says, for the way back; where a row of "
                        + move.to().relation() + " is deleted it keeps the value"),
                move.exact() ? List.of(check.query()) : List.of()));
        return phases;
    }

    @Override
    public Phase last() {
        List<String> contract = new ArrayList<>(triggers.remove());
        contract.add(dropped(move.from()));
        List<String> expandAgain = new ArrayList<>(addOld);
        expandAgain.addAll(triggers.make());
        expandAgain.add(triggers.fillOld());
        return new Phase(
                "contract column " + move.from() + ", which became " + move.to(),
                contract,
                expandAgain,
                List.of(),
                false,
                List.of(),
                List.of(
                        "before it: nobody wants to go back to code that says " + move.from(),
                        "its way back: " + move.from() + " comes back behind the other columns, made of " + move.to()),
                List.of());
    }

    @Override
    public List<Loss> losses() {
        return move.exact()
                ? List.of()
                : List.of(new Loss(
                        move.from().toString(),
                        "values for which there is no row of " + move.to().relation()));
    }

    private static String dropped(ColumnName column) {
        return "ALTER TABLE " + SingleDdl.name(column.relation()) + " DROP COLUMN " + quoteIdentifier(column.column());
    }
}
