package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.migrate.plan.steps.Regrouping;
import dev.pgwright.migrate.plan.steps.RowExpression;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A trigger by which old and new columns of a row say the same, whichever is written. It changes the row before it is
 * stored, so that it cannot set itself off and asks no policy; it fires for COPY, for both halves of an upsert, for MERGE and
 * for replicated rows. Where both are written the new ones were meant. Old columns that say already what the new ones do
 * change nothing: what is written there and comes back is not always the same.
 *
 * @param table with all the columns
 */
record RegroupTrigger(Table table, Regrouping regrouping) {
    private String name() {
        return SingleDdl.name(table.name());
    }

    private String key() {
        return regrouping.back().firstKey();
    }

    private String function() {
        return quoteIdentifier(
                table.name().schema(), ObjectNames.of("pgwright_" + table.name().name(), key(), "sync"));
    }

    private String trigger() {
        // the last of its kind: triggers fire in the order of their names
        return quoteIdentifier(ObjectNames.of("zz_pgwright", key(), "sync"));
    }

    List<String> make() {
        return List.of(
                "CREATE FUNCTION " + function() + "() RETURNS trigger LANGUAGE plpgsql" + ConvertedColumn.settings()
                        + " AS " + DollarQuotes.around(body()),
                "CREATE TRIGGER " + trigger() + " BEFORE INSERT OR UPDATE ON " + name()
                        + " FOR EACH ROW EXECUTE FUNCTION " + function() + "()",
                "ALTER TABLE " + name() + " ENABLE ALWAYS TRIGGER " + trigger());
    }

    List<String> remove() {
        return List.of("DROP TRIGGER " + trigger() + " ON " + name(), "DROP FUNCTION " + function() + "()");
    }

    private String body() {
        String there = assigned(regrouping.there(), regrouping.exact());
        String back = assigned(regrouping.back(), false);
        String none = none(regrouping.there().keySet(), "NEW.");
        return "BEGIN\n"
                + "    IF TG_OP = 'INSERT' AND NOT (" + none + ") OR TG_OP = 'UPDATE' AND ("
                + changed(regrouping.there().keySet()) + ") THEN\n" + back
                + "    ELSIF TG_OP = 'INSERT' OR (" + none + ") OR ("
                + changed(regrouping.back().keySet()) + ") AND ("
                + lost(name -> "NEW." + quoteIdentifier(name)) + ") THEN\n" + there
                + "    END IF;\n"
                + "    RETURN NEW;\n"
                + "END\n";
    }

    /** Assignments of all columns, each from the other side; nothing where a value does not convert. */
    private String assigned(Map<String, RowExpression> columns, boolean exact) {
        UnaryOperator<String> names = name -> "NEW." + quoteIdentifier(name);
        String none = columns.keySet().stream()
                .map(column -> "            NEW." + quoteIdentifier(column) + " := NULL;\n")
                .collect(Collectors.joining());
        String values = columns.entrySet().stream()
                .map(column -> "            NEW." + quoteIdentifier(column.getKey()) + " := "
                        + column.getValue().over(names) + ";\n")
                .collect(Collectors.joining());
        String lost = exact
                ? "            IF " + lost(names) + " THEN\n" + none.replace("            NEW.", "                NEW.")
                        + "            END IF;\n"
                : "";
        return "        BEGIN\n" + values + lost + "        EXCEPTION WHEN " + RowCheck.FAILURES + " THEN\n" + none
                + "        END;\n";
    }

    /** Whether the old columns do not say what the new ones do. */
    private String lost(UnaryOperator<String> names) {
        return regrouping.back().entrySet().stream()
                .map(column -> ConvertedColumn.differ(
                        type(column.getKey()),
                        names.apply(column.getKey()),
                        column.getValue().over(names)))
                .collect(Collectors.joining(" OR "));
    }

    private String type(String column) {
        return table.column(column)
                .map(Column::type)
                .orElseThrow(() -> new IllegalStateException("no column " + column + " of " + table.name()));
    }

    private static String changed(Set<String> columns) {
        return columns.stream()
                .map(name -> SyncTrigger.differ("NEW." + quoteIdentifier(name), "OLD." + quoteIdentifier(name)))
                .collect(Collectors.joining(" OR "));
    }

    private static String none(Set<String> columns, String prefix) {
        return columns.stream()
                .map(name -> prefix + quoteIdentifier(name) + " IS NOT DISTINCT FROM NULL")
                .collect(Collectors.joining(" AND "));
    }

    /** Gives the new columns their values; the trigger knows how. */
    String fillNew() {
        return "UPDATE " + name() + " SET "
                + regrouping.there().keySet().stream()
                        .map(name -> quoteIdentifier(name) + " = NULL")
                        .collect(Collectors.joining(", "))
                + " WHERE " + none(regrouping.there().keySet(), "") + " AND NOT ("
                + none(regrouping.back().keySet(), "") + ")";
    }

    /** Gives the old columns their values. */
    String fillOld() {
        return "UPDATE " + name() + " SET "
                + regrouping.back().entrySet().stream()
                        .map(column -> quoteIdentifier(column.getKey()) + " = "
                                + column.getValue().over(name -> quoteIdentifier(name)))
                        .collect(Collectors.joining(", "))
                + " WHERE " + lost(name -> quoteIdentifier(name));
    }

    /** That old values come back from the new ones, before there are any. */
    RowCheck before() {
        return check(
                prefix -> name -> {
                    RowExpression value = regrouping.there().get(name);
                    return value == null
                            ? prefix + quoteIdentifier(name)
                            : "(" + value.over(old -> prefix + quoteIdentifier(old)) + ")";
                },
                "that does not come back as it was");
    }

    /** That old and new columns say the same. */
    RowCheck after() {
        return check(
                prefix -> name -> prefix + quoteIdentifier(name),
                "that is not what " + String.join(", ", regrouping.there().keySet()) + " say");
    }

    private RowCheck check(Naming names, String what) {
        return new RowCheck(
                table,
                key(),
                prefix -> lost(names.of(prefix)),
                "with a " + String.join(", ", regrouping.back().keySet()) + " " + what);
    }

    /** Names of columns behind a prefix. */
    @FunctionalInterface
    private interface Naming {
        UnaryOperator<String> of(String prefix);
    }
}
