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
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How long work on every row takes, by the size of the relation. The speeds are assumed: what one backend does on disks of
 * a cloud's cheapest class at the slow end, and from memory at the fast one. A rehearsal measures.
 */
final class StepTimes {
    private static final double MEGABYTE = 1 << 20;

    /** Megabytes of a table that are read in a second. */
    private static final double SLOW_SCAN = 60;

    private static final double FAST_SCAN = 2000;

    /** Megabytes of a table whose rows are put into an index in a second. */
    private static final double SLOW_INDEX = 10;

    private static final double FAST_INDEX = 250;

    /** Megabytes of a table that are written anew in a second, with their WAL. */
    private static final double SLOW_REWRITE = 15;

    private static final double FAST_REWRITE = 300;

    /** Megabytes of a table whose rows are changed in a second: old versions stay, and indexes follow. */
    private static final double SLOW_BATCHES = 1;

    private static final double FAST_BATCHES = 40;

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
        if (!effect.kind().isTable() || (hidden.test(effect.relation()) && !batched)) {
            return new StepLock(effect.relation().toString(), effect.mode(), List.of(), null, null);
        }
        List<Work> work = new ArrayList<>();
        double slow = 0;
        double fast = 0;
        double megabytes = size(effect.relation()).orElse(-1L) / MEGABYTE;
        if (effect.rewrites()) {
            work.add(Work.REWRITE);
            slow += megabytes / SLOW_REWRITE;
            fast += megabytes / FAST_REWRITE;
        }
        if (batched) {
            work.add(Work.BATCHES);
            slow += megabytes / SLOW_BATCHES;
            fast += megabytes / FAST_BATCHES;
        } else if (effect.scans() && !effect.rewrites()) {
            work.add(Work.SCAN);
            slow += megabytes / SLOW_SCAN;
            fast += megabytes / FAST_SCAN;
        }
        if (effect.buildsIndex()) {
            work.add(Work.INDEX);
            slow += megabytes / SLOW_INDEX;
            fast += megabytes / FAST_INDEX;
        }
        return new StepLock(
                effect.relation().toString(),
                effect.mode(),
                work,
                work.isEmpty() || megabytes < 0 ? null : new Seconds(rounded(fast), rounded(slow)),
                space(effect, batched));
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
