package dev.pgwright.design.prove;

import dev.pgwright.finding.Evidence;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One claim about a design and what came of trying it.
 *
 * @param id stable and unique in a report: the kind and the object, for example {@code check:shop.orders.total_positive}
 * @param claim what must be so, in words
 * @param detail what was seen; the same for every run over the same subject on the same server version
 * @param sqlState of the refusal that was wanted, or of the one that was not
 * @param statement the one that decided it
 * @param plans that decided it, where plans did; of a query the one that PostgreSQL settles on first
 */
public record Proof(
        String id,
        Kind kind,
        String claim,
        Evidence evidence,
        Outcome outcome,
        String detail,
        @Nullable String sqlState,
        @Nullable String statement,
        List<PlanFigure> plans)
        implements Comparable<Proof> {
    private static final Comparator<Proof> ORDER =
            Comparator.comparing(Proof::kind).thenComparing(Proof::id);

    public Proof {
        plans = List.copyOf(plans);
    }

    /** A claim that no plan decided. */
    public Proof(
            String id,
            Kind kind,
            String claim,
            Evidence evidence,
            Outcome outcome,
            String detail,
            @Nullable String sqlState,
            @Nullable String statement) {
        this(id, kind, claim, evidence, outcome, detail, sqlState, statement, List.of());
    }

    Proof withPlans(List<PlanFigure> figures) {
        return new Proof(id, kind, claim, evidence, outcome, detail, sqlState, statement, figures);
    }

    @Override
    public int compareTo(Proof other) {
        return ORDER.compare(this, other);
    }

    /** What a claim is about, in the order of a report. */
    public enum Kind {
        UP,
        AGREEMENT,
        GOOD_ROW,
        NOT_NULL,
        PRIMARY_KEY,
        UNIQUE,
        FOREIGN_KEY,
        ON_DELETE,
        CHECK,
        EXCLUSION,
        ENUM,
        DOMAIN,
        GENERATED,
        LIFECYCLE,
        PARTITIONS,
        REDUNDANCY,
        CONSERVATION,
        CARDINALITY,
        AUDIT,
        QUERY,
        /** A query's rows, compared with an evaluation that knows no SQL. */
        ROWS,
        SIZE,
        PLAN,
        INDEX,
        DOWN,
        UP_AGAIN;

        /** As written in ids and in evidence.json. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What came of a claim. Only {@link #PASSED} is proof. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** Neither shown nor refuted: no row was found that would decide it. */
        NOT_SHOWN,
        /** Not tried: nothing says independently what would be right. No fault, and no proof. */
        NOT_EVALUATED;

        /** As written in evidence.json. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
