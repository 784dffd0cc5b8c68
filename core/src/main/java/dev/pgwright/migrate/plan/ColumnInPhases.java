package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.migrate.plan.steps.Conversion;
import dev.pgwright.migrate.plan.steps.SchemaStep;
import dev.pgwright.migrate.plan.steps.SchemaStep.Action;
import dev.pgwright.migrate.plan.steps.UnitId;
import dev.pgwright.migrate.plan.steps.UnitKind;
import dev.pgwright.migrate.plan.steps.Widening;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another type for a column whose table would have to be written anew, in phases: a second column is kept equal by a
 * trigger and filled in batches, gets its own indexes and constraints, and takes the place of the first in one short
 * transaction; the first goes in the end. Meanwhile a trigger keeps the first equal, so that the way back loses nothing.
 *
 * <p>Where the type holds every value of the old one, there is nothing to look at. Where it does not, all rows are checked
 * before anything is made, and again before the switch; until then a value that does not fit is none in the second column,
 * so that no write fails. What is too rare to be done so (another partition, a name that is taken) is left to the caller,
 * who tries the plan.
 */
final class ColumnInPhases {
    private static final int ENDING = 5;

    /** What the shadow column gets as well. */
    private static final Set<UnitKind> SHADOWED = Set.of(UnitKind.INDEX, UnitKind.CONSTRAINT, UnitKind.DEFAULT);

    private static final Set<UnitKind> ASIDE = Set.of(UnitKind.VIEW, UnitKind.POLICY, UnitKind.TRIGGER, UnitKind.RULE);

    private final Side before;
    private final Side after;
    private final Table table;
    private final Column old;
    private final Column wanted;
    private final @Nullable ConvertedColumn converted;
    private final String name;
    private final String alter;

    private ColumnInPhases(Side before, Side after, @Nullable Conversion conversion) {
        this.before = before;
        this.after = after;
        this.table = before.table();
        this.old = before.column();
        this.wanted = after.column();
        this.converted = conversion == null ? null : new ConvertedColumn(table, old, wanted, conversion);
        this.name = SingleDdl.name(table.name());
        this.alter = "ALTER TABLE " + name + " ";
    }

    /**
     * The schema with the column of one of its types.
     *
     * @param aside what else of it has to go before a switch to the other one
     * @param again what of it comes again behind a switch to it
     */
    private record Side(
            Catalog catalog, int version, Table table, Column column, List<String> aside, List<String> again) {
        ShadowDefinitions shadows() {
            return new ShadowDefinitions(catalog, version, table, column);
        }

        ColumnSwitch to(String other) {
            return new ColumnSwitch(catalog, version, table, column, other);
        }
    }

    /**
     * The change that a group of steps makes, if it is one that can be done in phases.
     *
     * @param before the schema in front of the group
     * @param conversions what is known of values that do not become others by themselves, by the column's name
     */
    static Optional<ColumnInPhases> of(
            Catalog before, List<SchemaStep> group, int version, Map<String, Conversion> conversions) {
        List<SchemaStep> changes =
                group.stream().filter(step -> step.action() == Action.CHANGE).toList();
        boolean others = group.stream()
                .filter(step -> step.action() != Action.CHANGE)
                .anyMatch(step -> !(SHADOWED.contains(step.unit().kind())
                                || ASIDE.contains(step.unit().kind()))
                        || (step.action() != Action.SET_ASIDE && step.action() != Action.MAKE_AGAIN));
        if (others || changes.size() != 1 || changes.get(0).unit().kind() != UnitKind.COLUMN) {
            return Optional.empty();
        }
        SchemaStep change = changes.get(0);
        if (change.up().size() != 1 || group.stream().anyMatch(step -> isFilled(step, before))) {
            return Optional.empty();
        }
        int at = group.indexOf(change);
        List<SchemaStep> first = aside(group.subList(0, at));
        List<SchemaStep> last = aside(group.subList(at + 1, group.size()));
        Optional<Side> there = side(before, version, change.unit(), SchemaStep.up(first), SchemaStep.down(first));
        Optional<Side> then = side(
                behind(before, group, version), version, change.unit(), SchemaStep.down(last), SchemaStep.up(last));
        if (there.isEmpty() || then.isEmpty()) {
            return Optional.empty();
        }
        Conversion conversion = conversions.get(change.unit().name());
        boolean known = conversion != null
                || Widening.keeps(
                        there.get().column().type(), then.get().column().type());
        ColumnInPhases phases = new ColumnInPhases(there.get(), then.get(), conversion);
        return known && phases.isPossible() ? Optional.of(phases) : Optional.empty();
    }

    private static Optional<Side> side(
            Catalog catalog, int version, UnitId column, List<String> aside, List<String> again) {
        return UnitPlaces.table(column, catalog)
                .flatMap(table -> table.column(UnitPlaces.nameIn(table, column))
                        .map(found -> new Side(catalog, version, table, found, aside, again)));
    }

