package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteLiteral;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.steps.Users;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Another partitioning of a table that running code uses, or a wider key of a partitioned one, in phases: the table is made beside the old one, kept equal by
 * a trigger, filled in batches and compared; then both exchange their places in one short transaction, after which the
 * trigger works the other way, so that the way back loses nothing; the old one goes in the end. A table that is no longer
 * to be partitioned goes the same way.
 */
final class TableInPhases {
    private final TableSide old;
    private final TableSide wanted;
    private final TableKeys keys;
    private final List<WiderColumn> wider;
    private final List<String> columns;
    private final String name;

    private TableInPhases(TableSide old, TableSide wanted) {
        this.old = old;
        this.wanted = wanted;
        this.keys = TableKeys.of(old, wanted);
        this.wider = WiderColumn.between(old.root(), wanted.root());
        this.columns = wanted.root().columns().stream()
                .filter(column -> column.generated() == null)
                .map(Column::name)
                .toList();
        this.name = SingleDdl.name(wanted.root().name());
    }

    /**
     * The change of a table.
     *
     * @param before the schema in which it has its old form, and all else is as in the other
     * @throws dev.pgwright.finding.PgwrightException that says why it cannot be done
     */
    static TableInPhases of(Catalog before, Catalog to, QualifiedName table, int version) {
        String schema = "pgwright_" + table.name();
        TableSide old = new TableSide(before, version, table, ObjectNames.of(schema, "old"));
        TableSide wanted = new TableSide(to, version, table, ObjectNames.of(schema, "new"));
        for (TableSide side : List.of(old, wanted)) {
            refusal(side.catalog(), side.root()).ifPresent(refusal -> {
                throw refusal;
            });
        }
        return new TableInPhases(old, wanted);
    }

    /** Whether a table of a schema cannot be made anew beside itself. */
    static boolean isRefused(Catalog catalog, Table table) {
        return refusal(catalog, table).isPresent();
    }

    private static Optional<PgwrightException> refusal(Catalog catalog, Table table) {
        String object = "table " + table.name();
        List<Table> tree = TableSide.tree(catalog, table.name());
        if (!table.inherits().isEmpty()) {
            return Optional.of(refusal(object, "it inherits from another table", "end that before"));
        }
        return Users.of(catalog, tree.stream().map(Table::name).toList()).views().stream()
                .filter(View::materialized)
                .findFirst()
                .map(view -> refusal(
                        object,
                        "materialized view " + view.name() + " would have to be filled anew while everybody waits",
                        "drop it in a plan before, and make it in one behind"));
    }

    private static PgwrightException refusal(String object, String what, String hint) {
        return new PgwrightException(
                ErrorCode.INPUT, Place.ofObject(object), "another partitioning cannot be planned: " + what, hint);
    }

