package dev.pgwright.catalog.print;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.NotModelled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A catalog as SQL that makes it in an empty database: in an order in which every statement finds what it needs, the
 * same text for the same catalog, without what PostgreSQL would assume anyway.
 *
 * <p>It needs no search path and no setting; where a routine's body might not be valid before the end, the script
 * switches PostgreSQL's validation of bodies off.
 */
public final class DdlWriter {
    private DdlWriter() {}

    /** The script: sections, statements with semicolons, comments right behind what they are about. */
    public static String write(Catalog catalog) {
        DdlPlan plan = DdlPlan.of(catalog);
        StringBuilder script = new StringBuilder();
        if (plan.unvalidatedBodies()) {
            script.append("-- bodies of functions may name what is made after them\n")
                    .append(DdlPlan.NO_BODY_CHECK)
                    .append(";\n");
        }
        for (DdlPlan.Part part : plan.parts()) {
            script.append(script.isEmpty() ? "" : "\n")
                    .append("-- ")
                    .append(part.section().title())
                    .append('\n');
            String block = "";
            for (Statement statement : part.statements()) {
                script.append(block.equals(statement.block()) ? "" : "\n")
                        .append(statement.sql())
                        .append(";\n");
                block = statement.block();
            }
        }
        if (plan.unvalidatedBodies()) {
            script.append('\n').append(DdlPlan.BODY_CHECK_AGAIN).append(";\n");
        }
        List<NotModelled> absent = catalog.notModelled();
        if (!absent.isEmpty()) {
            script.append("\n-- Not in this script:\n");
            absent.forEach(
                    object -> script.append("--   ").append(object.line()).append('\n'));
        }
        return script.toString();
    }

    /** The statements of {@link #write} without semicolons, to be run one by one in one session. */
    public static List<String> statements(Catalog catalog) {
        DdlPlan plan = DdlPlan.of(catalog);
        List<String> statements = new ArrayList<>();
        if (plan.unvalidatedBodies()) {
            statements.add(DdlPlan.NO_BODY_CHECK);
        }
        plan.parts().forEach(part -> part.statements().forEach(statement -> statements.add(statement.sql())));
        if (plan.unvalidatedBodies()) {
            statements.add(DdlPlan.BODY_CHECK_AGAIN);
        }
        return List.copyOf(statements);
    }

    /**
     * The statements, without semicolons, that remove from a database what {@link #statements} make: in reverse order
     * and without CASCADE, so that they fail rather than remove what somebody else built upon it.
     */
    public static List<String> drop(Catalog catalog) {
        List<String> statements = new ArrayList<>();
        for (DdlPlan.Part part : DdlPlan.of(catalog).parts()) {
            for (Statement statement : part.statements()) {
                if (statement.undo() != null) {
                    statements.add(statement.undo());
                }
            }
        }
        Collections.reverse(statements);
        return List.copyOf(statements);
    }
}
