package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterEnumStmt;
import java.util.Optional;

/** ADD VALUE at the end of an enumeration, without saying so. */
public final class EnumValueWithoutPosition implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("enum-value-without-position", Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("ALTER TYPE ... ADD VALUE without BEFORE or AFTER, so that the value becomes the last one.")
            .safe("Say BEFORE or AFTER which value it comes.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof AlterEnumStmt alter)
                || alter.oldVal() != null
                || alter.newVal() == null
                || alter.newValNeighbor() != null) {
            return;
        }
        QualifiedName type = statement.state().resolve(Nodes.names(alter.typeName()));
        Optional<EnumType> known = statement.state().enumType(type);
        String value = alter.newVal();
        boolean there = alter.skipIfNewValExists()
                && known.filter(one -> one.values().contains(value)).isPresent();
        if (!there && !statement.migration().isNewType(type)) {
            String last = known.filter(one -> !one.values().isEmpty())
                    .map(one -> ", behind '" + one.values().get(one.values().size() - 1) + "'")
                    .orElse("");
            report.found(
                            statement,
                            "The value '" + alter.newVal() + "' becomes the last one of " + type + last
                                    + ", because no place is given")
                    .about(type.toString());
        }
    }
}
