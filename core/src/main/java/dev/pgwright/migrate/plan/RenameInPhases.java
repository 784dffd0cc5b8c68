package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.View;
import dev.pgwright.catalog.print.SingleDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Another name for a column that running code uses, in phases: a column of the new name is kept equal both ways by a
 * trigger, filled in batches, and gets indexes and constraints of its own; when all code says the new name, default,
 * constraints and views go over in one short transaction; the old column goes in the end. The way back of each phase is
 * the same with the names exchanged.
 *
 * <p>What else says the column (a policy, a trigger's condition, a privilege, a materialized view) is changed by a plain
 * rename only.
 */
final class RenameInPhases {
    private final Side old;
    private final Side other;

    private RenameInPhases(Side old, Side other) {
        this.old = old;
        this.other = other;
    }

    /** The schema with the column under one of its names. */
    private record Side(Catalog catalog, int version, Table table, Column column) {
        String quoted() {
            return quoteIdentifier(column.name());
        }

        ColumnSwitch to(Side side) {
            return new ColumnSwitch(
                    catalog, version, table, column, side.column().name());
        }

        List<String> prepared(Side side) {
            List<String> statements = new ArrayList<>(to(side).freed());
            statements.addAll(new ShadowDefinitions(catalog, version, table, column)
                    .prepared(side.column().name()));
            return statements;
        }
    }

    /**
     * A rename, if it can be done so.
     *
     * @param before the schema in front of it
     * @param after the schema behind it, as the server says it
     */
    static Optional<RenameInPhases> of(RenameSteps.Renaming renaming, Catalog before, Catalog after, int version) {
        RenameSteps.ColumnPlace place = renaming.column();
        if (place == null) {
            return Optional.empty();
        }
        Optional<Table> table = before.table(place.table());
        Optional<Table> renamed = after.table(place.table());
        Optional<Column> old = table.flatMap(found -> found.column(place.from()));
        Optional<Column> wanted = renamed.flatMap(found -> found.column(place.to()));
        if (table.isEmpty() || renamed.isEmpty() || old.isEmpty() || wanted.isEmpty()) {
            return Optional.empty();
        }
        RenameInPhases phases = new RenameInPhases(
                new Side(before, version, table.get(), old.get()),
                new Side(after, version, renamed.get(), wanted.get()));
        return phases.isPossible() ? Optional.of(phases) : Optional.empty();
    }

    private boolean isPossible() {
        Table table = old.table();
        Table renamed = other.table();
        Catalog before = old.catalog();
        boolean inherited =
                before.tables().stream().anyMatch(each -> each.inherits().contains(table.name()));
        boolean plain = PartitionedShadow.isPossible(table, old.column())
                && table.partitionOf() == null
                && table.inherits().isEmpty()
                && !inherited
                && table.primaryKey().isPresent()
                && table.of(Constraint.Exclusion.class).isEmpty()
                && table.columns().stream().noneMatch(column -> column.generated() != null);
        return plain
                && table.triggers().stream().noneMatch(this::isOf)
                && table.policies().equals(renamed.policies())
                && table.triggers().equals(renamed.triggers())
                && table.rules().equals(renamed.rules())
                && before.routines().equals(other.catalog().routines())
                && before.objects().equals(other.catalog().objects())
                && before.access().equals(other.catalog().access())
                && changed().stream().noneMatch(View::materialized);
    }

    /** A trigger for changes of the column would not fire for those of the other one. */
    private boolean isOf(Trigger trigger) {
        return trigger.definition().contains(" UPDATE OF ");
    }

    /** The views behind the rename that say the column. */
    private List<View> changed() {
        return other.catalog().views().stream()
                .filter(view -> !old.catalog().views().contains(view))
                .toList();
    }

    private List<View> changedBack() {
        return old.catalog().views().stream()
                .filter(view -> !other.catalog().views().contains(view))
                .toList();
    }

    /** The phases in order. */
    List<Phase> phases() {
        String named = "column " + old.table().name() + "." + old.column().name();
        String from = old.quoted();
        String to = other.quoted();
        String name = SingleDdl.name(old.table().name());
        String alter = "ALTER TABLE " + name + " DROP COLUMN ";
        List<String> expand = new ArrayList<>(beside(old, other));
        expand.addAll(old.prepared(other));
        List<String> shrink = new ArrayList<>(sync(old, other).remove(key()));
        shrink.addAll(unprepared());
        shrink.add(alter + to);
        List<String> contract = new ArrayList<>(sync(other, old).remove(key()));
        contract.add(alter + from);
        List<String> upserts = isOfKey()
                ? List.of("meanwhile: two sessions that upsert the same new key at the same moment by ON CONFLICT over "
                        + from + " may meet a unique violation of the second index; such code must try again")
                : List.of();
        List<String> around = new ArrayList<>();
        around.add("around it: the code goes on with " + from + "; nothing has to be deployed");
        around.add("behind it: code that says " + to + " can be deployed; what is written to one is in both");
        around.addAll(upserts);
        if (old.column().defaultExpression() != null && !old.column().notNull()) {
            around.add("until the switch: an INSERT that says " + to + " = NULL gets the default");
        }
        return List.of(
                new Phase(
                                "expand " + named + " by " + to,
                                expand,
                                List.of(),
                                shrink,
                                false,
                                List.of(),
                                around,
                                List.of())
                        .awaitingBack(List.of("all running code says " + from + " in place of " + to + " of " + name)),
                new Phase(
                        "switch " + named + " to " + to,
                        switched(old, other, changed()),
                        other.prepared(old),
                        switched(other, old, changedBack()),
                        true,
                        List.of("all running code says " + to + " in place of " + from + " of " + name),
                        List.of("behind it: " + from + " is still kept equal, for the way back"),
                        List.of("SELECT * FROM " + name + " WHERE " + SyncTrigger.differ(from, to))),
                new Phase(
                        "contract " + named + ", which is " + to,
                        contract,
                        beside(other, old),
                        List.of(),
                        false,
                        List.of(),
                        List.of(
                                "before it: nobody wants to go back to code that says " + from,
                                "behind it: " + to + " is the last column of " + name
                                        + "; code that counts columns (INSERT without their names) must have stopped"),
                        List.of()));
    }

    private boolean isOfKey() {
        String name = old.column().name();
        return old.table().of(Constraint.PrimaryKey.class).stream()
                        .anyMatch(key -> key.columns().contains(name))
                || old.table().of(Constraint.Unique.class).stream()
                        .anyMatch(key -> key.columns().contains(name));
    }

    /** By which of the names the trigger is called throughout. */
    private String key() {
        return old.column().name();
    }

    private static SyncTrigger sync(Side leads, Side follows) {
        return new SyncTrigger(
                leads.table().name(), leads.column().name(), follows.column().name());
    }

    /** A column beside the one that is there, kept equal and filled. */
    private List<String> beside(Side there, Side made) {
        String name = SingleDdl.name(there.table().name());
        Column column = made.column();
        String collation = column.collation() == null ? "" : " COLLATE " + column.collation();
        List<String> statements = new ArrayList<>();
        statements.add("ALTER TABLE " + name + " ADD COLUMN " + made.quoted() + " " + SingleDdl.type(column.type())
                + collation);
        statements.addAll(sync(there, made).make(key()));
        statements.add("UPDATE " + name + " SET " + made.quoted() + " = " + there.quoted() + " WHERE "
                + SyncTrigger.differ(made.quoted(), there.quoted()));
        return statements;
    }

    private List<String> unprepared() {
        ShadowDefinitions shadows = new ShadowDefinitions(old.catalog(), old.version(), old.table(), old.column());
        return shadows.incoming(other.column().name()).stream()
                .map(key -> "ALTER TABLE " + SingleDdl.name(key.table().name()) + " DROP CONSTRAINT IF EXISTS "
                        + quoteIdentifier(ShadowDefinitions.temporary(key.key().name())))
                .toList();
    }

    private List<String> switched(Side from, Side to, List<View> views) {
        ColumnSwitch change = from.to(to);
        List<String> statements = new ArrayList<>(change.taken(from.column(), to.column()));
        statements.addAll(change.named());
        statements.addAll(change.said(to.column().name(), to.column()));
        // their columns keep names and types, so that they need not be dropped
        views.forEach(view -> statements.add(replaced(view)));
        statements.add(sync(to, from).replace(key()));
        return statements;
    }

    private static String replaced(View view) {
        String create = SingleDdl.view(view).make().get(0);
        return "CREATE OR REPLACE" + create.substring("CREATE".length());
    }
}
