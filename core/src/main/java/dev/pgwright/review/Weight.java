package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.server.LockMode;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.TableFacts;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a statement's lock on a relation means, with the relation's size where it is known.
 *
 * @param size null when nobody knows
 * @param changesRows whether it changes as many rows as the table has
 */
record Weight(RelationEffect effect, @Nullable TableFacts size, boolean changesRows) {
    /** Below both of these nobody notices a scan or a rewrite. */
    static final long FEW_ROWS = 10_000;

    static final long FEW_BYTES = 10L << 20;

    /** From here on a warning about a blocking scan becomes an error. */
    static final long MANY_BYTES = 1L << 30;

    /**
     * Bytes a second, on the slow side of what cloud disks do: an assumption that {@code migrate rehearse} replaces by a
     * measurement.
     */
    private static final double SCAN_SPEED = 200e6;

    private static final double REWRITE_SPEED = 50e6;
    private static final double INDEX_SPEED = 30e6;

    static Optional<Weight> of(QualifiedName relation, Step step, DatabaseFacts facts, boolean changesRows) {
        return step.effectOn(relation)
                .map(effect -> new Weight(effect, facts.table(relation).orElse(null), changesRows));
    }

    private boolean takesLong() {
        return changesRows || effect.rewrites() || effect.scans() || effect.buildsIndex();
    }

    /** The rule's severity, raised for a large table and lowered for a small one. */
    Severity grade(Severity severity) {
        if (size == null || !takesLong()) {
            return severity;
        }
        if (size.rows() <= FEW_ROWS && size.bytes() <= FEW_BYTES) {
            return Severity.ADVICE;
        }
        boolean blocksWrites = effect.mode().compareTo(LockMode.SHARE) >= 0;
        return size.bytes() >= MANY_BYTES && severity == Severity.WARNING && blocksWrites ? Severity.ERROR : severity;
    }

    /** {@code ACCESS EXCLUSIVE on public.orders while ...: blocks reads and writes; 212 M rows, about 2 min}. */
    String words() {
        StringBuilder words = new StringBuilder(effect.mode().sql().toUpperCase(Locale.ROOT))
                .append(" on ")
                .append(effect.relation())
                .append(work())
                .append(": ")
                .append(blocks());
        if (size != null) {
            words.append("; ").append(Amounts.rows(size.rows())).append(", ").append(Amounts.bytes(size.bytes()));
            if (takesLong()) {
                words.append(", about ").append(Amounts.duration(seconds(size))).append(" at an assumed speed");
            }
        }
        return words.toString();
    }

    private String work() {
        if (effect.rewrites()) {
            return " while the table is rewritten";
        }
        if (effect.buildsIndex()) {
            return " while the index is built";
        }
        if (changesRows) {
            return " while its rows are changed";
        }
        return effect.scans() ? " while every row is read" : "";
    }

    private String blocks() {
        if (changesRows && effect.mode() == LockMode.ROW_EXCLUSIVE) {
            return "blocks schema changes and other changes of the same rows";
        }
        return switch (effect.mode()) {
            case ACCESS_EXCLUSIVE -> "blocks reads and writes";
            case EXCLUSIVE, SHARE_ROW_EXCLUSIVE, SHARE -> "blocks writes";
            case SHARE_UPDATE_EXCLUSIVE -> "blocks other schema changes and VACUUM, no reads or writes";
            case ROW_EXCLUSIVE, ROW_SHARE, ACCESS_SHARE -> "blocks schema changes, no reads or writes";
        };
    }

    private double seconds(TableFacts facts) {
        if (effect.rewrites() || changesRows) {
            return facts.bytes() / REWRITE_SPEED + facts.indexBytes() / INDEX_SPEED;
        }
        return facts.bytes() / (effect.buildsIndex() ? REWRITE_SPEED : SCAN_SPEED);
    }

    /** Numbers for people. */
    static final class Amounts {
        private Amounts() {}

        static String rows(long rows) {
            return scaled(rows, 1_000, " ", "k", "M", "G") + (rows == 1 ? " row" : " rows");
        }

        static String bytes(long bytes) {
            return bytes < 1_024 ? bytes + " B" : scaled(bytes, 1_024, " ", "kB", "MB", "GB", "TB");
        }

        static String duration(double seconds) {
            if (seconds < 1) {
                return "1 s";
            }
            if (seconds < 120) {
                return Math.round(seconds) + " s";
            }
            return seconds < 7_200
                    ? Math.round(seconds / 60) + " min"
                    : String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
        }

        private static String scaled(long number, int base, String gap, String... units) {
            double value = number;
            int unit = -1;
            while (value >= base && unit < units.length - 1) {
                value /= base;
                unit++;
            }
            if (unit < 0) {
                return String.valueOf(number);
            }
            return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value) + gap + units[unit];
        }
    }
}
