package dev.pgwright.api;

import dev.pgwright.dbml.DbmlCatalog;
import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.dbml.DbmlFiles;
import dev.pgwright.dbml.DbmlWriter;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.json.JsonModel;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.source.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The files of a project that say what its database is: they follow the database, once a plan has been applied to it. */
final class ProjectFiles {
    private static final String SCHEMA = "schema.dbml";
    private static final String ARCHITECTURE = "ARCHITECTURE.md";
    private static final String HEADING = "\n## Migrations\n";

    private ProjectFiles() {}

    /**
     * Refuses, before any work, a folder in which there is neither.
     *
     * @throws PgwrightException with {@code INPUT}
     */
    static void check(Path folder) {
        if (!Files.exists(folder.resolve(SCHEMA)) && !Files.exists(folder.resolve(ARCHITECTURE))) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    Place.of(folder.toString()),
                    "there is neither " + SCHEMA + " nor " + ARCHITECTURE + " here",
                    "--project takes the folder of a project, such as 'pgwright design' writes");
        }
    }

    /**
     * Writes those that are there: {@code schema.dbml} as the plan ends, and the migration as a decision at the end of
     * {@code ARCHITECTURE.md}, once.
     *
     * @param plan the folder of the plan
     * @return the files that were changed
     */
    static List<Path> refresh(Path folder, Path plan, MigrationPlan applied, JsonModel schema, LocalDate today) {
        List<Path> changed = new ArrayList<>();
        Path dbml = folder.resolve(SCHEMA);
        if (Files.exists(dbml)) {
            replace(dbml, DbmlWriter.write(schema.catalog(), extras(dbml, schema)), changed);
        }
        Path architecture = folder.resolve(ARCHITECTURE);
        if (Files.exists(architecture)) {
            String text = SchemaSource.read(architecture).text();
            String mark = "plan `" + applied.id() + "`";
            if (!text.contains(mark)) {
                String before = text.contains(HEADING) ? text : text.stripTrailing() + "\n" + HEADING;
                replace(architecture, before + decision(applied, mark, plan, today), changed);
            }
        }
        return changed;
    }

    /** A plan to a schema in SQL knows nothing of what only DBML says: that stays, but for what is gone. */
    private static DbmlExtras extras(Path dbml, JsonModel schema) {
        if (!schema.extras().equals(DbmlExtras.NONE)) {
            return schema.extras();
        }
        return DbmlCatalog.read(SchemaSource.read(dbml), DbmlFiles.ON_DISK)
                .extras()
                .fitting(schema.catalog());
    }

    private static void replace(Path file, String text, List<Path> changed) {
        if (!SchemaSource.read(file).text().equals(text)) {
            OutputFile.replace(file, text);
            changed.add(file);
        }
    }

    private static String decision(MigrationPlan applied, String mark, Path plan, LocalDate today) {
        List<String> changes = applied.steps().stream()
                .map(PlanStep::title)
                .map(ProjectFiles::change)
                .distinct()
                .toList();
        return "\n### " + applied.title() + " (" + today + ")\n\nApplied in "
                + Count.of(applied.steps().size(), "step") + " as " + mark
                + "; the schema was compared with the one wanted afterwards, and is equal. How, why so, and the way back: `"
                + plan.resolve("PLAN.md").toString().replace('\\', '/') + "`.\n\n"
                + changes.stream().map(change -> "- " + change + "\n").collect(Collectors.joining());
    }

    /** A step's title without its place in its stage. */
    private static String change(String title) {
        return title.replaceFirst(" \\(\\d+ of \\d+\\)$", "");
    }
}