    /** The schema behind a group, as its statements make it. */
    private static Catalog behind(Catalog before, List<SchemaStep> group, int version) {
        SchemaFold fold = SchemaFold.from(before, version);
        for (String sql : SchemaStep.up(group)) {
            Sql.parse(SourceFile.of("step", sql)).statements().forEach(statement -> fold.apply(statement, sql));
        }
        return fold.catalog();
    }

    /** A materialized view would be filled while everybody waits. */
    private static boolean isFilled(SchemaStep step, Catalog catalog) {
        return catalog.views().stream()
                .anyMatch(view -> view.materialized()
                        && view.name().toString().equals(step.unit().name()));
    }

    private static List<SchemaStep> aside(List<SchemaStep> steps) {
        return steps.stream().filter(step -> ASIDE.contains(step.unit().kind())).toList();
    }

    private boolean isPossible() {
        boolean inherited = before.catalog().tables().stream()
                .anyMatch(other -> other.inherits().contains(table.name()));
        boolean excluded =
                table.of(Constraint.Exclusion.class).stream().findAny().isPresent();
        return PartitionedShadow.isPossible(table, old)
                && table.partitionOf() == null
                && table.inherits().isEmpty()
                && !inherited
                && !excluded
                && table.primaryKey().isPresent()
                && old.generated() == null
                && table.columns().stream().noneMatch(column -> column.generated() != null)
                && table.column(second()).isEmpty()
                && table.column(first()).isEmpty();
    }

    private String second() {
        return ObjectNames.clip(old.name(), ObjectNames.MAX_BYTES - ENDING) + "_new";
    }

    private String first() {
        return ObjectNames.clip(old.name(), ObjectNames.MAX_BYTES - ENDING) + "_old";
    }

