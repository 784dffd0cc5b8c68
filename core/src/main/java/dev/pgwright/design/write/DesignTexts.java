package dev.pgwright.design.write;

import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.model.DesignedQuery;
import java.util.List;

/**
 * The scripts of a design.
 *
 * @param schema the complete schema, {@code schema.sql}
 * @param up the first migration
 * @param down what undoes it
 */
public record DesignTexts(String schema, String up, String down, List<DesignedQuery> queries) {
    public DesignTexts {
        queries = List.copyOf(queries);
    }

    public static DesignTexts of(Design design) {
        String name = design.mapping().requirements().project().name();
        String statements = DdlWriter.write(design.catalog()) + seeds(design);
        String down = String.join(";\n", DdlWriter.drop(design.catalog())) + ";\n";
        return new DesignTexts(
                "-- " + name + ": the complete schema.\n-- Made by pgwright from the requirements; PostgreSQL "
                        + design.mapping().requirements().project().postgres() + ".\n\n" + statements,
                "-- " + name + ": first migration. Runs in one transaction.\n\n" + statements,
                "-- " + name + ": undoes the first migration. Every row in these tables is lost.\n\n" + down,
                QueryWriter.queries(design));
    }

    private static String seeds(Design design) {
        return design.seedStatements().isEmpty()
                ? ""
                : "\n-- Values that the schema itself needs\n\n" + String.join(";\n\n", design.seedStatements())
                        + ";\n";
    }
}
