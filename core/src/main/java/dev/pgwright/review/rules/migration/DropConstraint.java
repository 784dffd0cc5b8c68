package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.NullTest;
import java.util.List;
import java.util.Optional;

/** DROP CONSTRAINT without a replacement. */
public final class DropConstraint implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("drop-constraint", Needs.SQL, Severity.WARNING)
            .detects(
                    "DROP CONSTRAINT of a key, FOREIGN KEY, UNIQUE, CHECK or EXCLUDE that the migration does not replace.")
            .cost("ACCESS EXCLUSIVE; for a foreign key on both tables")
            .safe("Add the replacement first (NOT VALID, then VALIDATE CONSTRAINT), and drop the old one afterwards.")
            .seed("Core: constraints belong in the database")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations(AlterTableType.AT_DropConstraint)) {
            String name = String.valueOf(action.command().name());
            Optional<Constraint> known = action.knownTable().stream()
                    .flatMap(table -> table.constraints().stream())
                    .filter(constraint -> constraint.name().equals(name))
                    .findFirst();
            boolean missing = known.isEmpty() && action.knownTable().isPresent() && !statement.isPartlyKnown();
            if (missing || isNew(statement, action.table(), name)) {
                continue;
            }
            boolean accounted = known.isPresent()
                    ? isAccounted(statement, action, known.get())
                    : WholeFile.addedConstraints(statement, action.table())
                                    .findAny()
                                    .isPresent()
                            || setsNotNull(statement, action.table());
            if (!accounted && !WholeFile.isDroppedLater(statement, action.table())) {
                String words = known.map(ConstraintParts::words).orElse("constraint") + " " + name;
                report.found(
                                action,
                                "After this nothing keeps out rows that " + words + " of " + action.table()
                                        + " does not allow")
                        .whateverTheSize();
            }
        }
    }

    private static boolean isNew(StatementContext statement, QualifiedName table, String name) {
        return statement.migration().steps().stream()
                .anyMatch(step -> step.tree() instanceof AlterTableStmt alter
                        && alter.relation() != null
                        && statement.state().resolve(alter.relation()).equals(table)
                        && alter.cmds().stream()
                                .anyMatch(command -> command instanceof AlterTableCmd add
                                        && add.def() instanceof dev.pgwright.sql.tree.Constraint constraint
                                        && name.equals(constraint.conname())));
    }

    private static boolean setsNotNull(StatementContext statement, QualifiedName table) {
        return WholeFile.actions(statement, table).anyMatch(action -> action.subtype() == AlterTableType.AT_SetNotNull);
    }

    private static boolean isAccounted(StatementContext statement, AlterAction action, Constraint constraint) {
        QualifiedName table = action.table();
        if (constraint instanceof Constraint.NotNull) {
            return true;
        }
        List<String> columns = ConstraintParts.columns(constraint);
        boolean columnGoes = WholeFile.actions(statement, table)
                .anyMatch(other -> other.subtype() == AlterTableType.AT_DropColumn && columns.contains(other.name()));
        boolean replaced = WholeFile.addedConstraints(statement, table)
                .anyMatch(added -> added.contype() == ConstraintParts.type(constraint));
        boolean indexed = constraint instanceof Constraint.Unique
                && WholeFile.indexes(statement, table).anyMatch(IndexStmt::unique);
        return columnGoes || replaced || indexed || isNotNullInDisguise(statement, action, constraint, columns);
    }

    /** CHECK (c IS NOT NULL), the step on the way to SET NOT NULL, when the column is NOT NULL by now. */
    private static boolean isNotNullInDisguise(
            StatementContext statement, AlterAction action, Constraint constraint, List<String> columns) {
        boolean asks = constraint instanceof Constraint.Check check
                && columns.size() == 1
                && Expressions.parse(check.expression())
                        .filter(NullTest.class::isInstance)
                        .isPresent();
        return asks
                && (setsNotNull(statement, action.table())
                        || action.knownTable()
                                .flatMap(table -> table.column(columns.get(0)))
                                .filter(Column::notNull)
                                .isPresent());
    }
}
