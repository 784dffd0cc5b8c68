package dev.pgwright.locks;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Table;
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Star;
import dev.pgwright.sql.tree.CmdType;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.MergeWhenClause;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE, DELETE, MERGE and COPY FROM: the table, and the tables that its foreign keys have to ask. */
final class RowChanges {
    private final Effects effects;
    private final Relations relations;
    private final Queries queries;

    RowChanges(Effects effects, Queries queries) {
        this.effects = effects;
        this.queries = queries;
        relations = effects.relations();
    }

    /** The relation that INSERT, UPDATE, DELETE or MERGE names; null of any other node. */
    static @Nullable RangeVar written(Node node) {
        if (node instanceof InsertStmt insert) {
            return insert.relation();
        }
        if (node instanceof UpdateStmt update) {
            return update.relation();
        }
        if (node instanceof DeleteStmt delete) {
            return delete.relation();
        }
        return node instanceof MergeStmt merge ? merge.relation() : null;
    }

    void collect(Node statement) {
        Nodes.walk(statement, node -> {
            if (node instanceof InsertStmt insert) {
                insert(insert);
            } else if (node instanceof UpdateStmt update) {
                update(update);
            } else if (node instanceof DeleteStmt delete) {
                delete(delete);
            } else if (node instanceof MergeStmt merge) {
                merge(merge);
            }
        });
    }

    private void insert(InsertStmt insert) {
        if (insert.relation() == null) {
            return;
        }
        QualifiedName table = throughViews(relations.resolve(insert.relation()), QueryForm.INSERT);
        effects.on(QueryForm.INSERT, Role.CHILD, partitions(table));
        inserted(QueryForm.INSERT, table, insertedColumns(table, insert));
        if (insert.onConflictClause() != null) {
            if (insert.onConflictClause().infer() != null) {
                PlannedIndexes.only(effects, QueryForm.INSERT_ON_CONFLICT, Role.INDEX, table);
            }
            updated(table, targets(insert.onConflictClause().targetList()));
        }
        triggered(table);
    }

    /** What new rows ask for: the sequences of columns that are not given, and the foreign keys of those that are. */
    void inserted(Form form, QualifiedName table, @Nullable Set<String> given) {
        Optional<Table> found = relations.table(table);
        Set<String> filled = new HashSet<>();
        for (Column column : found.map(Table::columns).orElse(List.of())) {
            boolean isGiven = given == null || given.contains(column.name());
            if (!isGiven) {
                effects.on(form, Role.SEQUENCE, relations.identitySequences(table, column.name()));
                if (column.defaultExpression() != null) {
                    Expressions.parse(column.defaultExpression())
                            .ifPresent(tree -> effects.on(form, Role.SEQUENCE, Sequences.named(tree, relations)));
                }
            }
            if (isGiven || column.defaultExpression() != null) {
                filled.add(column.name());
            }
        }
        checks(table, filled);
    }

    private @Nullable Set<String> insertedColumns(QualifiedName table, InsertStmt insert) {
        if (!insert.cols().isEmpty()) {
            return targets(insert.cols());
        }
        if (insert.selectStmt() == null) {
            return Set.of();
        }
        int width = -1;
        if (insert.selectStmt() instanceof SelectStmt select) {
            if (!select.valuesLists().isEmpty() && select.valuesLists().get(0) instanceof PgList row) {
                width = row.items().size();
            } else if (Nodes.all(select, A_Star.class).isEmpty()
                    && !select.targetList().isEmpty()) {
                width = select.targetList().size();
            }
        }
        List<Column> columns = relations.table(table).map(Table::columns).orElse(List.of());
        if (width < 0 || width >= columns.size()) {
            return null;
        }
        return new HashSet<>(
                columns.subList(0, width).stream().map(Column::name).toList());
    }

    private static Set<String> targets(List<Node> list) {
        Set<String> names = new HashSet<>();
        for (Node node : list) {
            if (node instanceof ResTarget target && target.name() != null) {
                names.add(target.name());
            }
        }
        return names;
    }

    private void update(UpdateStmt update) {
        if (update.relation() == null) {
            return;
        }
        QualifiedName table = changed(update.relation(), QueryForm.UPDATE);
        updated(table, targets(update.targetList()));
    }

    private void delete(DeleteStmt delete) {
        if (delete.relation() == null) {
            return;
        }
        QualifiedName table = changed(delete.relation(), QueryForm.DELETE);
        deleted(table, new HashSet<>());
    }

