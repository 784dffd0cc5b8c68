package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.steps.SchemaStep;
import dev.pgwright.migrate.plan.steps.SchemaStep.Action;
import dev.pgwright.migrate.plan.steps.UnitKind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.AlterObjectSchemaStmt;
import dev.pgwright.sql.tree.CmdType;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.DropBehavior;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.MergeWhenClause;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.RuleStmt;
import dev.pgwright.sql.tree.TruncateStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which rows and values the statements of a script destroy. What the script has made itself nobody misses. */
final class RowLosses {
    private static final String TEMPORARY = "pg_temp";

    private final Set<String> made = new HashSet<>();

    /** Tells what a statement has made; another name makes nothing. */
    void made(Node statement, List<SchemaStep> steps) {
        if (statement instanceof RenameStmt || statement instanceof AlterObjectSchemaStmt) {
            return;
        }
        for (SchemaStep step : steps) {
            UnitKind kind = step.unit().kind();
            if (step.action() == Action.MAKE && (kind == UnitKind.TABLE || kind == UnitKind.COLUMN)) {
                made.add(step.unit().name());
            }
        }
    }

    /** What a statement destroys, in a DO block too. What a rule or function would do, it does not do yet. */
    List<Loss> of(Node statement, String sql, SchemaState state) {
        List<Loss> found = new ArrayList<>();
        if (statement instanceof DoStmt) {
            DoBlock.everyStatement(sql)
                    .forEach(inner -> add(Sql.parseStatement(inner).tree(), state, found));
        } else if (!(statement instanceof RuleStmt || statement instanceof CreateFunctionStmt)) {
            add(statement, state, found);
        }
        return found.stream()
                .filter(loss -> !made.contains(loss.object()))
                .distinct()
                .toList();
    }

    /** The statement and those in its WITH. */
    private void add(Node tree, SchemaState state, List<Loss> found) {
        Nodes.walk(tree, node -> {
            if (node instanceof TruncateStmt truncate) {
                truncated(truncate, state, found);
            } else if (node instanceof DeleteStmt delete && delete.relation() != null) {
                deleted(delete.relation(), delete.whereClause() == null, state, found);
            } else if (node instanceof UpdateStmt update && update.relation() != null) {
                updated(update.relation(), update.targetList(), update.whereClause(), state, found);
            } else if (node instanceof InsertStmt insert
                    && insert.relation() != null
                    && insert.onConflictClause() != null) {
                updated(
                        insert.relation(),
                        insert.onConflictClause().targetList(),
                        insert.onConflictClause().whereClause(),
                        state,
                        found);
            } else if (node instanceof MergeStmt merge && merge.relation() != null) {
                merged(merge, merge.relation(), state, found);
            }
        });
    }

    private void truncated(TruncateStmt truncate, SchemaState state, List<Loss> found) {
        Set<QualifiedName> tables = new HashSet<>();
        for (Node relation : truncate.relations()) {
            if (relation instanceof RangeVar named && tables.add(state.resolve(named))) {
                found.add(allRows(state.resolve(named), ""));
            }
        }
        boolean more = truncate.behavior() == DropBehavior.DROP_CASCADE;
        while (more) {
            more = false;
            for (Table table : state.tables()) {
                boolean refers = !tables.contains(table.name())
                        && foreignKeys(table).stream().anyMatch(key -> tables.contains(key.referenced()));
                if (refers) {
                    tables.add(table.name());
                    found.add(allRows(table.name(), " (CASCADE)"));
                    more = true;
                }
            }
        }
    }

    private static Loss allRows(QualifiedName table, String why) {
        return new Loss(table.toString(), "all rows of " + table + why);
    }

    private void deleted(RangeVar relation, boolean all, SchemaState state, List<Loss> found) {
        QualifiedName table = state.resolve(relation);
        if (isMade(table)) {
            return;
        }
        found.add(all ? allRows(table, "") : new Loss(table.toString(), "rows of " + table + " (DELETE)"));
        follow(table, state, new HashSet<>(), found);
    }

    /** What foreign keys do with the rows that refer to those that are deleted. */
    private static void follow(QualifiedName table, SchemaState state, Set<QualifiedName> seen, List<Loss> found) {
        if (!seen.add(table)) {
            return;
        }
        for (Table other : state.tables()) {
            for (Constraint.ForeignKey key : foreignKeys(other)) {
                if (key.referenced().equals(table)) {
                    follow(other, key, state, seen, found);
                }
            }
        }
    }

    private static void follow(
            Table other, Constraint.ForeignKey key, SchemaState state, Set<QualifiedName> seen, List<Loss> found) {
        String why = " that refer to rows of " + key.referenced() + " (ON DELETE "
                + key.onDelete().sql() + ")";
        if (key.onDelete() == ReferentialAction.CASCADE) {
            found.add(new Loss(other.name().toString(), "rows of " + other.name() + why));
            follow(other.name(), state, seen, found);
        } else if (key.onDelete() == ReferentialAction.SET_NULL || key.onDelete() == ReferentialAction.SET_DEFAULT) {
            for (String column : key.setColumns().isEmpty() ? key.columns() : key.setColumns()) {
                String name = other.name() + "." + column;
                found.add(new Loss(name, "values of " + name + why));
            }
        }
    }

    private static List<Constraint.ForeignKey> foreignKeys(Table table) {
        return table.constraints().stream()
                .filter(Constraint.ForeignKey.class::isInstance)
                .map(Constraint.ForeignKey.class::cast)
                .toList();
    }

    private void updated(
            RangeVar relation, List<Node> targets, @Nullable Node where, SchemaState state, List<Loss> found) {
        QualifiedName table = state.resolve(relation);
        if (isMade(table)) {
            return;
        }
        String alias =
                relation.alias() == null ? relation.relname() : relation.alias().aliasname();
        for (Node target : targets) {
            if (target instanceof ResTarget set && !wasNull(where, String.valueOf(alias), set.name())) {
                String name = table + "." + set.name();
                found.add(new Loss(name, "the old values of " + name + ", which the way back cannot restore"));
            }
        }
    }

    /** Whether rows are changed only where a column has no value. */
    private static boolean wasNull(@Nullable Node where, String alias, @Nullable String column) {
        return column != null
                && Nodes.conjuncts(where).stream()
                        .anyMatch(each -> each instanceof NullTest test
                                && test.nulltesttype() == NullTestType.IS_NULL
                                && test.arg() instanceof ColumnRef tested
                                && isColumn(Nodes.names(tested.fields()), alias, column));
    }

    private static boolean isColumn(List<String> names, String alias, String column) {
        int last = names.size() - 1;
        return last >= 0
                && names.get(last).equals(column)
                && (last == 0 || names.get(last - 1).equals(alias));
    }

    private void merged(MergeStmt merge, RangeVar relation, SchemaState state, List<Loss> found) {
        for (Node clause : merge.mergeWhenClauses()) {
            if (clause instanceof MergeWhenClause when && when.commandType() == CmdType.CMD_DELETE) {
                deleted(relation, false, state, found);
            } else if (clause instanceof MergeWhenClause when && when.commandType() == CmdType.CMD_UPDATE) {
                updated(relation, when.targetList(), when.condition(), state, found);
            }
        }
    }

    private boolean isMade(QualifiedName table) {
        return made.contains(table.toString()) || table.schema().equals(TEMPORARY);
    }
}
