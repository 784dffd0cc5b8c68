package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.migrate.plan.PlanStep.Seconds;
import dev.pgwright.migrate.plan.PlanStep.Space;
import dev.pgwright.migrate.plan.PlanStep.StepLock;
import dev.pgwright.migrate.plan.PlanStep.Work;
import dev.pgwright.migrate.plan.SafeSequence.Done;
import dev.pgwright.server.LockMode;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.TableFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long work on every row takes, by the size of the relation. The speeds are assumed: what one backend does on disks of
 * a cloud's cheapest class at the slow end, and from memory at the fast one. A rehearsal measures.
 */
final class StepTimes {
    private static final double MEGABYTE = 1 << 20;

    /**
     * Megabytes of a table that are worked through in a second.
     *
     * @param words what is done to them
     */
    private record Speed(double slow, double fast, String words) {}

    /** With their WAL; where rows are changed, old versions stay, and indexes follow. */
    private static final Map<Work, Speed> SPEEDS = Map.of(
            Work.SCAN, new Speed(60, 2000, "read"),
            Work.INDEX, new Speed(10, 250, "put into an index"),
            Work.REWRITE, new Speed(15, 300, "written anew"),
            Work.BATCHES, new Speed(1, 40, "changed in batches"));

    private final DatabaseFacts facts;
    private final Predicate<QualifiedName> hidden;
    private final UnaryOperator<QualifiedName> source;

    /**
     * Times by sizes.
     *
     * @param hidden relations that nobody but the plan uses, so that nobody waits while it works on them
     * @param source the relation of the first schema that the rows of another one are from
     */
    StepTimes(DatabaseFacts facts, Predicate<QualifiedName> hidden, UnaryOperator<QualifiedName> source) {
        this.facts = facts;
        this.hidden = hidden;
        this.source = source;
    }

    /** The effects as a plan tells them: of indexes that are only read along with their table nobody wants to know. */
    List<StepLock> of(Done done) {
        return done.effects().stream()
                .filter(effect -> effect.kind().isTable() || effect.mode() != LockMode.ACCESS_SHARE)
                .map(effect -> of(effect, done.batched()))
                .toList();
    }

    private StepLock of(RelationEffect effect, boolean batched) {
        String relation = effect.relation().toString();
        if (!effect.kind().isTable() || (hidden.test(effect.relation()) && !batched)) {
            return new StepLock(relation, effect.mode(), List.of(), null, null, null);
        }
        List<Work> work = work(effect, batched);
        Optional<Long> size = size(effect.relation());
        if (work.isEmpty() || size.isEmpty()) {
            return new StepLock(relation, effect.mode(), work, null, null, space(effect, batched));
        }
        double megabytes = size.get() / MEGABYTE;
        double slow = 0;
        double fast = 0;
        for (Work one : work) {
            slow += megabytes / speed(one).slow();
            fast += megabytes / speed(one).fast();
        }
        return new StepLock(
                relation,
                effect.mode(),
                work,
                new Seconds(rounded(fast), rounded(slow)),
                basis(size.get(), work),
                space(effect, batched));
    }

    private static List<Work> work(RelationEffect effect, boolean batched) {
        List<Work> work = new ArrayList<>();
        if (effect.rewrites()) {
            work.add(Work.REWRITE);
        }
        if (batched) {
            work.add(Work.BATCHES);
        } else if (effect.scans() && !effect.rewrites()) {
            work.add(Work.SCAN);
        }
        if (effect.buildsIndex()) {
            work.add(Work.INDEX);
        }
        return work;
    }

    private static Speed speed(Work work) {
        return Objects.requireNonNull(SPEEDS.get(work));
    }

    private String basis(long bytes, List<Work> work) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE)
                + (facts.source().isEmpty() ? "" : " (" + facts.source() + ")") + ", "
                + work.stream()
                        .map(StepTimes::speed)
                        .map(speed -> String.format(
                                Locale.ROOT, "%s at %.0f to %.0f MB/s", speed.words(), speed.slow(), speed.fast()))
                        .collect(Collectors.joining(" and "))
                + ", which is assumed";
    }

    /**
     * Rewritten rows and their indexes stand beside the old ones; an index is taken to be as large as its table, with as
     * much again for the sort; changed rows leave their old versions, and after each checkpoint the log has the whole of
     * each page that is changed (full_page_writes).
     */
    private @Nullable Space space(RelationEffect effect, boolean batched) {
        TableFacts table = table(effect.relation()).orElse(null);
        if (table == null || !(effect.rewrites() || batched || effect.buildsIndex())) {
            return null;
        }
        long all = table.bytes() + table.indexBytes();
        if (effect.rewrites()) {
            return new Space(all, all);
        }
        return batched ? new Space(all, 2 * all) : new Space(2 * table.bytes(), table.bytes());
    }

    /** Three significant digits are more than anybody knows. */
    private static double rounded(double seconds) {
        if (seconds <= 0.001) {
            return 0.001;
        }
        double scale = Math.pow(10, 1 - Math.floor(Math.log10(seconds)));
        return Math.round(seconds * scale) / scale;
    }

    private Optional<Long> size(QualifiedName relation) {
        return table(relation).map(table -> table.bytes());
    }

    private Optional<TableFacts> table(QualifiedName relation) {
        return facts.table(relation).or(() -> facts.table(source.apply(relation)));
    }
}
