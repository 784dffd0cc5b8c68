package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.fix.SchemaFixes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Indexes that a table has twice. */
public final class DuplicateIndex implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("duplicate-index", Area.INDEX, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A table has two indexes with the same method, keys, operator classes, collations, order, predicate and"
                            + " INCLUDE, one of which may belong to a constraint.")
            .cost("twice the space, and twice the work with every write")
            .safe("Drop the one that no constraint owns, with DROP INDEX CONCURRENTLY.")
            .fixable()
            .seed("Indexes: no redundant indexes")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : IndexedRelations.of(schema)) {
            List<KeptIndex> all = KeptIndex.of(table);
            for (KeptIndex one : all) {
                keptInsteadOf(one, all)
                        .ifPresent(kept -> report.found(
                                        schema,
                                        one.object(),
                                        one.name() + " of " + SchemaContext.shown(table.name())
                                                + " is the same index as " + owned(kept)
                                                + ", and every write keeps both")
                                .advice(advice(one))
                                .fix(
                                        one.constraint() == null
                                                ? SchemaFixes.withoutIndex(schema, table.name(), one.name())
                                                : new Fix.ByHand("foreign keys may rest on the constraint")));
            }
        }
    }

    /** The index that makes this one superfluous, as it is the same. */
    static Optional<KeptIndex> keptInsteadOf(KeptIndex one, List<KeptIndex> all) {
        return all.stream()
                .filter(other -> !other.equals(one) && replaces(other, one))
                .filter(other -> !replaces(one, other) || KeptIndex.BEFORE_OTHERS.compare(other, one) < 0)
                .min(KeptIndex.BEFORE_OTHERS);
    }

    /** Whether nothing is lost if one of two equal indexes goes. */
    private static boolean replaces(KeptIndex kept, KeptIndex dropped) {
        if (!isSame(kept.index(), dropped.index())
                || dropped.constraint() instanceof Constraint.PrimaryKey
                || dropped.constraint() instanceof Constraint.Exclusion
                || (dropped.constraint() != null && kept.constraint() == null)) {
            return false;
        }
        return !dropped.index().unique()
                || (kept.index().unique()
                        && (kept.index().nullsNotDistinct() || !dropped.index().nullsNotDistinct())
                        && (!kept.isDeferrable() || dropped.isDeferrable()));
    }

    /** Whether two indexes have the same entries in the same order. */
    static boolean isSame(Index one, Index other) {
        return one.valid()
                && other.valid()
                && one.method().equals(other.method())
                && one.elements().equals(other.elements())
                && Objects.equals(one.predicate(), other.predicate())
                && Set.copyOf(one.include()).equals(Set.copyOf(other.include()));
    }

    private static String owned(KeptIndex kept) {
        if (kept.constraint() instanceof Constraint.PrimaryKey) {
            return "that of its primary key " + kept.name();
        }
        return kept.constraint() == null ? kept.name() : "that of its constraint " + kept.name();
    }

    private static String advice(KeptIndex one) {
        return one.constraint() == null
                ? one.drop()
                : one.drop() + " Foreign keys that rest on it have to be made anew, to rest on the other.";
    }
}
