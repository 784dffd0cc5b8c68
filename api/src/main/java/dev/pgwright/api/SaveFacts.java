package dev.pgwright.api;

import dev.pgwright.finding.Count;
import dev.pgwright.load.live.ReadingSession;
import dev.pgwright.review.rules.LostChecks;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.server.Postgres;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.FactsFile;
import dev.pgwright.workload.FactsReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Saves the sizes and the traffic of a database in a file, for reviews that cannot reach it. */
public final class SaveFacts {
    private SaveFacts() {}

    /**
     * Reads the facts and writes the file, over what is there.
     *
     * @param database as libpq takes it
     * @param environment of the process, for what the address leaves out
     * @throws dev.pgwright.finding.PgwrightException if the database cannot be reached or the file cannot be written
     */
    public static DatabaseFacts run(String database, Path file, Map<String, String> environment, Progress progress) {
        DatabaseTarget target = DatabaseTarget.parse(database, environment);
        try (Progress.Step step = progress.step("Read the facts of " + target)) {
            Postgres server = target.open();
            server.warnings().forEach(progress::note);
            try (ReadingSession reading = ReadingSession.open(server)) {
                reading.warnings().forEach(progress::note);
                DatabaseFacts facts = FactsReader.read(reading.session());
                facts.withheld().forEach(withheld -> progress.note(LostChecks.note(withheld)));
                OutputFile.replace(file, FactsFile.write(facts, Instant.now()));
                step.done(Count.of(facts.tables().size(), "table") + " in " + file);
                return facts;
            }
        }
    }
}
