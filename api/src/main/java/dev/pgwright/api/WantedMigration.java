package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.migrate.diff.CatalogDiff;
import dev.pgwright.migrate.diff.SchemaDiff;
import dev.pgwright.migrate.plan.MigrationPlan.Side;
import dev.pgwright.migrate.plan.PlanFile;
import dev.pgwright.migrate.plan.Planner;
import dev.pgwright.migrate.plan.RenameSteps;
import dev.pgwright.migrate.plan.ScriptTarget;
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
import java.util.stream.Collectors;
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
        ScriptTarget target = script == null
                ? null
                : ScriptTarget.of(script, from.catalog(), version, request.renamesAtOnce())
                        .orElse(null);
        boolean schemas = script == null || target != null;
        ConversionCheck.Said said = target == null
                ? request.conversions()
                : new ConversionCheck.Said(
                        target.conversions(), request.conversions().back());
        List<RenameSteps.Renaming> renames = List.of();
        if (schemas) {
            SchemaDiff diff = CatalogDiff.of(
                    ConversionCheck.withoutRegrouped(from.catalog(), to.catalog(), said, version),
                    ConversionCheck.withoutRegrouped(to.catalog(), from.catalog(), said, version),
                    target == null ? request.renames() : target.renames());
            Set<String> dropped = target == null ? request.allowedLosses() : RenameSteps.notSaid(diff);
            refuseOpen(diff, dropped);
            if (target == null) {
                refuseAlike(diff, from.catalog(), to.catalog(), dropped);
            }
            renames = RenameSteps.of(from.catalog(), diff, dropped);
        }
        List<Catalog> states = renames.isEmpty() ? List.of() : PlanTrial.renamed(server, from.catalog(), renames);
        Catalog renamed = states.isEmpty() ? from.catalog() : states.get(states.size() - 1);
        Catalog wanted = script == null ? Unsaid.accessOf(renamed, to.catalog()) : to.catalog();
        Conversions conversions =
                schemas ? ConversionCheck.of(server, renamed, wanted, said, request.allowedLosses()) : Conversions.NONE;
        return new Planner.Request(
                request.title(),
                new Side(from.title(), PlanFile.fingerprint(from.catalog())),
                from.catalog(),
                renames,
                states,
                new Side(to.title(), PlanFile.fingerprint(to.catalog())),
                wanted,
                version,
                schemas ? null : script,
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

    /** A table that got another name along with columns is not found as one; whoever reads that it is lost is asked. */
    private static void refuseAlike(SchemaDiff diff, Catalog from, Catalog to, Set<String> dropped) {
        List<Problem> problems = new ArrayList<>();
        for (Table gone : tables(diff, SchemaDiff.Removed.class, from)) {
            List<Table> alike = tables(diff, SchemaDiff.Added.class, to).stream()
                    .filter(table -> shared(gone, table).size() >= 2
                            && 2 * shared(gone, table).size() >= gone.columns().size())
                    .toList();
            if (!alike.isEmpty() && !dropped.contains(gone.name().toString())) {
                Table like = alike.get(0);
                problems.add(new Problem(
                        Place.ofObject("table " + gone.name()),
                        "it may have become " + like.name() + ", which has its columns "
                                + String.join(", ", shared(gone, like)) + ", or it may be dropped",
                        "say which: --rename " + gone.name() + "=" + like.name() + ", or --allow-data-loss "
                                + gone.name()));
            }
        }
        if (!problems.isEmpty()) {
            throw new PgwrightException(ErrorCode.REFUSED, problems);
        }
    }

    private static List<Table> tables(SchemaDiff diff, Class<? extends SchemaDiff.Change> change, Catalog catalog) {
        Set<String> names = diff.changes().stream()
                .filter(change::isInstance)
                .filter(each -> each.object().kind().equals("table"))
                .map(each -> each.object().name())
                .collect(Collectors.toSet());
        return catalog.tables().stream()
                .filter(table -> names.contains(table.name().toString()))
                .toList();
    }

    /** Columns that both have, of the same type. */
    private static List<String> shared(Table one, Table other) {
        return one.columns().stream()
                .filter(column -> other.column(column.name())
                        .filter(same -> same.type().equals(column.type()))
                        .isPresent())
                .map(Column::name)
                .toList();
    }
}
