package dev.pgwright.locks;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.View;
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CommonTableExpr;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.IntoClause;
import dev.pgwright.sql.tree.JoinExpr;
import dev.pgwright.sql.tree.LockingClause;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeSubselect;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The relations of queries, as far as the server goes with them. */
final class Queries {
    /** How far a query gets. */
    enum Depth {
        /** Names are looked up, as for a view's definition. */
        ANALYZED,
        /** Views are replaced by what they are, as for PREPARE. */
        REWRITTEN,
        /** Indexes and children are looked at. */
        PLANNED
    }

    private final Effects effects;
    private final Relations relations;
    private final Set<QualifiedName> expanded = new HashSet<>();

    Queries(Effects effects) {
        this.effects = effects;
        relations = effects.relations();
    }

    /** A statement that is executed, or explained. */
    void run(Node statement) {
        read(statement, QueryForm.SELECT, Depth.PLANNED);
        new RowChanges(effects, this).collect(statement);
        List<QualifiedName> sequences = Sequences.named(statement, relations);
        if (!sequences.isEmpty()) {
            effects.on(QueryForm.SEQUENCE_FUNCTION, Role.SEQUENCE, sequences);
        }
        routines(statement);
    }

    /** Functions that users made may do anything. */
    void routines(Node statement) {
        for (FuncCall call : Nodes.all(statement, FuncCall.class)) {
            List<String> name = Nodes.names(call.funcname());
            if (!name.isEmpty() && !relations.routines(relations.resolve(name)).isEmpty()) {
                effects.opaque();
            }
        }
    }

    /** The relations that a statement reads; not those that it changes. */
    void read(Node statement, Form form, Depth depth) {
        Set<String> withNames = new HashSet<>();
        Nodes.all(statement, CommonTableExpr.class).forEach(with -> withNames.add(String.valueOf(with.ctename())));
        Set<Node> changed = changed(statement);
        Set<Node> locked = locked(statement);
        for (RangeVar range : Nodes.all(statement, RangeVar.class)) {
            boolean with = range.schemaname() == null && withNames.contains(String.valueOf(range.relname()));
            if (!with && !changed.contains(range) && !isSystem(range)) {
                boolean rowLocks = locked.contains(range) && form == QueryForm.SELECT;
                relation(relations.resolve(range), range.inh(), rowLocks ? QueryForm.SELECT_FOR : form, depth);
            }
        }
        if (!effects.hasForm() && statement instanceof SelectStmt) {
            effects.is(form);
        }
    }

    private boolean isSystem(RangeVar range) {
        String schema = range.schemaname();
        if (schema == null) {
            String name = String.valueOf(range.relname());
            return name.startsWith("pg_") && !relations.exists(relations.resolve(range));
        }
        return schema.equals("pg_catalog") || schema.equals("information_schema");
    }

    void relation(QualifiedName name, boolean inherited, Form form, Depth depth) {
        relation(name, inherited, form, Role.READ, Role.READ_INDEX, depth);
    }

    private void relation(QualifiedName name, boolean inherited, Form form, Role role, Role indexRole, Depth depth) {
        effects.on(form, role, name);
        if (depth == Depth.ANALYZED) {
            return;
        }
        Optional<View> view = relations.view(name);
        if (view.isPresent() && relations.kind(name) == RelationKind.VIEW) {
            expand(view.get(), form, depth);
            return;
        }
        if (depth != Depth.PLANNED) {
            return;
        }
        if (inherited) {
            effects.on(form, role, relations.children(name));
            PlannedIndexes.lock(effects, form, indexRole, name);
        } else {
            PlannedIndexes.only(effects, form, indexRole, name);
        }
    }

    /** The query behind a view; row locks go through to what stands in its FROM. */
    private void expand(View view, Form form, Depth depth) {
        Optional<SelectStmt> query = relations.query(view);
        if (query.isEmpty() || !expanded.add(view.name())) {
            return;
        }
        if (form == QueryForm.SELECT_FOR) {
            Set<Node> outer = Collections.newSetFromMap(new IdentityHashMap<>());
            from(query.get(), List.of(), outer);
            for (RangeVar range : Nodes.all(query.get(), RangeVar.class)) {
                relation(relations.resolve(range), range.inh(), outer.contains(range) ? form : QueryForm.SELECT, depth);
            }
        } else {
            read(query.get(), form, depth);
        }
        expanded.remove(view.name());
    }

    /** The names of the relations that statements in the tree change or make. */
    private static Set<Node> changed(Node statement) {
        Set<Node> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Nodes.walk(statement, node -> {
            RangeVar target = RowChanges.written(node);
            if (node instanceof IntoClause into) {
                target = into.rel();
            } else if (node instanceof LockingClause locking) {
                found.addAll(locking.lockedRels());
            }
            if (target != null) {
                found.add(target);
            }
        });
        return found;
    }

    /** The entries of FROM that FOR UPDATE and its kin lock; not those of WITH or of expressions. */
    private static Set<Node> locked(Node statement) {
        Set<Node> found = Collections.newSetFromMap(new IdentityHashMap<>());
        for (SelectStmt select : Nodes.all(statement, SelectStmt.class)) {
            for (Node node : select.lockingClause()) {
                if (node instanceof LockingClause clause) {
                    List<String> names = clause.lockedRels().stream()
                            .map(range -> String.valueOf(((RangeVar) range).relname()))
                            .toList();
                    from(select, names, found);
                }
            }
        }
        return found;
    }

    private static void from(SelectStmt select, List<String> names, Set<Node> found) {
        record Entry(Node node, boolean all) {}
        Deque<Entry> open = new ArrayDeque<>();
        select.fromClause().forEach(node -> open.push(new Entry(node, names.isEmpty())));
        while (!open.isEmpty()) {
            Entry entry = open.pop();
            if (entry.node() instanceof RangeVar range) {
                String known =
                        range.alias() == null ? range.relname() : range.alias().aliasname();
                if (entry.all() || names.contains(String.valueOf(known))) {
                    found.add(range);
                }
            } else if (entry.node() instanceof JoinExpr join) {
                if (join.larg() != null) {
                    open.push(new Entry(join.larg(), entry.all()));
                }
                if (join.rarg() != null) {
                    open.push(new Entry(join.rarg(), entry.all()));
                }
            } else if (entry.node() instanceof RangeSubselect sub && sub.subquery() instanceof SelectStmt inner) {
                String known = sub.alias() == null ? null : sub.alias().aliasname();
                if (entry.all() || names.contains(String.valueOf(known))) {
                    inner.fromClause().forEach(node -> open.push(new Entry(node, true)));
                }
            }
        }
    }
}
