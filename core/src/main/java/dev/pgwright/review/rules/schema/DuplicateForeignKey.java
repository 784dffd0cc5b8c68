package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;
import dev.pgwright.review.fix.ConstraintFixes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Foreign keys that check what another has checked already. */
public final class DuplicateForeignKey implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "duplicate-foreign-key", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("Two foreign keys of a table cover the same columns and target, or share columns so that "
                    + "one adds nothing.")
            .cost("each write is checked twice")
            .safe("Drop the spare one.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        Map<QualifiedName, List<TableConstraint<Constraint.ForeignKey>>> byTable = new TreeMap<>();
        for (TableConstraint<Constraint.ForeignKey> key : schema.constraints(Constraint.ForeignKey.class)) {
            byTable.computeIfAbsent(key.table().name(), table -> new ArrayList<>())
                    .add(key);
        }
        byTable.values()
                .forEach(keys -> keys.forEach(key -> keys.stream()
                        .filter(other -> other != key && isImplied(key, other))
                        .findFirst()
                        .ifPresent(other -> report.found(
                                        schema,
                                        key.object(),
                                        key.constraint().name() + " of "
                                                + SchemaContext.shown(
                                                        key.table().name()) + " checks what "
                                                + other.constraint().name() + " checks already"
                                                + (key.constraint().onDelete()
                                                                == other.constraint()
                                                                        .onDelete()
                                                        ? ", so that every write is looked up twice"
                                                        : ", and the two say different things of ON DELETE"))
                                .fix(
                                        key.constraint().onDelete()
                                                        == other.constraint().onDelete()
                                                ? ConstraintFixes.withoutConstraint(
                                                        schema,
                                                        key.table().name(),
                                                        key.constraint().name())
                                                : new Fix.ByHand("which of the two actions is meant is not known")))));
    }

    /** Whether every row that fulfils the other key fulfils this one; of two that are alike, this is the one to go. */
    private static boolean isImplied(
            TableConstraint<Constraint.ForeignKey> key, TableConstraint<Constraint.ForeignKey> other) {
        Constraint.ForeignKey one = key.constraint();
        Constraint.ForeignKey two = other.constraint();
        if (!one.referenced().equals(two.referenced())
                || one.period() != two.period()
                || !two.enforced()
                || !pairs(two).containsAll(pairs(one))) {
            return false;
        }
        if (one.columns().size() == two.columns().size()) {
            return one.matchFull() == two.matchFull() && one.name().compareTo(two.name()) > 0;
        }
        // a key with a NULL in it is not checked, the shorter one may still be
        return !one.period()
                && other.whole()
                && two.columns().stream().allMatch(name -> isNotNull(other.table(), name));
    }

    private static boolean isNotNull(Table table, String column) {
        return table.column(column).map(Column::notNull).orElse(false);
    }

    private static Set<List<String>> pairs(Constraint.ForeignKey key) {
        Set<List<String>> pairs = new HashSet<>();
        for (int i = 0; i < key.columns().size(); i++) {
            pairs.add(List.of(key.columns().get(i), key.referencedColumns().get(i)));
        }
        return pairs;
    }
}
