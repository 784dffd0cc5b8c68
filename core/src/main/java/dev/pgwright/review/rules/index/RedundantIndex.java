package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.fix.SchemaFixes;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Indexes that another one begins with. */
public final class RedundantIndex implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("redundant-index", Area.INDEX, Needs.CATALOG, Severity.WARNING)
            .detects("A b-tree that is not unique is the leading part of another valid index with the same predicate.")
            .cost("space, and more work with every write")
            .safe("Drop it with DROP INDEX CONCURRENTLY, after a look at the size of the longer one.")
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
                kept(one, all)
                        .ifPresent(kept -> report.found(
                                        schema,
                                        one.object(),
                                        one.name() + " of " + SchemaContext.shown(table.name())
                                                + " can do nothing that " + kept.name() + " cannot: "
                                                + how(one, kept) + ", and every write keeps both")
                                .advice(one.drop()
                                        + " Compare the sizes before: where the longer index is many times as"
                                        + " large, the short one may be worth its writes.")
                                .fix(SchemaFixes.withoutIndex(schema, table.name(), one.name())));
            }
        }
    }

    private static Optional<KeptIndex> kept(KeptIndex one, List<KeptIndex> all) {
        if (!isSuperfluous(one, all) || DuplicateIndex.keptInsteadOf(one, all).isPresent()) {
            return Optional.empty();
        }
        return all.stream()
                .filter(other -> covers(other, one)
                        && !isSuperfluous(other, all)
                        && DuplicateIndex.keptInsteadOf(other, all).isEmpty())
                .min(Comparator.comparingInt(
                                (KeptIndex other) -> other.elements().size())
                        .thenComparing(KeptIndex.BEFORE_OTHERS));
    }

    private static boolean isSuperfluous(KeptIndex one, List<KeptIndex> all) {
        return all.stream()
                .anyMatch(other ->
                        covers(other, one) && (!covers(one, other) || KeptIndex.BEFORE_OTHERS.compare(other, one) < 0));
    }

    /** Whether every scan of the one can be a scan of the other, which is another index. */
    private static boolean covers(KeptIndex longer, KeptIndex one) {
        Index index = one.index();
        return !longer.equals(one)
                && !index.unique()
                && one.constraint() == null
                && !one.isNamedByTable()
                && index.valid()
                && longer.index().valid()
                && index.method().equals("btree")
                && longer.index().method().equals("btree")
                && Objects.equals(index.predicate(), longer.index().predicate())
                && !DuplicateIndex.isSame(index, longer.index())
                && begins(longer.elements(), one.elements())
                && index.include().stream()
                        .allMatch(column -> longer.columns().contains(column)
                                || longer.index().include().contains(column));
    }

    /** Whether the keys begin with these, read forwards or, all of them, backwards. */
    private static boolean begins(List<IndexElement> keys, List<IndexElement> these) {
        if (keys.size() < these.size()) {
            return false;
        }
        List<IndexElement> part = keys.subList(0, these.size());
        return part.equals(these)
                || part.equals(these.stream().map(RedundantIndex::backwards).toList());
    }

    private static IndexElement backwards(IndexElement element) {
        return new IndexElement(
                element.key(),
                element.expression(),
                element.collation(),
                element.operatorClass(),
                !element.descending(),
                !element.nullsFirst());
    }

    private static String how(KeptIndex one, KeptIndex kept) {
        boolean forwards = kept.elements().subList(0, one.elements().size()).equals(one.elements());
        if (kept.elements().size() > one.elements().size()) {
            return forwards ? "that begins with the same keys" : "that begins with the same keys, to be read backwards";
        }
        return forwards
                ? "that has the same keys and more columns in INCLUDE"
                : "that is the same, to be read backwards";
    }
}
