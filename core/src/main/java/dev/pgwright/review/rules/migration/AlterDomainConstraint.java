package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.migrate.plan.DomainNotValid;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.Report.Draft;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterDomainStmt;
import dev.pgwright.sql.tree.Constraint;
import java.util.List;
import java.util.stream.Collectors;

/** ALTER DOMAIN that reads every table with a column of the domain. */
public final class AlterDomainConstraint implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("alter-domain-constraint", Needs.SQL, Severity.WARNING)
            .detects(
                    "ALTER DOMAIN ... ADD CONSTRAINT without NOT VALID, VALIDATE CONSTRAINT or SET NOT NULL of a domain that"
                            + " tables use.")
            .cost("SHARE on every table with a column of the domain while every row is read")
            .safe("Add the constraint NOT VALID and validate it when few write, or put a CHECK on the column instead.")
            .seed("Migrations: lock implications understood")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof AlterDomainStmt alter) || !readsRows(alter)) {
            return;
        }
        QualifiedName domain = statement.state().resolve(Nodes.names(alter.typeName()));
        List<QualifiedName> tables = statement.step().existing().stream()
                .filter(RelationEffect::scans)
                .map(RelationEffect::relation)
                .toList();
        boolean known = statement.state().domain(domain).isPresent();
        if (tables.isEmpty() && (known || statement.migration().isNewType(domain))) {
            return;
        }
        String where = tables.isEmpty()
                ? "every table with a column of it"
                : tables.stream().map(QualifiedName::toString).collect(Collectors.joining(", "));
        boolean validates = "V".equals(alter.subtype());
        Draft found = report.found(
                statement,
                (validates ? "Validating " + alter.name() + " of" : "Changing") + " the domain " + domain
                        + " reads every row of " + where + " and keeps writes out of it");
        tables.stream().findFirst().ifPresentOrElse(found::on, () -> found.about(domain.toString()));
        if (validates) {
            found.severity(Severity.ADVICE)
                    .advice(
                            "Validate when few write, with lock_timeout set: a domain's constraint has no lighter way.");
        } else {
            found.fix(DomainNotValid.of(statement.change()));
        }
    }

    private static boolean readsRows(AlterDomainStmt alter) {
        // the letters of AlterDomainStmt.subtype: O for SET NOT NULL, C for ADD CONSTRAINT, V for VALIDATE
        return switch (String.valueOf(alter.subtype())) {
            case "O", "V" -> true;
            case "C" -> alter.def() instanceof Constraint constraint && !constraint.skipValidation();
            default -> false;
        };
    }
}
