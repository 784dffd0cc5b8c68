package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;
import static dev.pgwright.sql.Identifiers.quoteLiteral;

import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.migrate.plan.Backfill.KeyColumn;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A step that changes nothing and fails when a table has rows that do not fit, with how many and which. One query over all
 * rows is enough where they do; only otherwise is each row looked at, since a value that does not convert ends a query.
 *
 * @param shown the column whose value is named
 * @param misfit the condition of a misfit, for what stands before a column's name
 * @param what what misfits are, for people: {@code with a code that does not ...}
 */
record RowCheck(Table table, String shown, UnaryOperator<String> misfit, String what) {
    /** What says that a value does not convert: its form, its size, a domain's check, a function of the user's own. */
    static final String FAILURES = "data_exception OR integrity_constraint_violation OR raise_exception";

    private static final int NAMED = 5;

    /** The query for misfits. It fails where a value does not convert. */
    String query() {
        return "SELECT * FROM " + SingleDdl.name(table.name()) + " WHERE " + misfit.apply("");
    }

    String statement() {
        String name = SingleDdl.name(table.name());
        String values = WalkKey.of(table).stream()
                .map(KeyColumn::name)
                .map(key -> quoteLiteral(key + " ") + ", each_row." + quoteIdentifier(key) + ", ")
                .collect(Collectors.joining());
        return DollarQuotes.block("#variable_conflict use_column\n"
                + "DECLARE\n"
                + "    each_row record;\n"
                + "    misfit_count bigint := 0;\n"
                + "    misfits_named text := '';\n"
                + "BEGIN\n"
                + settings()
                + "    BEGIN\n"
                + "        PERFORM FROM " + name + " WHERE " + misfit.apply("") + " LIMIT 1;\n"
                + "        IF NOT FOUND THEN\n"
                + "            RETURN;\n"
                + "        END IF;\n"
                + "    EXCEPTION WHEN " + FAILURES + " THEN\n"
                + "        NULL;\n"
                + "    END;\n"
                + "    FOR each_row IN SELECT * FROM " + name + " LOOP\n"
                + "        BEGIN\n"
                + "            CONTINUE WHEN NOT (" + misfit.apply("each_row.") + ");\n"
                + "        EXCEPTION WHEN " + FAILURES + " THEN\n"
                + "            NULL;\n"
                + "        END;\n"
                + "        misfit_count := misfit_count + 1;\n"
                + "        IF misfit_count <= " + NAMED + " THEN\n"
                + "            misfits_named := misfits_named || '; ' || pg_catalog.concat(" + values + "': ',"
                + " pg_catalog.quote_nullable(each_row." + quoteIdentifier(shown) + "::text));\n"
                + "        END IF;\n"
                + "    END LOOP;\n"
                + "    RAISE EXCEPTION '% of " + name.replace("%", "%%").replace("'", "''") + " "
                + what.replace("%", "%%").replace("'", "''") + "%',\n"
                + "        CASE misfit_count WHEN 1 THEN '1 row' ELSE misfit_count || ' rows' END, misfits_named\n"
                + "        USING ERRCODE = 'data_exception';\n"
                + "END\n");
    }

    /** The same surroundings as those of the trigger; and rather an error than rows that a policy hides. */
    private static String settings() {
        return ConvertedColumn.SETTINGS.entrySet().stream()
                        .map(each -> "pg_catalog.set_config('" + each.getKey() + "', '" + each.getValue() + "', true)")
                        .collect(Collectors.joining(", ", "    PERFORM ", ""))
                + ", pg_catalog.set_config('row_security', 'off', true);\n";
    }
}
