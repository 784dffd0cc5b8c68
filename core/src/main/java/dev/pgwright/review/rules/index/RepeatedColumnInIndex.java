package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Indexes that hold a value twice in each entry. */
public final class RepeatedColumnInIndex implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "repeated-column-in-index", Area.INDEX, Needs.SQL, Severity.WARNING)
            .detects("An index has the same column or expression twice, among its keys or in INCLUDE.")
            .safe("Leave the second one out.")
            .byHand("the index has to be made anew under its name")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : IndexedRelations.of(schema)) {
            for (KeptIndex one : KeptIndex.of(table)) {
                repeated(one)
                        .ifPresent(key -> report.found(
                                schema,
                                one.object(),
                                one.name() + " of " + SchemaContext.shown(table.name()) + " has " + key
                                        + " twice, and the second one tells no entries apart"));
            }
        }
    }

    private static Optional<String> repeated(KeptIndex one) {
        List<IndexElement> keys = one.elements();
        for (int i = 1; i < keys.size(); i++) {
            IndexElement key = keys.get(i);
            if (keys.subList(0, i).stream()
                    .anyMatch(before -> repeats(before, key, one.index().method()))) {
                return Optional.of(key.key());
            }
        }
        List<String> seen = new ArrayList<>();
        for (String column : one.index().include()) {
            if (seen.contains(column) || one.columns().contains(column)) {
                return Optional.of(column);
            }
            seen.add(column);
        }
        return Optional.empty();
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
