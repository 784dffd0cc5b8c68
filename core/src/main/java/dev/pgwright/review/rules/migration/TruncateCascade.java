package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Catalog.TableForeignKey;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.DropBehavior;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.TruncateStmt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** TRUNCATE that empties tables which it does not name. */
public final class TruncateCascade implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("truncate-cascade", Needs.SQL, Severity.ERROR)
            .detects("TRUNCATE ... CASCADE, which also empties every table that references the target.")
            .cost("ACCESS EXCLUSIVE on all of them; their rows are lost")
            .losesData()
            .safe("Name each table that is to be emptied and leave out CASCADE.")
            .seed("Core: data integrity is non-negotiable")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof TruncateStmt truncate) || truncate.behavior() != DropBehavior.DROP_CASCADE) {
            return;
        }
        Set<QualifiedName> named = new LinkedHashSet<>();
        boolean unknown = false;
        for (Node node : truncate.relations()) {
            if (node instanceof RangeVar range) {
                QualifiedName table = statement.state().resolve(range);
                unknown |= statement.existing(range).isPresent()
                        && statement.state().table(table).isEmpty();
                named.add(table);
            }
        }
        Set<QualifiedName> others = referencing(statement, named);
        if (!others.isEmpty()) {
            report.found(
                            statement,
                            "CASCADE also empties "
                                    + others.stream()
                                            .map(QualifiedName::toString)
                                            .collect(Collectors.joining(", "))
                                    + ", which the statement does not name")
                    .on(others.iterator().next())
                    .whateverTheSize();
        } else if (unknown) {
            report.found(
                    statement,
                    "CASCADE also empties every table that references "
                            + named.stream().map(QualifiedName::toString).collect(Collectors.joining(", "))
                            + ", and those that reference them");
        }
    }

    /** The existing tables that reference others in a chain that ends at the named ones. */
    private static Set<QualifiedName> referencing(StatementContext statement, Set<QualifiedName> named) {
        Set<QualifiedName> reached = new LinkedHashSet<>(named);
        List<QualifiedName> open = new ArrayList<>(named);
        while (!open.isEmpty()) {
            QualifiedName table = open.remove(0);
            for (TableForeignKey key : statement.state().foreignKeysTo(table)) {
                if (reached.add(key.table().name())) {
                    open.add(key.table().name());
                }
            }
            for (QualifiedName partition : statement.state().partitionsOf(table)) {
                if (reached.add(partition)) {
                    open.add(partition);
                    named.add(partition);
                }
            }
        }
        reached.removeAll(named);
        reached.removeIf(statement::isNew);
        return new TreeSet<>(reached);
    }
}
