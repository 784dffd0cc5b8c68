package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.migrate.diff.CatalogDiff;
import dev.pgwright.migrate.diff.SchemaDiff;
import dev.pgwright.migrate.plan.MigrationPlan.Side;
import dev.pgwright.migrate.plan.PlanFile;
import dev.pgwright.migrate.plan.Planner;
import dev.pgwright.migrate.plan.RenameSteps;
import dev.pgwright.migrate.plan.steps.Conversions;
import dev.pgwright.migrate.plan.steps.Unsaid;
import dev.pgwright.migrate.rehearse.ConversionCheck;
import dev.pgwright.migrate.rehearse.PlanTrial;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import dev.pgwright.workload.DatabaseFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a migration is asked to be, once it is known what became of what: renames, values that become others. */
final class WantedMigration {
    private WantedMigration() {}

    /**
     * What the planner is asked for.
     *
     * @param script null where {@code to} is given
     * @throws PgwrightException with {@code REFUSED} where it has to be said what became of an object
     */
    static Planner.Request of(
            PlanMigration.Request request,
            @Nullable SourceFile script,
            SchemaSource.Schema from,
            SchemaSource.Schema to,
            int version,
            DatabaseFacts facts,
            PostgresServer server) {
        List<RenameSteps.Renaming> renames = List.of();
        if (script == null) {
            ConversionCheck.Said said = request.conversions();
            SchemaDiff diff = CatalogDiff.of(
                    ConversionCheck.withoutRegrouped(from.catalog(), to.catalog(), said, version),
                    ConversionCheck.withoutRegrouped(to.catalog(), from.catalog(), said, version),
                    request.renames());
            refuseOpen(diff, request.allowedLosses());
            renames = RenameSteps.of(from.catalog(), diff, request.allowedLosses());
        }
        List<Catalog> states = renames.isEmpty() ? List.of() : PlanTrial.renamed(server, from.catalog(), renames);
        Catalog renamed = states.isEmpty() ? from.catalog() : states.get(states.size() - 1);
        Catalog wanted = script == null ? Unsaid.accessOf(renamed, to.catalog()) : to.catalog();
        Conversions conversions = script == null
                ? ConversionCheck.of(server, renamed, wanted, request.conversions(), request.allowedLosses())
                : Conversions.NONE;
        return new Planner.Request(
                request.title(),
                new Side(from.title(), PlanFile.fingerprint(from.catalog())),
                from.catalog(),
                renames,
                states,
                new Side(to.title(), PlanFile.fingerprint(to.catalog())),
                wanted,
                version,
                script,
                true,
                request.renamesAtOnce(),
                conversions,
                facts);
    }

    /** What may have been renamed or dropped is asked, never guessed. */
    private static void refuseOpen(SchemaDiff diff, Set<String> dropped) {
        List<Problem> problems = new ArrayList<>();
        for (SchemaDiff.Open open : diff.open()) {
            String name = RenameSteps.nameOf(open.object());
            if (!dropped.contains(name)) {
                List<String> candidates = open.candidates().stream()
                        .map(candidate -> RenameSteps.nameOf(candidate.to()))
                        .toList();
                problems.add(new Problem(
                        Place.ofObject(open.object().toString()),
                        "it may have become " + String.join(" or ", candidates) + ", or it may be dropped",
                        "say which: --rename " + name + "=" + candidates.get(0) + ", or --allow-data-loss " + name));
            }
        }
        if (!problems.isEmpty()) {
            throw new PgwrightException(ErrorCode.REFUSED, problems);
        }
    }
}
