package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;
import static dev.pgwright.sql.Identifiers.quoteLiteral;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.print.SingleDdl;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A trigger that does to another table whatever is done to the rows of one, in the same transaction: for COPY, for both
 * halves of an upsert, for TRUNCATE, and for replicated rows as well. Its function has the rights of who made it, since
 * clients have none on the other table. It fires before all others, since those may write the same row again.
 *
 * @param source the table that clients write
 * @param target the one that follows
 * @param columns those that both have, but for generated ones
 * @param key columns that no two rows of either have in common, none of them null
 * @param wider columns of which one of both tables holds more values
 * @param narrows whether that is the source: a row that the target cannot hold is not there
 */
record RowSync(
        QualifiedName source,
        QualifiedName target,
        List<String> columns,
        List<String> key,
        List<WiderColumn> wider,
        boolean narrows) {
    private static final String TRIGGER = quoteIdentifier("!pgwright_rows");
    private static final String TRUNCATION = quoteIdentifier("!pgwright_truncate");

    RowSync {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        wider = List.copyOf(wider);
    }

    private String function() {
        return quoteIdentifier(target.schema(), "follow");
    }

    /** Statements that make it. */
    List<String> make() {
        String table = SingleDdl.name(source);
        return List.of(
                "CREATE FUNCTION " + function() + "() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
                        + " SET search_path = '' AS $follow$\n" + body() + "$follow$",
                "CREATE TRIGGER " + TRIGGER + " AFTER INSERT OR UPDATE OR DELETE ON " + table
                        + " FOR EACH ROW EXECUTE FUNCTION " + function() + "()",
                "CREATE TRIGGER " + TRUNCATION + " AFTER TRUNCATE ON " + table + " FOR EACH STATEMENT EXECUTE FUNCTION "
                        + function() + "()",
                "ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER " + TRIGGER,
                "ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER " + TRUNCATION);
    }

    List<String> remove() {
        String table = SingleDdl.name(source);
        return List.of(
                "DROP TRIGGER " + TRIGGER + " ON " + table,
                "DROP TRIGGER " + TRUNCATION + " ON " + table,
                "DROP FUNCTION " + function() + "()");
    }

    /**
     * A row that the copy has brought after a REPEATABLE READ transaction began is not seen by it. That an INSERT of the
     * same key is refused then, with the error after which such clients try again, is the way to know.
     */
    private String body() {
        String into = "INSERT INTO " + SingleDdl.name(target) + " (" + list("", columns) + ") VALUES (";
        String remove = "DELETE FROM " + SingleDdl.name(target) + " WHERE " + isOld() + ";\n";
        String set = columns.stream()
                .map(column -> quoteIdentifier(column) + " = NEW." + quoteIdentifier(column))
                .collect(Collectors.joining(", "));
        return "BEGIN\n"
                + "    IF TG_OP = 'TRUNCATE' THEN\n"
                + "        TRUNCATE " + SingleDdl.name(target) + ";\n"
                + "        RETURN NULL;\n"
                + "    ELSIF TG_OP = 'INSERT'" + ifFits("NEW.") + " THEN\n"
                + "        " + into + list("NEW.", columns) + ");\n"
                + "        RETURN NULL;\n"
                + otherInsert()
                + "    ELSIF TG_OP = 'UPDATE'" + ifFits("NEW.") + " THEN\n"
                + "        UPDATE " + SingleDdl.name(target) + " SET " + set + " WHERE " + isOld() + ";\n"
                + "    ELSE\n"
                + "        " + remove
                + "    END IF;\n"
                + "    IF FOUND THEN\n"
                + "        RETURN NULL;\n"
                + "    END IF;\n"
                + "    IF pg_catalog.current_setting('transaction_isolation') <> 'read committed'" + ifFits("OLD.")
                + " THEN\n"
                + "        BEGIN\n"
                + "            " + into + list("OLD.", columns) + ") ON CONFLICT DO NOTHING;\n"
                + "            " + remove
                + "        EXCEPTION WHEN foreign_key_violation THEN\n"
                + "            NULL;\n"
                + "        END;\n"
                + "    END IF;\n"
                + "    IF TG_OP = 'UPDATE'" + ifFits("NEW.") + " THEN\n"
                + "        " + into + list("NEW.", columns) + ");\n"
                + "    END IF;\n"
                + "    RETURN NULL;\n"
                + "END\n";
    }

    /** The end of a condition on rows that the target can hold. */
    private String ifFits(String prefix) {
        return narrows
                ? wider.stream().map(column -> " AND " + column.fits(prefix)).collect(Collectors.joining())
                : "";
    }

    private String otherInsert() {
        return ifFits("NEW.").isEmpty() ? "" : "    ELSIF TG_OP = 'INSERT' THEN\n        RETURN NULL;\n";
    }

    private String isOld() {
        return key.stream()
                .map(column -> quoteIdentifier(column) + " = OLD." + quoteIdentifier(column))
                .collect(Collectors.joining(" AND "));
    }

    private static String list(String before, List<String> columns) {
        return columns.stream().map(column -> before + quoteIdentifier(column)).collect(Collectors.joining(", "));
    }

    /**
     * The statement that copies all rows, which may be stopped and run again. A row is locked while it is copied, so that
     * nobody changes it between: who waits for it finds the copy then.
     */
    String copy() {
        return "INSERT INTO " + SingleDdl.name(target) + " (" + list("", columns) + ") SELECT " + list("", columns)
                + " FROM " + SingleDdl.name(source) + " FOR SHARE ON CONFLICT DO NOTHING";
    }

    /** The rows that are in one table only, or not stored alike in both. */
    String differences() {
        String same = key.stream()
                .map(column -> "a." + quoteIdentifier(column) + " = b." + quoteIdentifier(column))
                .collect(Collectors.joining(" AND "));
        String first = quoteIdentifier(key.get(0));
        return "SELECT a.*, b.* FROM " + SingleDdl.name(source) + " AS a FULL JOIN " + SingleDdl.name(target)
                + " AS b ON " + same + " WHERE a." + first + " IS NULL OR b." + first
                + " IS NULL OR pg_catalog.record_image_ne(ROW(" + compared("a.") + "), ROW(" + compared("b.") + "))";
    }

    private String compared(String prefix) {
        return columns.stream()
                .map(column -> wider.stream()
                        .filter(each -> each.name().equals(column))
                        .findFirst()
                        .map(each -> each.compared(prefix))
                        .orElseGet(() -> prefix + quoteIdentifier(column)))
                .collect(Collectors.joining(", "));
    }

    /** A statement that fails where rows differ; both tables are read as of one moment, and nobody waits for it. */
    String compare(String more) {
        return "DO $compare$\nBEGIN\n" + more
                + "    IF EXISTS (" + differences() + ") THEN\n"
                + "        RAISE EXCEPTION "
                + quoteLiteral("rows of " + source + " and " + target + " are not the same")
                + " USING HINT = " + quoteLiteral("these are: " + differences()) + ";\n"
                + "    END IF;\n"
                + "END\n$compare$";
    }
}
