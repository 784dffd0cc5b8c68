package dev.pgwright.design.decide;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Constraint triggers that look at groups of rows when a transaction ends. */
final class DeferredChecks {
    private DeferredChecks() {}

    /**
     * A check of the groups that a changed row was in and is in now.
     *
     * @param watched columns whose change matters
     * @param body PL/pgSQL that looks at the group of the row {@code changed} and may use the variables {@code actual} and
     *     {@code wanted}
     */
    static void add(
            Draft draft,
            TableDraft table,
            String name,
            QualifiedName function,
            List<String> watched,
            String body,
            String comment) {
        String loop = """
                DECLARE
                    changed record;
                    wanted numeric;
                    actual numeric;
                BEGIN
                    FOREACH changed IN ARRAY
                        CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW] WHEN 'DELETE' THEN ARRAY[OLD] ELSE ARRAY[OLD, NEW] END
                    LOOP
                %s    END LOOP;
                    RETURN NULL;
                END""".formatted(body.indent(8));
        draft.triggerFunction(function, loop, comment);
        table.triggers.add(trigger(table, name, function, "INSERT OR DELETE OR UPDATE OF " + columns(watched)));
    }

    /** A check of the group that belongs to a row which is new or has changed in these columns. */
    static void addToParent(
            Draft draft,
            TableDraft table,
            String name,
            QualifiedName function,
            List<String> watched,
            String body,
            String comment) {
        once(
                draft,
                table,
                new Check(name, function, "INSERT OR UPDATE OF " + columns(watched), "NEW", true),
                body,
                comment);
    }

    /**
     * A trigger that looks at one group.
     *
     * @param row {@code NEW} or {@code OLD}
     * @param deferred whether it looks when the transaction ends
     */
    record Check(String name, QualifiedName function, String events, String row, boolean deferred) {}

    static void once(Draft draft, TableDraft table, Check check, String body, String comment) {
        String once = """
                DECLARE
                    changed record;
                    wanted numeric;
                    actual numeric;
                BEGIN
                    changed := %s;
                %s    RETURN NULL;
                END""".formatted(check.row(), body.indent(4));
        draft.triggerFunction(check.function(), once, comment);
        table.triggers.add(
                check.deferred()
                        ? trigger(table, check.name(), check.function(), check.events())
                        : new Trigger(
                                check.name(),
                                "CREATE TRIGGER " + Identifier.sql(check.name()) + " AFTER " + check.events() + " ON "
                                        + Identifier.sql(table.name) + " FOR EACH ROW EXECUTE FUNCTION "
                                        + Identifier.sql(check.function()) + "()",
                                Trigger.Firing.ORIGIN,
                                null));
    }

    private static Trigger trigger(TableDraft table, String name, QualifiedName function, String events) {
        return new Trigger(
                name,
                "CREATE CONSTRAINT TRIGGER " + Identifier.sql(name) + " AFTER " + events + " ON "
                        + Identifier.sql(table.name) + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "
                        + Identifier.sql(function) + "()",
                Trigger.Firing.ORIGIN,
                null);
    }

    /** Columns of one row equal those of another. */
    static String equal(String left, List<String> leftColumns, String right, List<String> rightColumns) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < leftColumns.size(); i++) {
            parts.add(left + "." + Identifier.sql(leftColumns.get(i)) + " = " + right + "."
                    + Identifier.sql(rightColumns.get(i)));
        }
        return String.join(" AND ", parts);
    }

    /** What a refusal says beside its message: the state and name of a constraint, as PostgreSQL's own do. */
    static String using(String constraint) {
        return "USING ERRCODE = 'check_violation', CONSTRAINT = " + TypeDecision.literal(constraint)
                + ", TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA";
    }

    private static String columns(List<String> columns) {
        return columns.stream().distinct().map(Identifier::sql).collect(Collectors.joining(", "));
    }
}
