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
 * @param takesLong whether it takes longer the more rows there are
 * @param changesRows whether it changes as many rows as the table has
 */
record Weight(RelationEffect effect, @Nullable TableFacts size, boolean takesLong, boolean changesRows) {
    /** Below both of these nobody notices a scan or a rewrite. */
    static final long FEW_ROWS = 10_000;

    static final long FEW_BYTES = 10L << 20;

    /** From here on a warning about a blocking scan becomes an error. */
    static final long MANY_BYTES = 1L << 30;

    static Optional<Weight> of(QualifiedName relation, Step step, DatabaseFacts facts, boolean changesRows) {
        return step.effectOn(relation)
                .map(effect -> new Weight(
                        effect,
                        facts.table(relation).orElse(null),
                        changesRows || step.takesLong(effect),
                        changesRows));
    }

    /** The rule's severity, raised for a large table and lowered for a small one. */
    Severity grade(Severity severity) {
        if (size == null || !takesLong) {
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
            if (takesLong) {
                words.append(", about ")
                        .append(Amounts.duration(Impact.seconds(effect, size, changesRows)))
                        .append(" at an assumed speed");
            }
        }
        return words.toString();
    }

    private String work() {
        if (!takesLong) {
            return "";
        }
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
}