    /** The phases in order. */
    List<Phase> phases() {
        String table = "table " + wanted.root().name();
        String form = form(wanted.root().partitioning()) + widened();
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase(
                "make " + table + " anew beside the old one, " + form,
                made(wanted, old.catalog()),
                wanted.dropped(),
                List.of(),
                true,
                List.of(),
                List.of("around it: the code goes on with " + name + "; nothing has to be deployed"),
                List.of()));
        TableSwitch there = new TableSwitch(old, wanted, wider);
        TableSwitch back = new TableSwitch(wanted, old, wider);
        List<String> filled = new ArrayList<>(equal(old, wanted));
        filled.add(analyzed(wanted));
        phases.add(new Phase(
                "keep the new form of " + table + " equal and copy all rows",
                filled,
                unequal(old, wanted),
                List.of(),
                false,
                List.of(),
                meanwhile(),
                List.of()));
        phases.add(new Phase(
                "compare both forms of " + table,
                List.of(compared(old, wanted)),
                back.validated(),
                List.of(),
                true,
                List.of(),
                List.of(),
                misfits(old, wanted)));
        phases.add(new Phase(
                        "switch " + table + " to its new form, " + form,
                        there.statements(sync(old, wanted), sync(wanted, old)),
                        List.of(analyzed(old), compared(wanted, old)),
                        back.statements(sync(wanted, old), sync(old, wanted)),
                        true,
                        keys.awaits(old, wanted),
                        around(),
                        List.of())
                .awaitingBack(keys.awaits(wanted, old)));
        if (!there.validated().isEmpty()) {
            phases.add(new Phase(
                    "check what refers to " + table,
                    there.validated(),
                    List.of(),
                    List.of(),
                    false,
                    List.of(),
                    List.of(),
                    List.of()));
        }
        phases.add(new Phase(
                "stop keeping the old form of " + table + " equal",
                unequal(wanted, old),
                equal(wanted, old),
                List.of(),
                false,
                List.of(),
                List.of("before it: nobody wants the old form back; until here the way back loses nothing"),
                List.of()));
        phases.add(new Phase(
                "drop the old form of " + table,
                old.dropped(),
                List.of(),
                made(old, wanted.catalog()),
                false,
                List.of(),
                List.of(),
                List.of()));
        return phases;
    }

    private static String form(@Nullable Partitioning partitioning) {
        return partitioning == null
                ? "not partitioned"
                : "partitioned by " + partitioning.strategy().name().toLowerCase(Locale.ROOT) + " ("
                        + partitioning.keys().stream().map(IndexElement::key).collect(Collectors.joining(", ")) + ")";
    }

    private String widened() {
        return wider.stream()
                .map(column -> ", " + column.name() + " of type " + column.wide())
                .collect(Collectors.joining());
    }

    private List<String> made(TableSide side, Catalog catalog) {
        List<String> statements = new ArrayList<>(side.made(catalog));
        statements.addAll(keys.indexes(side, side.beside()));
        return statements;
    }

    private List<String> meanwhile() {
        List<String> said = new ArrayList<>();
        if (wanted.hasRest()) {
            said.add("meanwhile: rows for which no partition is given go to " + SingleDdl.name(wanted.restName())
                    + ", so that no code fails; the comparison is refused while there are any");
        }
        return said;
    }

    private List<String> around() {
        List<String> said = new ArrayList<>();
        said.add("around it: sessions wait for the switch; it gives way after half a second and tries again");
        if (wanted.hasRest()) {
            said.add("behind it: a row for which there is no partition is refused");
        }
        for (WiderColumn column : wider) {
            said.add("before it: all running code bears values of type " + column.wide() + " in " + column.name());
            said.add("behind it: a row whose " + column.name() + " type " + column.narrow()
                    + " does not hold is not in the old form; the way back is refused while there are any");
        }
        if (!wider.isEmpty()) {
            said.add(
                    "around it: prepared statements that return such a column fail once and have to be prepared again");
        }
        said.addAll(keys.stillRefused());
        old.incoming().stream()
                .filter(key -> wanted.incoming().stream()
                        .noneMatch(
                                kept -> kept.table().name().equals(key.table().name())
                                        && kept.key().columns().equals(key.key().columns())))
                .forEach(key -> said.add("behind it: nothing checks that "
                        + key.table().name() + " refers to rows that are there: "
                        + key.key().name() + " is not in the schema wanted"));
        return said;
    }

    private RowSync sync(TableSide main, TableSide other) {
        return new RowSync(main.root().name(), other.beside(), columns, keys.both(), wider, main == wanted);
    }

    /** Rows are written to both from here on, and those that were there before are copied. */
    private List<String> equal(TableSide main, TableSide other) {
        List<String> statements = new ArrayList<>(keys.indexes(main, main.root().name()));
        statements.addAll(sync(main, other).make());
        statements.add(sync(main, other).copy());
        return statements;
    }

    private List<String> unequal(TableSide main, TableSide other) {
        List<String> statements = new ArrayList<>(sync(main, other).remove());
        statements.addAll(keys.dropped(main));
        return statements;
    }

    /** A table is used without statistics of its own as soon as it is there. */
    private static String analyzed(TableSide other) {
        return "ANALYZE " + SingleDdl.name(other.beside());
    }

    private List<String> misfits(TableSide main, TableSide other) {
        List<String> queries = new ArrayList<>();
        if (other.hasRest()) {
            queries.add("SELECT * FROM " + SingleDdl.name(other.restName()));
        }
        queries.add(sync(main, other).differences());
        return queries;
    }

    private String compared(TableSide main, TableSide other) {
        String rest = SingleDdl.name(other.restName());
        return sync(main, other)
                .compare(
                        other.hasRest()
                                ? "    IF EXISTS (SELECT FROM " + rest + ") THEN\n        RAISE EXCEPTION "
                                        + quoteLiteral("rows of " + main.root().name() + " fit no partition")
                                        + " USING HINT = " + quoteLiteral("these are: SELECT * FROM " + rest)
                                        + ";\n    END IF;\n"
                                : "");
    }
}
