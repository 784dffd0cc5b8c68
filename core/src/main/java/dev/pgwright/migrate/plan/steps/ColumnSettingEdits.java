package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnSettings;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.print.SingleDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How a column is kept and looked at by ANALYZE. */
final class ColumnSettingEdits {
    /** Types whose values are small and are never moved out (pg_type.typstorage p). */
    private static final Set<String> FIXED = Set.of(
            "smallint", "integer", "bigint", "real", "double precision", "boolean", "date", "uuid", "oid", "name");

    private ColumnSettingEdits() {}

    static Edit of(String alter, QualifiedName table, Column from, Column to) {
        Edit edit = Edit.of(one(alter, from, to), one(alter, to, from));
        if (!from.settings().foreignOptions().equals(to.settings().foreignOptions())) {
            String foreign = alter.replaceFirst("^ALTER TABLE", "ALTER FOREIGN TABLE");
            edit = edit.and(Edit.of(
                    foreign
                            + TableEdits.options(
                                    from.settings().foreignOptions(),
                                    to.settings().foreignOptions()),
                    foreign
                            + TableEdits.options(
                                    to.settings().foreignOptions(),
                                    from.settings().foreignOptions())));
        }
        return edit;
    }

    private static List<String> one(String alter, Column from, Column to) {
        ColumnSettings left = from.settings();
        ColumnSettings right = to.settings();
        List<String> statements = new ArrayList<>();
        if (left.storage() != right.storage()) {
            statements.add(alter + "SET STORAGE " + (right.storage() == null ? usualStorage(to) : right.storage()));
        }
        if (!Objects.equals(left.compression(), right.compression())) {
            statements.add(
                    alter + "SET COMPRESSION " + (right.compression() == null ? "default" : right.compression()));
        }
        if (!Objects.equals(left.statisticsTarget(), right.statisticsTarget())) {
            statements.add(
                    alter + "SET STATISTICS " + (right.statisticsTarget() == null ? -1 : right.statisticsTarget()));
        }
        statements.addAll(TableEdits.parameters(alter, left.options(), right.options()));
        return statements;
    }

    /** What the type has of itself: PLAIN of a fixed length, MAIN of numbers of any length, else EXTENDED. */
    private static String usualStorage(Column column) {
        String type = SingleDdl.type(column.type()).toLowerCase(Locale.ROOT);
        boolean plain = FIXED.contains(column.type()) || type.startsWith("time") || type.equals("interval");
        Map<Boolean, String> byKind = Map.of(true, "PLAIN", false, type.startsWith("numeric") ? "MAIN" : "EXTENDED");
        return Objects.requireNonNull(byKind.get(plain));
    }
}
