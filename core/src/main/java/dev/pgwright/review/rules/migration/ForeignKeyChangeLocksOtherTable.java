package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Settings;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Trees;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Foreign keys that come or go, and lock the table at their other end. */
public final class ForeignKeyChangeLocksOtherTable implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "foreign-key-change-locks-other-table", Needs.SQL, Severity.ADVICE)
            .detects(
                    "A foreign key to another existing table is made, be it with a new table or NOT VALID, or removed, with no"
                            + " lock_timeout set.")
            .cost("SHARE ROW EXCLUSIVE on the referenced table as it is made, ACCESS EXCLUSIVE as it is removed")
            .safe("Set lock_timeout, retry, and keep the step apart from other work.")
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.step().settings().limits(Settings.LOCK_TIMEOUT)) {
            return;
        }
        if (statement.tree() instanceof CreateStmt create && create.relation() != null) {
            QualifiedName table = statement.state().resolve(create.relation());
            if (!(create.ifNotExists() && statement.state().isRelation(table))) {
                say(statement, "Making", table, referenced(statement, create), statement.span(), report);
            }
        }
        if (statement.tree() instanceof DropStmt drop && drop.removeType() == ObjectType.OBJECT_TABLE) {
            dropped(statement, drop, report);
        }
        statement.alterations().forEach(action -> altered(action, report));
    }

    private static void altered(AlterAction action, Report report) {
        StatementContext statement = action.context();
        switch (action.command().subtype()) {
            case AT_AddConstraint -> {
                // one that is checked at once is for add-foreign-key-without-not-valid
                boolean later = action.constraint()
                        .filter(key -> key.contype() == ConstrType.CONSTR_FOREIGN
                                && (key.skipValidation() || !key.isEnforced()))
                        .isPresent();
                if (later) {
                    say(
                            statement,
                            "Making",
                            action.table(),
                            referenced(statement, action.command()),
                            action.span(),
                            report);
                }
            }
            case AT_AddColumn -> {
                boolean checked =
                        !action.columnConstraints(ConstrType.CONSTR_DEFAULT).isEmpty();
                if (!checked && !action.addsWhatIsThere()) {
                    say(
                            statement,
                            "Making",
                            action.table(),
                            referenced(statement, action.command()),
                            action.span(),
                            report);
                }
            }
            case AT_DropConstraint, AT_DropColumn -> {
                boolean column = action.command().subtype() == AlterTableType.AT_DropColumn;
                Set<QualifiedName> others = action.knownTable().map(Table::foreignKeys).orElse(List.of()).stream()
                        .filter(key -> column
                                ? key.columns().contains(action.column())
                                : key.name().equals(action.command().name()))
                        .map(ForeignKey::referenced)
                        .collect(Collectors.toCollection(TreeSet::new));
                say(statement, "Removing", action.table(), others, action.span(), report);
            }
            default -> {}
        }
    }

    private static void dropped(StatementContext statement, DropStmt drop, Report report) {
        SchemaState state = statement.state();
        List<QualifiedName> tables = drop.objects().stream()
                .map(object -> state.resolve(Trees.nameParts(object)))
                .toList();
        for (QualifiedName table : tables) {
            Set<QualifiedName> others = state.table(table).map(Table::foreignKeys).orElse(List.of()).stream()
                    .map(ForeignKey::referenced)
                    .filter(other -> !tables.contains(other))
                    .collect(Collectors.toCollection(TreeSet::new));
            say(statement, "Removing", table, others, statement.span(), report);
        }
    }

    private static Set<QualifiedName> referenced(StatementContext statement, Node tree) {
        return Nodes.all(tree, Constraint.class).stream()
                .filter(key -> key.contype() == ConstrType.CONSTR_FOREIGN && key.pktable() != null)
                .map(key -> statement.state().resolve(Objects.requireNonNull(key.pktable())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void say(
            StatementContext statement,
            String what,
            QualifiedName table,
            Set<QualifiedName> others,
            Span span,
            Report report) {
        for (QualifiedName other : others) {
            if (!other.equals(table)
                    && statement.step().effectOn(other).isPresent()
                    && !statement.migration().hasLockedBefore(statement.step(), other)) {
                report.found(
                                statement,
                                what + " the foreign key of " + table + " locks " + other
                                        + " too, and waits for it without limit while others queue behind")
                        .at(span)
                        .on(other)
                        .whateverTheSize();
            }
        }
    }
}
