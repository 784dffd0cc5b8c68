package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.migrate.plan.AddColumn;
import dev.pgwright.migrate.plan.AddNotValid;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.Report.Draft;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import java.util.List;
import java.util.Objects;

/** A foreign key that is checked for every row as it is added. */
public final class AddForeignKeyWithoutNotValid implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "add-foreign-key-without-not-valid", Needs.SQL, Severity.ERROR)
            .detects(
                    "ALTER TABLE ... ADD FOREIGN KEY without NOT VALID on an existing table, or ADD COLUMN ... REFERENCES"
                            + " with a default.")
            .cost("SHARE ROW EXCLUSIVE on both tables while every referencing row is looked up")
            .safe("Add it NOT VALID, then VALIDATE CONSTRAINT in a later transaction.")
            .seed("Migration Safety: adding foreign key -> NOT VALID + VALIDATE")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations()) {
            if (action.isForeign()) {
                continue;
            }
            if (action.command().subtype() == AlterTableType.AT_AddConstraint) {
                action.constraint()
                        .filter(AddForeignKeyWithoutNotValid::isChecked)
                        .filter(key -> !partitionsHaveIt(action, key))
                        .ifPresent(key -> added(action, key, report));
            } else if (action.command().subtype() == AlterTableType.AT_AddColumn && !action.addsWhatIsThere()) {
                action.columnConstraints(ConstrType.CONSTR_FOREIGN).stream()
                        .filter(key -> hasDefault(action) && isChecked(key))
                        .forEach(key -> withColumn(action, key, report));
            }
        }
    }

    private static boolean isChecked(Constraint key) {
        return key.contype() == ConstrType.CONSTR_FOREIGN
                && key.pktable() != null
                && !key.skipValidation()
                && key.isEnforced();
    }

    /** Whether every partition has the key already, valid: the table's own then takes those over and reads nothing. */
    private static boolean partitionsHaveIt(AlterAction action, Constraint key) {
        SchemaState state = action.context().state();
        List<QualifiedName> partitions = state.partitionsOf(action.table());
        List<String> columns = Nodes.names(key.fkAttrs());
        return !partitions.isEmpty()
                && partitions.stream()
                        .allMatch(partition ->
                                state.table(partition).map(table -> table.foreignKeys()).orElse(List.of()).stream()
                                        .anyMatch(own -> own.validated()
                                                && own.columns().equals(columns)
                                                && own.referenced().equals(referenced(action, key))));
    }

    /** Even DEFAULT NULL has PostgreSQL look: transformAlterTableStmt asks only whether there is a default. */
    private static boolean hasDefault(AlterAction action) {
        return !action.columnConstraints(ConstrType.CONSTR_DEFAULT).isEmpty() || action.rewrites();
    }

    private static void added(AlterAction action, Constraint key, Report report) {
        String name = key.conname() == null ? "a foreign key" : "the foreign key " + key.conname();
        Draft found = report.found(
                        action,
                        "Adding " + name + " looks up every row of " + action.table() + " in "
                                + (referenced(action, key).equals(action.table())
                                        ? "the table itself while nobody can write to it"
                                        : referenced(action, key) + " while nobody can write to either"))
                .fix(AddNotValid.of(action.change(), action.number()));
        if (action.isPartitioned() && action.context().version() < 18) {
            found.advice(
                    "PostgreSQL " + action.context().version() + " refuses NOT VALID on a partitioned table: add the"
                            + " key to each partition NOT VALID and validate it there, then add it to " + action.table()
                            + ", which takes over the valid ones.");
        }
    }

    private static void withColumn(AlterAction action, Constraint key, Report report) {
        report.found(
                        action,
                        "The new column " + action.column()
                                + " has a default, so its foreign key looks up every row of "
                                + action.table() + " in " + referenced(action, key) + " while nobody can read or write "
                                + action.table())
                .at(key.location())
                .advice("Add the column without the foreign key, then add the key NOT VALID and VALIDATE it in a later"
                        + " transaction.")
                .fix(AddColumn.of(action.change(), action.number(), action.rewrites()));
    }

    private static QualifiedName referenced(AlterAction action, Constraint key) {
        return action.context().state().resolve(Objects.requireNonNull(key.pktable()));
    }
}
