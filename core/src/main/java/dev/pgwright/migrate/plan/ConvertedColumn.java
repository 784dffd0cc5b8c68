package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.migrate.plan.steps.Conversion;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * SQL by which the values of a column become those of another type, row by row in a trigger, and over all rows in checks. A
 * value that does not convert, or would not come back as it was where that is not allowed, is none in the other column: no
 * client's write fails because of it, and the checks name its row.
 */
record ConvertedColumn(Table table, Column old, Column wanted, Conversion conversion) {
    /** What a conversion may depend on is the same in each session. */
    static final SortedMap<String, String> SETTINGS = Collections.unmodifiableSortedMap(
            new TreeMap<>(Map.of("datestyle", "ISO, MDY", "intervalstyle", "postgres", "timezone", "UTC")));

    /** What a trigger function is set to. */
    static String settings() {
        return SETTINGS.entrySet().stream()
                .map(each -> " SET " + each.getKey() + " = '" + each.getValue() + "'")
                .collect(Collectors.joining("", " SET search_path = ''", ""));
    }

    /** Statements of a trigger's body that give the new column its value. */
    String assignThere(String from, String into) {
        String target = "NEW." + quoteIdentifier(into);
        String lost = !conversion.exact()
                ? ""
                : "        IF "
                        + differ(
                                old.type(),
                                "NEW." + quoteIdentifier(from),
                                conversion.back().over(named("NEW.", wanted.name(), into)))
                        + " THEN\n            " + target + " := NULL;\n        END IF;\n";
        return guarded(target, conversion.there().over(named("NEW.", old.name(), from)), lost);
    }

    /** Statements of a trigger's body that give the old column its value. */
    String assignBack(String from, String into) {
        return guarded("NEW." + quoteIdentifier(into), conversion.back().over(named("NEW.", wanted.name(), from)), "");
    }

    private static String guarded(String target, String value, String behind) {
        return "    BEGIN\n        " + target + " := " + value + ";\n" + behind + "    EXCEPTION WHEN "
                + RowCheck.FAILURES + " THEN\n        " + target + " := NULL;\n    END;\n";
    }

    /** What a column is called where one of them has another name. */
    private static UnaryOperator<String> named(String prefix, String column, String called) {
        return name -> prefix + quoteIdentifier(name.equals(column) ? called : name);
    }

    /** That all values convert and come back as they were, before there is another column. */
    RowCheck before() {
        return new RowCheck(
                table,
                old.name(),
                prefix -> differ(
                        old.type(),
                        prefix + quoteIdentifier(old.name()),
                        conversion
                                .back()
                                .over(name -> name.equals(wanted.name())
                                        ? "(" + conversion.there().over(named(prefix, name, name)) + ")"
                                        : prefix + quoteIdentifier(name))),
                "with a " + old.name() + " that does not become " + SingleDdl.type(wanted.type())
                        + " and come back as it was");
    }

    /** That all values of the other column are those of the first. */
    RowCheck after(String into) {
        return new RowCheck(
                table,
                old.name(),
                prefix -> differ(
                        old.type(),
                        prefix + quoteIdentifier(old.name()),
                        conversion.back().over(named(prefix, wanted.name(), into))),
                "with a " + old.name() + " that is not the one of " + into);
    }

    /** Whether two values of a type are different; json has no comparison of its own. */
    static String differ(String type, String one, String other) {
        String base = TypeNames.canonical(type);
        if (base.equals("json")) {
            return "(" + one + ")::jsonb IS DISTINCT FROM (" + other + ")::jsonb";
        }
        return base.equals("xml") || base.equals("point") || base.equals("polygon")
                ? SyncTrigger.differ(one, other)
                : one + " IS DISTINCT FROM " + other;
    }
}
