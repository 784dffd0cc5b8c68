package dev.pgwright.api;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.json.JsonModel;
import dev.pgwright.migrate.apply.PlanFolder;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.PlanFile;
import dev.pgwright.source.Place;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plan as {@code pgwright migrate plan} has written it. */
final class PlanInput {
    private static final String PLAN = "plan.yaml";

    private PlanInput() {}

    /**
     * Reads it.
     *
     * @param path its folder, or {@code plan.yaml} in it
     * @throws dev.pgwright.finding.PgwrightException with {@code INPUT} if a file is missing or was edited
     */
    static PlanFolder read(Path path) {
        Path file = file(path);
        if (!Files.exists(file) || !file.toString().endsWith(".yaml")) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    Place.of(path.toString()),
                    Files.exists(path) ? "there is no plan here" : "there is no such file or folder",
                    "name the folder that 'pgwright migrate plan' wrote");
        }
        MigrationPlan plan = PlanFile.read(SchemaSource.read(file));
        return new PlanFolder(
                plan,
                JsonModel.read(SchemaSource.read(file.resolveSibling("from.json")))
                        .catalog(),
                end(path).catalog());
    }

    /** The schema that the plan leads to, with all that its source said of it. */
    static JsonModel end(Path path) {
        return JsonModel.read(SchemaSource.read(file(path).resolveSibling("to.json")));
    }

    private static Path file(Path path) {
        return Files.isDirectory(path) ? path.resolve(PLAN) : path;
    }
}
