package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.fix.IndexFixes;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Indexes that hold a value twice in each entry. */
public final class RepeatedColumnInIndex implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "repeated-column-in-index", Area.INDEX, Needs.SQL, Severity.WARNING)
            .detects("An index has the same column or expression twice, among its keys or in INCLUDE.")
            .safe("Leave the second one out.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : IndexedRelations.of(schema)) {
            for (KeptIndex one : KeptIndex.of(table)) {
                Set<Integer> keys = repeatedKeys(one);
                Set<Integer> included = repeatedColumns(one);
                if (keys.isEmpty() && included.isEmpty()) {
                    continue;
                }
                String first = keys.isEmpty()
                        ? one.index().include().get(Collections.min(included))
                        : one.elements().get(Collections.min(keys)).key();
                report.found(
                                schema,
                                one.object(),
                                one.name() + " of " + SchemaContext.shown(table.name()) + " has " + first
                                        + " twice, and the second one tells no entries apart")
                        .fix(
                                one.constraint() == null
                                        ? IndexFixes.without(schema, table, one.index(), keys, included)
                                        : new Fix.ByHand("the constraint has to be made anew with its index"));
            }
        }
    }

    private static Set<Integer> repeatedKeys(KeptIndex one) {
        Set<Integer> found = new TreeSet<>();
        List<IndexElement> keys = one.elements();
        for (int i = 1; i < keys.size(); i++) {
            IndexElement key = keys.get(i);
            if (keys.subList(0, i).stream()
                    .anyMatch(before -> repeats(before, key, one.index().method()))) {
                found.add(i);
            }
        }
        return found;
    }

    private static Set<Integer> repeatedColumns(KeptIndex one) {
        Set<Integer> found = new TreeSet<>();
        List<String> included = one.index().include();
        for (int i = 0; i < included.size(); i++) {
            String column = included.get(i);
            if (included.subList(0, i).contains(column) || one.columns().contains(column)) {
                found.add(i);
            }
        }
        return found;
    }

    /** Behind a column the same one has no order of its own in a b-tree; other methods may answer other questions with it. */
    private static boolean repeats(IndexElement before, IndexElement key, String method) {
        return before.key().equals(key.key())
                && before.expression() == key.expression()
                && (method.equals("btree")
                        ? Objects.equals(before.collation(), key.collation())
                        : Objects.equals(before.operatorClass(), key.operatorClass()));
    }
}
