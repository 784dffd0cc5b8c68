package dev.pgwright.review;

import dev.pgwright.locks.RelationEffect;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.TableFacts;
import java.util.Comparator;
import java.util.List;

/**
 * What a step does to a relation whose size is known.
 *
 * @param takesLong whether it takes longer the more rows there are
 */
public record Impact(RelationEffect effect, TableFacts size, boolean takesLong) {
    /**
     * Bytes a second, on the slow side of what cloud disks do: an assumption that {@code migrate rehearse} replaces by a
     * measurement.
     */
    private static final double SCAN_SPEED = 200e6;

    private static final double REWRITE_SPEED = 50e6;
    private static final double INDEX_SPEED = 30e6;

    /** What a step does to relations that were there before the migration, the largest first. */
    public static List<Impact> of(Step step, DatabaseFacts facts) {
        return step.existing().stream()
                .flatMap(
                        effect -> facts
                                .table(effect.relation())
                                .map(size -> new Impact(effect, size, step.takesLong(effect)))
                                .stream())
                .sorted(Comparator.comparing((Impact impact) -> impact.size().bytes())
                        .reversed()
                        .thenComparing(impact -> impact.size().name()))
                .toList();
    }

    /** How long the rows keep it busy at the assumed speed, in seconds; 0 when it does not work on rows. */
    public double seconds() {
        return takesLong ? seconds(effect, size, false) : 0;
    }

    static double seconds(RelationEffect effect, TableFacts size, boolean changesRows) {
        if (effect.rewrites() || changesRows) {
            return size.bytes() / REWRITE_SPEED + size.indexBytes() / INDEX_SPEED;
        }
        return size.bytes() / (effect.buildsIndex() ? REWRITE_SPEED : SCAN_SPEED);
    }

    /** {@code public.orders (212 M rows, 38 GB)}. */
    public String table() {
        return size.name() + " (" + Amounts.rows(size.rows()) + ", " + Amounts.bytes(size.bytes()) + ")";
    }

    /** What others cannot do meanwhile, behind a verb: {@code reads and writes}. */
    public String blocked() {
        return effect.mode().blocksReads() ? "reads and writes" : "writes";
    }

    /** What is done to the rows: {@code rewrites}, {@code builds an index on}, {@code reads every row of}. */
    public String work() {
        if (effect.rewrites()) {
            return "rewrites";
        }
        return effect.buildsIndex() ? "builds an index on" : "reads every row of";
    }
}
