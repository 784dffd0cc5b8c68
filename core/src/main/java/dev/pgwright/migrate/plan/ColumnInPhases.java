package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.migrate.plan.steps.SchemaStep;
import dev.pgwright.migrate.plan.steps.SchemaStep.Action;
import dev.pgwright.migrate.plan.steps.UnitKind;
import dev.pgwright.migrate.plan.steps.Widening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Another type for a column whose table would have to be written anew, in phases: a second column is kept equal by a
 * trigger and filled in batches, gets its own indexes and constraints, and takes the place of the first in one short
 * transaction; the first goes in the end. Meanwhile a trigger keeps the first equal, so that the way back loses nothing.
 *
 * <p>Only for types that hold every value of the old one: a trigger that can fail would make writes fail. What is too rare
 * to be done so (another partition, a name that is taken) is left to the caller, who tries the plan.
 */
final class ColumnInPhases {
    private static final int ENDING = 5;

    private static final Set<UnitKind> ASIDE = Set.of(UnitKind.VIEW, UnitKind.INDEX, UnitKind.CONSTRAINT);

    private final Catalog before;
    private final int version;
    private final Table table;
    private final Column old;
    private final Column wanted;
    private final Around there;
    private final Around back;
    private final ShadowDefinitions shadows;
    private final String name;
    private final String alter;

    private ColumnInPhases(
            Catalog before, int version, Table table, Column old, Column wanted, Around there, Around back) {
        this.before = before;
        this.version = version;
        this.table = table;
        this.old = old;
        this.wanted = wanted;
        this.shadows = new ShadowDefinitions(before, version, table, old);
        this.there = there;
        this.back = back;
        this.name = SingleDdl.name(table.name());
        this.alter = "ALTER TABLE " + name + " ";
    }

    /** What comes before and behind a switch: views that are set aside and made again. */
    private record Around(List<String> aside, List<String> again) {}

    /**
     * The change that a group of steps makes, if it is one that can be done in phases.
     *
     * @param before the schema in front of the group
     * @param to the schema in the end, whose column it becomes
     */
    static Optional<ColumnInPhases> of(Catalog before, Catalog to, List<SchemaStep> group, int version) {
        List<SchemaStep> changes =
                group.stream().filter(step -> step.action() == Action.CHANGE).toList();
        boolean others = group.stream()
                .filter(step -> step.action() != Action.CHANGE)
                .anyMatch(step -> !ASIDE.contains(step.unit().kind())
                        || (step.action() != Action.SET_ASIDE && step.action() != Action.MAKE_AGAIN));
        if (others || changes.size() != 1 || changes.get(0).unit().kind() != UnitKind.COLUMN) {
            return Optional.empty();
        }
        SchemaStep change = changes.get(0);
        if (group.stream().anyMatch(step -> isFilled(step, before))) {
            return Optional.empty();
        }
        Optional<Table> table = UnitPlaces.table(change.unit(), before);
        Optional<Column> old = UnitPlaces.column(change.unit(), before);
        Optional<Column> wanted = UnitPlaces.column(change.unit(), to);
        if (table.isEmpty() || old.isEmpty() || wanted.isEmpty() || change.up().size() != 1) {
            return Optional.empty();
        }
        int at = group.indexOf(change);
        List<SchemaStep> first = views(group.subList(0, at));
        List<SchemaStep> last = views(group.subList(at + 1, group.size()));
        ColumnInPhases phases = new ColumnInPhases(
                before,
                version,
                table.get(),
                old.get(),
                wanted.get(),
                new Around(SchemaStep.up(first), SchemaStep.up(last)),
                new Around(SchemaStep.down(last), SchemaStep.down(first)));
        return phases.isPossible() ? Optional.of(phases) : Optional.empty();
    }

    /** A materialized view would be filled while everybody waits. */
    private static boolean isFilled(SchemaStep step, Catalog catalog) {
        return catalog.views().stream()
                .anyMatch(view -> view.materialized()
                        && view.name().toString().equals(step.unit().name()));
    }

    /** What is set aside but for indexes and constraints, which the shadow column gets as well. */
    private static List<SchemaStep> views(List<SchemaStep> steps) {
        return steps.stream()
                .filter(step -> step.unit().kind() == UnitKind.VIEW)
                .toList();
    }

    private boolean isPossible() {
        boolean inherited =
                before.tables().stream().anyMatch(other -> other.inherits().contains(table.name()));
        boolean excluded =
                table.of(Constraint.Exclusion.class).stream().findAny().isPresent();
        return table.partitioning() == null
                && table.partitionOf() == null
                && table.inherits().isEmpty()
                && !inherited
                && !excluded
                && table.primaryKey().isPresent()
                && old.generated() == null
                && table.columns().stream().noneMatch(column -> column.generated() != null)
                && table.column(second()).isEmpty()
                && table.column(first()).isEmpty()
                && Widening.keeps(old.type(), wanted.type());
    }

    private String second() {
        return ObjectNames.clip(old.name(), ObjectNames.MAX_BYTES - ENDING) + "_new";
    }

    private String first() {
        return ObjectNames.clip(old.name(), ObjectNames.MAX_BYTES - ENDING) + "_old";
    }