    /** The phases in order. */
    List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        ConvertedColumn conversion = converted;
        String to = SingleDdl.type(wanted.type());
        if (conversion != null && conversion.conversion().exact()) {
            phases.add(Phase.ofCheck(
                    "check that " + said() + " becomes " + to,
                    conversion.before(),
                    "give them a value that becomes " + to + " and comes back as it was, or say --allow-data-loss "
                            + table.name() + "." + old.name()));
        }
        phases.add(expand(to));
        List<String> awaits = conversion == null ? List.of() : either(to);
        Optional<Phase> ready = conversion == null ? Optional.empty() : ready(conversion, to, awaits);
        ready.ifPresent(phases::add);
        phases.add(switching(to, ready.isPresent() ? List.of() : awaits));
        phases.add(contract());
        return phases;
    }

    /** Whether values may be lost by it, which was allowed. */
    boolean loses() {
        return converted != null && !converted.conversion().exact();
    }

    private List<String> either(String type) {
        return List.of("all running code reads " + said() + " in either type, and writes only what becomes " + type);
    }

    private String said() {
        return "column " + table.name() + "." + old.name();
    }

    private Phase expand(String to) {
        String quoted = quoteIdentifier(old.name());
        List<String> expand = new ArrayList<>(shadow(old.name(), second(), true));
        List<String> shrink = new ArrayList<>(untied());
        if (converted == null) {
            expand.addAll(after.shadows().prepared(second()));
            shrink.addAll(unprepared());
        }
        shrink.add(alter + "DROP COLUMN " + quoteIdentifier(second()));
        List<String> around = new ArrayList<>();
        around.add("around it: the code goes on with " + quoted + "; nothing has to be deployed");
        if (converted != null) {
            around.add(
                    converted.conversion().exact()
                            ? "until the switch: a value that code writes and that does not become " + to
                                    + ", or would not come back as it was, is stored as it is and none in the new"
                                    + " column; the step before the switch names its row and stops"
                            : "a value that does not become " + to + " is none in the new column, which is allowed");
        }
        return new Phase(
                "expand " + said() + " by one of type " + to,
                expand,
                List.of(),
                shrink,
                false,
                List.of(),
                around,
                List.of());
    }

    /** Constraints come when no code writes what breaks them any more; empty where there is nothing to do. */
    private Optional<Phase> ready(ConvertedColumn conversion, String to, List<String> awaits) {
        boolean exact = conversion.conversion().exact();
        RowCheck check = conversion.after(second());
        List<String> ready = new ArrayList<>(exact ? List.of(check.statement()) : List.of());
        ready.addAll(after.shadows().prepared(second()));
        return ready.isEmpty()
                ? Optional.empty()
                : Optional.of(new Phase(
                        "make " + said() + " ready for type " + to,
                        ready,
                        after.shadows().removed(second()),
                        List.of(),
                        false,
                        awaits,
                        List.of("from here on a write is refused whose value does not become " + to
                                + ", where the column is NOT NULL or has a constraint"),
                        exact ? List.of(check.query()) : List.of()));
    }

    private List<String> unprepared() {
        List<String> statements = new ArrayList<>();
        after.shadows()
                .incoming(second())
                .forEach(key -> statements.add("ALTER TABLE "
                        + SingleDdl.name(key.table().name()) + " DROP CONSTRAINT IF EXISTS "
                        + quoteIdentifier(ShadowDefinitions.temporary(key.key().name()))));
        return statements;
    }

    private Phase switching(String to, List<String> awaits) {
        String different = converted == null
                ? "SELECT * FROM " + name + " WHERE " + quoteIdentifier(second()) + " IS DISTINCT FROM "
                        + quoteIdentifier(old.name()) + "::" + to
                : converted.after(second()).query();
        return new Phase(
                        "switch " + said() + " to type " + to,
                        switched(before, after, second(), first()),
                        before.shadows().prepared(first()),
                        switched(after, before, first(), second()),
                        true,
                        awaits,
                        List.of(
                                "before it: all running code bears values of type " + to + " in "
                                        + quoteIdentifier(old.name()),
                                "around it: prepared statements that return it fail once and have to be prepared"
                                        + " again"),
                        converted == null || converted.conversion().exact() ? List.of(different) : List.of())
                .awaitingBack(converted == null ? List.of() : either(SingleDdl.type(old.type())));
    }

    private Phase contract() {
        List<String> contract = new ArrayList<>(untied());
        contract.add(alter + "DROP COLUMN " + quoteIdentifier(first()));
        return new Phase(
                "contract " + said() + ", which was of type " + SingleDdl.type(old.type()),
                contract,
                shadow(old.name(), first(), false),
                List.of(),
                false,
                List.of(),
                List.of("before it: nobody wants the old type back; until here the way back loses nothing"
                        + " that it can hold"),
                List.of());
    }

    /**
     * A column beside another one, kept equal and filled.
     *
     * @param there whether it is of the type wanted, and not of the one that was
     */
    private List<String> shadow(String from, String into, boolean there) {
        Column column = there ? wanted : old;
        String source = quoteIdentifier(from);
        String target = quoteIdentifier(into);
        String type = SingleDdl.type(column.type());
        String cast = source + "::" + type;
        String collation = column.collation() == null ? "" : " COLLATE " + column.collation();
        List<String> statements = new ArrayList<>();
        statements.add(alter + "ADD COLUMN " + target + " " + type + collation);
        statements.addAll(tied(from, into, there));
        statements.add(
                converted == null
                        ? "UPDATE " + name + " SET " + target + " = " + cast + " WHERE " + target + " IS DISTINCT FROM "
                                + cast
                        // the trigger knows how
                        : "UPDATE " + name + " SET " + target + " = NULL WHERE " + target + " IS NULL AND " + source
                                + " IS NOT NULL");
        return statements;
    }

    private String function() {
        return quoteIdentifier(
                table.name().schema(), ObjectNames.of("pgwright_" + table.name().name(), old.name(), "shadow"));
    }

    private String trigger() {
        // the last of its kind: triggers fire in the order of their names
        return quoteIdentifier(ObjectNames.of("zz_pgwright", old.name(), "shadow"));
    }

    /** A trigger that fires for replicated rows as well. A value that the old type cannot hold is none there. */
    private List<String> tied(String from, String into, boolean there) {
        return List.of(
                "CREATE FUNCTION " + function() + "() RETURNS trigger LANGUAGE plpgsql"
                        + (converted == null ? " SET search_path = ''" : ConvertedColumn.settings()) + " AS "
                        + DollarQuotes.around("BEGIN\n" + assigned(from, into, there) + "    RETURN NEW;\nEND\n"),
                "CREATE TRIGGER " + trigger() + " BEFORE INSERT OR UPDATE ON " + name
                        + " FOR EACH ROW EXECUTE FUNCTION " + function() + "()",
                alter + "ENABLE ALWAYS TRIGGER " + trigger());
    }

    private String assigned(String from, String into, boolean there) {
        if (converted != null) {
            return there ? converted.assignThere(from, into) : converted.assignBack(from, into);
        }
        String target = "NEW." + quoteIdentifier(into);
        String assign = target + " := NEW." + quoteIdentifier(from) + "::"
                + SingleDdl.type(there ? wanted.type() : old.type()) + ";";
        return there
                ? "    " + assign + "\n"
                : "    BEGIN\n        " + assign + "\n    EXCEPTION WHEN data_exception THEN\n        " + target
                        + " := NULL;\n    END;\n";
    }

    private List<String> untied() {
        return List.of("DROP TRIGGER " + trigger() + " ON " + name, "DROP FUNCTION " + function() + "()");
    }

    /**
     * The switch from one type to the other.
     *
     * @param column the one that takes the place of the first
     * @param put what the first is called then
     */
    private List<String> switched(Side from, Side to, String column, String put) {
        String first = quoteIdentifier(old.name());
        List<String> statements = new ArrayList<>(from.aside());
        statements.addAll(untied());
        statements.addAll(from.to(column).taken(from.column(), to.column()));
        statements.add(alter + "RENAME COLUMN " + first + " TO " + quoteIdentifier(put));
        statements.add(alter + "RENAME COLUMN " + quoteIdentifier(column) + " TO " + first);
        ColumnSwitch come = to.to(column);
        statements.addAll(come.named());
        statements.addAll(come.said(old.name(), to.column()));
        statements.addAll(tied(old.name(), put, to == before));
        statements.addAll(to.again());
        return statements;
    }
}