    private void merge(MergeStmt merge) {
        if (merge.relation() == null) {
            return;
        }
        QualifiedName table = changed(merge.relation(), QueryForm.MERGE);
        for (Node node : merge.mergeWhenClauses()) {
            if (node instanceof MergeWhenClause clause) {
                if (clause.commandType() == CmdType.CMD_UPDATE) {
                    updated(table, targets(clause.targetList()));
                } else if (clause.commandType() == CmdType.CMD_DELETE) {
                    deleted(table, new HashSet<>());
                } else if (clause.commandType() == CmdType.CMD_INSERT) {
                    Set<String> given = targets(clause.targetList());
                    inserted(QueryForm.INSERT, table, given.isEmpty() ? null : given);
                }
            }
        }
    }

    /** The table of an UPDATE, DELETE or MERGE, which is planned like what a query reads. */
    private QualifiedName changed(RangeVar range, Form form) {
        QualifiedName table = throughViews(relations.resolve(range), form);
        if (range.inh()) {
            effects.on(form, Role.CHILD, relations.children(table));
            PlannedIndexes.lock(effects, form, Role.INDEX, table);
        } else {
            PlannedIndexes.only(effects, form, Role.INDEX, table);
        }
        triggered(table);
        return table;
    }

    /** Through an updatable view to the table behind it; what else the view reads is read. */
    private QualifiedName throughViews(QualifiedName name, Form form) {
        QualifiedName table = name;
        Set<QualifiedName> seen = new HashSet<>();
        effects.on(form, Role.TARGET, table);
        while (relations.kind(table) == RelationKind.VIEW && seen.add(table)) {
            Optional<SelectStmt> query = relations.view(table).flatMap(relations::query);
            if (query.isEmpty()
                    || query.get().fromClause().size() != 1
                    || !(query.get().fromClause().get(0) instanceof RangeVar below)) {
                break;
            }
            for (RangeVar range : Nodes.all(query.get(), RangeVar.class)) {
                if (!range.equals(below)) {
                    queries.relation(relations.resolve(range), range.inh(), QueryForm.SELECT, Queries.Depth.PLANNED);
                }
            }
            table = relations.resolve(below);
            effects.on(form, Role.TARGET, table);
        }
        return table;
    }

    private List<QualifiedName> partitions(QualifiedName table) {
        return relations.isPartitioned(table) ? relations.children(table) : List.of();
    }

    /** The tables whose rows a foreign key's query looks at: partitions, but not inheriting tables. */
    private List<QualifiedName> asked(QualifiedName table) {
        List<QualifiedName> asked = new ArrayList<>(List.of(table));
        asked.addAll(partitions(table));
        return asked;
    }

    private void updated(QualifiedName table, Set<String> columns) {
        checks(table, columns);
        for (Catalog.TableForeignKey key : relations.foreignKeysTo(table)) {
            if (key.key().enforced() && key.key().referencedColumns().stream().anyMatch(columns::contains)) {
                other(key, key.key().onUpdate());
            }
        }
    }

    private void checks(QualifiedName table, Set<String> columns) {
        for (Constraint.ForeignKey key : relations.foreignKeys(table)) {
            if (key.enforced() && key.columns().stream().anyMatch(columns::contains)) {
                for (QualifiedName referenced : asked(key.referenced())) {
                    effects.on(QueryForm.CHECKS_KEY, Role.REFERENCED, referenced);
                    PlannedIndexes.only(effects, QueryForm.CHECKS_KEY, Role.REFERENCED_INDEX, referenced);
                }
            }
        }
    }

    private void deleted(QualifiedName table, Set<QualifiedName> seen) {
        if (!seen.add(table)) {
            return;
        }
        for (Catalog.TableForeignKey key : relations.foreignKeysTo(table)) {
            if (key.key().enforced()) {
                other(key, key.key().onDelete());
                if (key.key().onDelete() == ReferentialAction.CASCADE) {
                    deleted(key.table().name(), seen);
                }
            }
        }
    }

    private void other(Catalog.TableForeignKey key, ReferentialAction action) {
        boolean only = action == ReferentialAction.NO_ACTION || action == ReferentialAction.RESTRICT;
        Form form = only ? QueryForm.KEY_CHECKED : QueryForm.KEY_CASCADES;
        for (QualifiedName referencing : asked(key.table().name())) {
            effects.on(form, Role.REFERENCING, referencing);
            PlannedIndexes.only(effects, form, Role.REFERENCING_INDEX, referencing);
        }
    }

    /** Triggers and rules of the table run what this table of locks does not know. */
    private void triggered(QualifiedName table) {
        relations
                .table(table)
                .filter(found -> !found.triggers().isEmpty() || !found.rules().isEmpty())
                .ifPresent(found -> effects.opaque());
    }
}
