package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.Report.Draft;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.IndexElem;
import dev.pgwright.sql.tree.IndexStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Uniqueness asked of rows that were written without it. */
public final class UniqueOverExistingData implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "unique-over-existing-data", Needs.HISTORY, Severity.WARNING)
            .detects(
                    "A unique index, UNIQUE or PRIMARY KEY over existing columns whose values nothing has kept unique so far.")
            .cost("fails at run time when two rows are alike; code that writes such rows fails afterwards")
            .safe("Search for duplicates first, mend them, and then build the unique index CONCURRENTLY.")
            .seed("Core: constraints belong in the database")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof IndexStmt index && index.unique() && index.relation() != null) {
            statement.existing(index.relation()).ifPresent(table -> {
                List<String> columns = columns(index);
                boolean there = index.ifNotExists()
                        && index.idxname() != null
                        && statement
                                .state()
                                .index(QualifiedName.of(table.schema(), index.idxname()))
                                .isPresent();
                if (!there && !UniqueData.isLikely(statement, table, columns)) {
                    say(report.found(statement, message(table, keys(index))), table, keys(index));
                }
            });
        }
        for (AlterAction action : statement.alterations(AlterTableType.AT_AddConstraint)) {
            action.constraint()
                    .filter(UniqueOverExistingData::isKey)
                    .map(key -> Nodes.names(key.keys()))
                    .filter(columns -> !UniqueData.isLikely(statement, action.table(), columns)
                            && columns.stream().noneMatch(column -> isAddedHere(action, column)))
                    .ifPresent(columns ->
                            say(report.found(action, message(action.table(), columns)), action.table(), columns));
        }
        for (AlterAction action : statement.alterations(AlterTableType.AT_AddColumn)) {
            inline(action, report);
        }
    }

    /** Of a new column the values are alike if it has a default that is the same for all. */
    private static void inline(AlterAction action, Report report) {
        boolean sameForAll = action.columnConstraints(ConstrType.CONSTR_DEFAULT).stream()
                        .anyMatch(value -> value.rawExpr() != null && !Trees.isNull(value.rawExpr()))
                && !action.rewrites();
        List<Constraint> keys = new ArrayList<>(action.columnConstraints(ConstrType.CONSTR_UNIQUE));
        keys.addAll(action.columnConstraints(ConstrType.CONSTR_PRIMARY));
        if (sameForAll && !keys.isEmpty() && !action.addsWhatIsThere()) {
            report.found(
                            action,
                            "The new column " + action.column() + " has one default for all rows of " + action.table()
                                    + ", so making it unique fails if there are two")
                    .at(keys.get(0).location())
                    .whateverTheSize();
        }
    }

    private static boolean isKey(Constraint constraint) {
        boolean key =
                constraint.contype() == ConstrType.CONSTR_UNIQUE || constraint.contype() == ConstrType.CONSTR_PRIMARY;
        return key && constraint.indexname() == null;
    }

    private static boolean isAddedHere(AlterAction action, String column) {
        return action.statement().cmds().stream()
                .anyMatch(node -> node instanceof AlterTableCmd add
                        && add.subtype() == AlterTableType.AT_AddColumn
                        && add.def() instanceof ColumnDef definition
                        && column.equals(definition.colname()));
    }

    /** The columns of an index, nothing for an expression. */
    private static List<String> columns(IndexStmt index) {
        return index.indexParams().stream()
                .map(param -> param instanceof IndexElem element && element.name() != null ? element.name() : "")
                .toList();
    }

    private static List<String> keys(IndexStmt index) {
        return columns(index).stream()
                .map(column -> column.isEmpty() ? "an expression" : column)
                .toList();
    }

    private static String message(QualifiedName table, List<String> columns) {
        return "Nothing has kept " + String.join(", ", columns) + " of " + table
                + " unique so far: if two rows are alike this fails";
    }

    private static void say(Draft found, QualifiedName table, List<String> columns) {
        found.on(table).cost("fails at run time when two rows are alike").whateverTheSize();
        if (!columns.contains("an expression")) {
            String list = columns.stream().map(Identifiers::quoteIdentifier).collect(Collectors.joining(", "));
            found.advice("Search first: SELECT " + list + ", count(*) FROM "
                    + Identifiers.quoteIdentifier(table.schema(), table.name()) + " GROUP BY " + list
                    + " HAVING count(*) > 1. Mend what it finds, then build the unique index CONCURRENTLY.");
        }
    }
}
