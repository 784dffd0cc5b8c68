package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.print.SingleDdl;
import java.util.List;

/**
 * A trigger that keeps two columns of a row equal, whichever is written. It changes the row before it is stored, so that
 * it cannot set itself off and asks no policy; it fires for COPY, for both halves of an upsert, and for replicated rows
 * as well. Values are compared as they are stored: 1.0 is another one than 1.00, and json has no other comparison.
 *
 * @param leads the column that has the default: where an INSERT gives both, the other one was meant
 * @param follows the one without
 */
record SyncTrigger(QualifiedName table, String leads, String follows) {
    /** Whether two values are not stored alike, as SQL. */
    static String differ(String one, String other) {
        return "pg_catalog.record_image_ne(ROW(" + one + "), ROW(" + other + "))";
    }

    private String function(String of) {
        return quoteIdentifier(table.schema(), ObjectNames.of("pgwright_" + table.name(), of, "sync"));
    }

    private static String trigger(String of) {
        // the last of its kind: triggers fire in the order of their names
        return quoteIdentifier(ObjectNames.of("zz_pgwright", of, "sync"));
    }

    /**
     * Statements that make it.
     *
     * @param of the column by which it is called
     */
    List<String> make(String of) {
        String name = SingleDdl.name(table);
        return List.of(
                "CREATE " + body(of),
                "CREATE TRIGGER " + trigger(of) + " BEFORE INSERT OR UPDATE ON " + name
                        + " FOR EACH ROW EXECUTE FUNCTION " + function(of) + "()",
                "ALTER TABLE " + name + " ENABLE ALWAYS TRIGGER " + trigger(of));
    }

    /** The statement that puts it in the place of one with the roles exchanged. */
    String replace(String of) {
        return "CREATE OR REPLACE " + body(of);
    }

    List<String> remove(String of) {
        return List.of(
                "DROP TRIGGER " + trigger(of) + " ON " + SingleDdl.name(table), "DROP FUNCTION " + function(of) + "()");
    }

    private String body(String of) {
        String led = quoteIdentifier(leads);
        String following = quoteIdentifier(follows);
        return "FUNCTION " + function(of) + "() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$\n"
                + "BEGIN\n"
                + "    IF TG_OP = 'INSERT' AND NEW." + following + " IS NOT DISTINCT FROM NULL THEN\n"
                + "        NEW." + following + " := NEW." + led + ";\n"
                + "    ELSIF TG_OP = 'INSERT' THEN\n"
                + "        NEW." + led + " := NEW." + following + ";\n"
                + "    ELSIF " + differ("NEW." + following, "OLD." + following) + " THEN\n"
                + "        NEW." + led + " := NEW." + following + ";\n"
                + "    ELSE\n"
                + "        NEW." + following + " := NEW." + led + ";\n"
                + "    END IF;\n"
                + "    RETURN NEW;\n"
                + "END\n"
                + "$$";
    }
}
