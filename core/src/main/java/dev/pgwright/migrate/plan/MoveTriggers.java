package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.migrate.plan.steps.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Triggers by which a value says the same in two tables, whichever is written. Before a row is stored it takes the other
 * one's value where it has none of its own; behind that a changed value goes to the other row, unless it is there, so that
 * they do not set each other off. They fire for COPY, for both halves of an upsert, and for replicated rows; whoever writes
 * the one table need have no rights on the other.
 *
 * <p>Where the row is there already, an INSERT is the first half of an upsert, whose values are meant as they are. A new row
 * of the first table has a default at times where code of the second schema means the value that is in the second
 * table; that one counts. A new row locks the one whose value it takes: a change of it that is under way has not seen the
 * new row. A changed one does not, as who changes the other one waits for it already.
 *
 * @param table the first table, with the column
 */
record MoveTriggers(Table table, Move move) {
    private static String name(QualifiedName table) {
        return SingleDdl.name(table);
    }

    List<String> make() {
        List<String> statements = new ArrayList<>(make(move, true));
        statements.addAll(make(move.reversed(), false));
        return statements;
    }

    List<String> remove() {
        List<String> statements = new ArrayList<>(remove(move));
        statements.addAll(remove(move.reversed()));
        return statements;
    }

    private static String function(Move side) {
        return quoteIdentifier(
                side.from().relation().schema(),
                ObjectNames.of(
                        "pgwright_" + side.from().relation().name(), side.from().column(), "move"));
    }

    /** The last of its kind: triggers fire in the order of their names. */
    private static String trigger(Move side, String kind) {
        return quoteIdentifier(ObjectNames.of("zz_pgwright", side.from().column(), kind));
    }

    private static List<String> make(Move side, boolean old) {
        String table = name(side.from().relation());
        List<String> statements = new ArrayList<>();
        statements.add("CREATE FUNCTION " + function(side) + "() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
                + " SET search_path = '' AS " + DollarQuotes.around(body(side, old)));
        for (String when : List.of("BEFORE", "AFTER")) {
            String trigger = trigger(side, when.equals("BEFORE") ? "take" : "give");
            statements.add("CREATE TRIGGER " + trigger + " " + when + " INSERT OR UPDATE ON " + table
                    + " FOR EACH ROW EXECUTE FUNCTION " + function(side) + "()");
            statements.add("ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER " + trigger);
        }
        return statements;
    }

    private static List<String> remove(Move side) {
        String table = name(side.from().relation());
        return List.of(
                "DROP TRIGGER " + trigger(side, "take") + " ON " + table,
                "DROP TRIGGER " + trigger(side, "give") + " ON " + table,
                "DROP FUNCTION " + function(side) + "()");
    }

    private static String body(Move side, boolean old) {
        String own = "NEW." + quoteIdentifier(side.from().column());
        String before = "OLD." + quoteIdentifier(side.from().column());
        String found = value(side, "NEW.");
        return "BEGIN\n"
                + "    IF TG_WHEN = 'BEFORE' THEN\n"
                + "        IF TG_OP = 'INSERT'" + (old ? "" : " AND " + own + " IS NOT DISTINCT FROM NULL")
                + " AND NOT EXISTS (SELECT FROM " + name(side.from().relation()) + " AS own WHERE " + isOwn(side) + ")"
                + " THEN\n"
                + "            " + own + " := coalesce((" + found + " FOR SHARE), " + own + ");\n"
                + "        ELSIF TG_OP = 'UPDATE' AND " + own + " IS NOT DISTINCT FROM NULL AND " + before
                + " IS NOT DISTINCT FROM NULL THEN\n"
                + "            " + own + " := (" + found + ");\n"
                + "        END IF;\n"
                + "    ELSIF TG_OP = 'INSERT' AND " + own + " IS DISTINCT FROM NULL OR TG_OP = 'UPDATE' AND "
                + SyncTrigger.differ(own, before) + " THEN\n"
                + "        UPDATE " + name(side.to().relation()) + " AS other SET "
                + quoteIdentifier(side.to().column()) + " = " + own + " WHERE " + isOther(side, "NEW.") + " AND "
                + SyncTrigger.differ("other." + quoteIdentifier(side.to().column()), own) + ";\n"
                + "    END IF;\n"
                + "    RETURN NEW;\n"
                + "END\n";
    }

    private static String value(Move side, String prefix) {
        return "SELECT other." + quoteIdentifier(side.to().column()) + " FROM "
                + name(side.to().relation()) + " AS other WHERE " + isOther(side, prefix);
    }

    private static String isOwn(Move side) {
        return side.key().keySet().stream()
                .map(column -> "own." + quoteIdentifier(column) + " = NEW." + quoteIdentifier(column))
                .collect(Collectors.joining(" AND "));
    }

    private static String isOther(Move side, String prefix) {
        return side.key().entrySet().stream()
                .map(pair ->
                        "other." + quoteIdentifier(pair.getValue()) + " = " + prefix + quoteIdentifier(pair.getKey()))
                .collect(Collectors.joining(" AND "));
    }

    /** Gives the column of the second table its values; the trigger knows how. */
    String fillNew() {
        return fill(move.to());
    }

    /** Gives the column of the first table its values. */
    String fillOld() {
        return fill(move.from());
    }

    private static String fill(ColumnName column) {
        String name = quoteIdentifier(column.column());
        return "UPDATE " + name(column.relation()) + " SET " + name + " = NULL WHERE " + name
                + " IS NOT DISTINCT FROM NULL";
    }

    /** That each value finds a row. */
    RowCheck before() {
        return new RowCheck(
                table,
                move.from().column(),
                prefix -> own(prefix) + quoteIdentifier(move.from().column())
                        + " IS DISTINCT FROM NULL AND NOT EXISTS (SELECT FROM "
                        + name(move.to().relation()) + " AS other WHERE " + isOther(move, own(prefix)) + ")",
                "with a " + move.from().column() + " for which there is no row of "
                        + move.to().relation());
    }

    /** That the same values are in both. */
    RowCheck after() {
        return new RowCheck(
                table,
                move.from().column(),
                prefix -> SyncTrigger.differ(
                        own(prefix) + quoteIdentifier(move.from().column()), "(" + value(move, own(prefix)) + ")"),
                "with a " + move.from().column() + " that is not what " + move.to() + " says");
    }

    /** Columns of the other table may be called the same. */
    private String own(String prefix) {
        return prefix.isEmpty() ? quoteIdentifier(table.name().name()) + "." : prefix;
    }
}