    /** The phases in order. */
    List<Phase> phases() {
        String column = "column " + table.name() + "." + old.name();
        String quoted = quoteIdentifier(old.name());
        String from = SingleDdl.type(old.type());
        String to = SingleDdl.type(wanted.type());
        List<String> expand = new ArrayList<>(shadow(old.name(), second(), wanted.type()));
        expand.addAll(shadows.prepared(second()));
        List<String> shrink = new ArrayList<>(untied(old.name()));
        shadows.incoming(second())
                .forEach(key -> shrink.add("ALTER TABLE "
                        + SingleDdl.name(key.table().name()) + " DROP CONSTRAINT IF EXISTS "
                        + quoteIdentifier(ShadowDefinitions.temporary(key.key().name()))));
        shrink.add(alter + "DROP COLUMN " + quoteIdentifier(second()));
        List<String> preparedBack = shadows.prepared(first());
        List<String> switchedBack = switched(first(), second(), wanted, old, back);
        List<String> contract = new ArrayList<>(untied(old.name()));
        contract.add(alter + "DROP COLUMN " + quoteIdentifier(first()));
        List<String> expandAgain = shadow(old.name(), first(), old.type());
        String different = "SELECT * FROM " + name + " WHERE " + quoteIdentifier(second()) + " IS DISTINCT FROM "
                + quoted + "::" + to;
        return List.of(
                new Phase(
                        "expand " + column + " by one of type " + to,
                        expand,
                        List.of(),
                        shrink,
                        false,
                        List.of(),
                        List.of("around it: the code goes on with " + quoted + "; nothing has to be deployed"),
                        List.of()),
                new Phase(
                        "switch " + column + " to type " + to,
                        switched(second(), first(), old, wanted, there),
                        preparedBack,
                        switchedBack,
                        true,
                        List.of(),
                        List.of(
                                "before it: all running code bears values of type " + to + " in " + quoted,
                                "around it: prepared statements that return it fail once and have to be prepared"
                                        + " again"),
                        List.of(different)),
                new Phase(
                        "contract " + column + ", which was of type " + from,
                        contract,
                        expandAgain,
                        List.of(),
                        false,
                        List.of(),
                        List.of("before it: nobody wants the old type back; until here the way back loses nothing"
                                + " that it can hold"),
                        List.of()));
    }

    /** A column beside another one, kept equal and filled. */
    private List<String> shadow(String from, String into, String type) {
        String source = quoteIdentifier(from);
        String target = quoteIdentifier(into);
        String cast = source + "::" + SingleDdl.type(type);
        String collation = type.equals(wanted.type()) && wanted.collation() != null
                ? " COLLATE " + wanted.collation()
                : type.equals(old.type()) && old.collation() != null ? " COLLATE " + old.collation() : "";
        List<String> statements = new ArrayList<>();
        statements.add(alter + "ADD COLUMN " + target + " " + SingleDdl.type(type) + collation);
        statements.addAll(tied(from, into, type));
        statements.add(
                "UPDATE " + name + " SET " + target + " = " + cast + " WHERE " + target + " IS DISTINCT FROM " + cast);
        return statements;
    }

    private String function(String from) {
        return quoteIdentifier(
                table.name().schema(), ObjectNames.of("pgwright_" + table.name().name(), from, "shadow"));
    }

    private String trigger(String from) {
        // the last of its kind: triggers fire in the order of their names
        return quoteIdentifier(ObjectNames.of("zz_pgwright", from, "shadow"));
    }

    /** A trigger that fires for replicated rows as well. A value that the old type cannot hold is none there. */
    private List<String> tied(String from, String into, String type) {
        String source = "NEW." + quoteIdentifier(from);
        String target = "NEW." + quoteIdentifier(into);
        String assign = target + " := " + source + "::" + SingleDdl.type(type) + ";";
        boolean fits = type.equals(wanted.type());
        String body = fits
                ? "    " + assign + "\n"
                : "    BEGIN\n        " + assign + "\n    EXCEPTION WHEN data_exception THEN\n        " + target
                        + " := NULL;\n    END;\n";
        return List.of(
                "CREATE FUNCTION " + function(from) + "() RETURNS trigger LANGUAGE plpgsql SET search_path = ''"
                        + " AS $$\nBEGIN\n" + body + "    RETURN NEW;\nEND\n$$",
                "CREATE TRIGGER " + trigger(from) + " BEFORE INSERT OR UPDATE ON " + name
                        + " FOR EACH ROW EXECUTE FUNCTION " + function(from) + "()",
                alter + "ENABLE ALWAYS TRIGGER " + trigger(from));
    }

    private List<String> untied(String from) {
        return List.of("DROP TRIGGER " + trigger(from) + " ON " + name, "DROP FUNCTION " + function(from) + "()");
    }

    /**
     * The switch.
     *
     * @param column the one that takes the place of the first
     * @param put what the first is called then
     * @param was the first
     * @param becomes what stands in its place then
     * @param around what else there is to do
     */
    private List<String> switched(String column, String put, Column was, Column becomes, Around around) {
        String first = quoteIdentifier(old.name());
        ColumnSwitch change = new ColumnSwitch(before, version, table, old, column);
        List<String> statements = new ArrayList<>(around.aside());
        statements.addAll(untied(old.name()));
        statements.addAll(change.taken(was, becomes));
        statements.add(alter + "RENAME COLUMN " + first + " TO " + quoteIdentifier(put));
        statements.add(alter + "RENAME COLUMN " + quoteIdentifier(column) + " TO " + first);
        statements.addAll(change.named());
        statements.addAll(change.said(old.name(), becomes));
        statements.addAll(tied(old.name(), put, was.type()));
        statements.addAll(around.again());
        return statements;
    }
}
