package dev.pgwright.review.rules.redflag;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Area;
import dev.pgwright.review.DataChange.Reach;
import dev.pgwright.review.Impact;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationNotes.Note;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.review.TableChange;
import dev.pgwright.workload.TableFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Work on a large table that nobody has tried on as many rows. */
public final class NoProductionScaleRehearsal implements MigrationRule {
    private static final Parameter ROWS =
            new Parameter("min-rows", 1_000_000, "rows of the table from which on it is large");
    private static final Parameter MEGABYTES =
            new Parameter("min-megabytes", 1_024, "size of the table in MB from which on it is large");
    private static final Parameter PERCENT = new Parameter(
            "min-percent", 50, "rows of the recorded run, in percent of those of the table, that are of like size");
    private static final RuleInfo INFO = RuleInfo.of(
                    "no-production-scale-rehearsal", Area.RED_FLAG, Needs.STATISTICS, Severity.WARNING)
            .detects(
                    "A migration that reads, rewrites or changes all rows of a large table has no recorded run on data of like"
                            + " size.")
            .cost("duration and locks are unknown until production shows them")
            .safe("Run it on a restored or scaled copy and write down what was measured: -- rehearsed: DATE on N rows:"
                    + " DURATION.")
            .parameter(ROWS)
            .parameter(MEGABYTES)
            .parameter(PERCENT)
            .seed("Red flag: no production-scale testing")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private record Work(Step step, TableFacts size, String verb) {}

    @Override
    public void check(MigrationContext migration, Report report) {
        Optional<Work> largest = migration.steps().stream()
                .flatMap(step -> works(migration, step).stream())
                .filter(work -> work.size().rows() >= report.limit(ROWS)
                        || work.size().bytes() >= report.limit(MEGABYTES) << 20)
                .max(Comparator.comparingLong((Work work) -> work.size().rows())
                        .thenComparing(work -> -work.step().number()));
        if (largest.isEmpty()) {
            return;
        }
        TableFacts size = largest.get().size();
        Optional<String> record = migration.notes().text(Note.REHEARSED);
        OptionalLong rows = record.map(RehearsedRows::most).orElse(OptionalLong.empty());
        String table = size.name() + " (" + Amounts.rows(size.rows()) + ", " + Amounts.bytes(size.bytes()) + ")";
        String start = "This " + largest.get().verb() + " " + table;
        if (record.isEmpty()) {
            found(migration, largest.get(), start + ", and no run on data of like size is recorded", report);
        } else if (rows.isEmpty()) {
            found(migration, largest.get(), start + ", and the recorded run does not say on how many rows", report);
        } else if (rows.getAsLong() * 100.0 < (double) size.rows() * report.limit(PERCENT)) {
            found(
                    migration,
                    largest.get(),
                    start + ", and the recorded run was on " + Amounts.rows(rows.getAsLong()) + " only",
                    report);
        }
    }

    private static void found(MigrationContext migration, Work work, String message, Report report) {
        report.found(migration, work.step(), message).on(work.size().name()).whateverTheSize();
    }

    private static List<Work> works(MigrationContext migration, Step step) {
        List<Work> works = new ArrayList<>();
        Impact.of(step, migration.facts()).stream()
                .filter(Impact::takesLong)
                .forEach(impact -> works.add(new Work(step, impact.size(), impact.work())));
        for (TableChange change : migration.statement(step).tableChanges()) {
            if (change.existing() && (change.reach() == Reach.ALL || change.looped())) {
                size(migration, change.table()).ifPresent(size -> works.add(new Work(step, size, "changes rows of")));
            }
            change.sources(migration.statement(step))
                    .forEach(source -> size(migration, source)
                            .filter(size -> change.reach() == Reach.ALL)
                            .ifPresent(size -> works.add(new Work(step, size, "copies rows of"))));
        }
        return works;
    }

    private static Optional<TableFacts> size(MigrationContext migration, QualifiedName table) {
        return migration.facts().table(table);
    }
}
