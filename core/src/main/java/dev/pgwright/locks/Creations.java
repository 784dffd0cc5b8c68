package dev.pgwright.locks;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.TemporaryViews;
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.*;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** CREATE of what has rows, indexes, views, functions. */
final class Creations {
    private static final int LIKE_DEFAULTS = 1 << 3;

    private final Effects effects;
    private final Relations relations;
    private final Statements statements;

    Creations(Effects effects, Statements statements) {
        this.effects = effects;
        this.statements = statements;
        relations = effects.relations();
    }

    /** False if the statement is none of these. */
    boolean collect(Node tree) {
        if (tree instanceof CreateStmt create) {
            table(create);
        } else if (tree instanceof CreateForeignTableStmt foreign) {
            if (foreign.base() != null) {
                table(foreign.base());
            }
        } else if (tree instanceof CreateSchemaStmt schema) {
            schema.schemaElts().forEach(statements::collect);
        } else if (tree instanceof CreateTableAsStmt create) {
            tableAs(create);
        } else if (tree instanceof SelectStmt select) {
            into(select, TableForm.CREATE_TABLE_AS);
        } else if (tree instanceof IndexStmt index) {
            index(index);
        } else if (tree instanceof ViewStmt view) {
            view(view);
        } else if (tree instanceof CreateFunctionStmt function) {
            function(function);
        } else if (tree instanceof PrepareStmt prepare) {
            prepare(prepare);
        } else if (tree instanceof CopyStmt copy) {
            copy(copy);
        } else {
            return false;
        }
        return true;
    }

    private boolean isThere(@Nullable RangeVar name) {
        return name != null && relations.exists(relations.resolve(name));
    }

    private void table(CreateStmt create) {
        effects.is(TableForm.CREATE_TABLE);
        if (create.ifNotExists() && isThere(create.relation())) {
            return;
        }
        for (Node node : create.inhRelations()) {
            if (node instanceof RangeVar parent) {
                QualifiedName name = relations.resolve(parent);
                if (create.partbound() != null) {
                    new AlterPartitions(effects, name).create();
                } else {
                    effects.on(TableForm.CREATE_TABLE, Role.PARENT, name);
                }
            }
        }
        if (create.ofTypename() != null) {
            effects.on(
                    TableForm.CREATE_TABLE,
                    Role.TYPE,
                    relations.resolve(Nodes.names(create.ofTypename().names())));
        }
        for (Node node : create.tableElts()) {
            if (node instanceof TableLikeClause like && like.relation() != null) {
                like(like.relation(), like.options());
            } else if (node instanceof ColumnDef column) {
                column.constraints().forEach(constraint -> constraint(create, constraint));
            } else {
                constraint(create, node);
            }
        }
    }

    private void like(RangeVar range, int options) {
        QualifiedName name = relations.resolve(range);
        effects.on(TableForm.CREATE_TABLE_LIKE, Role.READ, name);
        if ((options & LIKE_DEFAULTS) != 0) {
            for (Column column :
                    relations.table(name).map(table -> table.columns()).orElse(List.of())) {
                if (column.defaultExpression() != null) {
                    Expressions.parse(column.defaultExpression())
                            .ifPresent(tree -> effects.on(
                                    TableForm.CREATE_TABLE_LIKE,
                                    Role.DEFAULT_SEQUENCE,
                                    Sequences.named(tree, relations)));
                }
            }
        }
    }

    private void constraint(CreateStmt create, Node node) {
        if (!(node instanceof Constraint constraint)) {
            return;
        }
        if (constraint.contype() == ConstrType.CONSTR_DEFAULT && constraint.rawExpr() != null) {
            effects.on(TableForm.CREATE_TABLE, Role.DEFAULT_SEQUENCE, Sequences.named(constraint.rawExpr(), relations));
        }
        if (constraint.contype() == ConstrType.CONSTR_FOREIGN && constraint.pktable() != null) {
            QualifiedName referenced = relations.resolve(constraint.pktable());
            boolean itself = create.relation() != null
                    && referenced.equals(relations.resolve(create.relation()))
                    && !relations.exists(referenced);
            if (!itself) {
                ForeignKeys.reference(
                        effects, TableForm.CREATE_TABLE_REFERENCES, referenced, Nodes.names(constraint.pkAttrs()));
            }
        }
    }

    private void tableAs(CreateTableAsStmt create) {
        boolean materialized = create.objtype() == ObjectType.OBJECT_MATVIEW;
        Form form = materialized ? ObjectForm.CREATE_MATERIALIZED_VIEW : TableForm.CREATE_TABLE_AS;
        boolean empty = create.into() != null && create.into().skipData();
        if (empty) {
            form = TableForm.CREATE_TABLE_AS_NO_DATA;
        }
        effects.is(form);
        if (create.query() == null
                || (create.ifNotExists()
                        && create.into() != null
                        && isThere(create.into().rel()))) {
            return;
        }
        if (create.query() instanceof ExecuteStmt) {
            effects.opaque();
        } else if (empty) {
            new Queries(effects).read(create.query(), form, Queries.Depth.ANALYZED);
        } else {
            into(create.query(), form);
        }
    }

    private void into(Node query, Form form) {
        effects.is(form);
        Queries queries = new Queries(effects);
        queries.read(query, form, Queries.Depth.PLANNED);
        queries.routines(query);
        List<QualifiedName> sequences = Sequences.named(query, relations);
        if (!sequences.isEmpty()) {
            effects.on(QueryForm.SEQUENCE_FUNCTION, Role.SEQUENCE, sequences);
        }
    }

    private void index(IndexStmt index) {
        if (index.relation() == null) {
            return;
        }
        QualifiedName table = relations.resolve(index.relation());
        boolean exists = index.ifNotExists()
                && index.idxname() != null
                && relations.exists(QualifiedName.of(table.schema(), index.idxname()));
        if (index.concurrent()) {
            effects.on(IndexForm.CREATE_INDEX_CONCURRENTLY, Role.TARGET, table);
        } else if (exists) {
            effects.on(IndexForm.CREATE_INDEX_EXISTS, Role.TARGET, table);
        } else if (relations.isPartitioned(table) && !index.relation().inh()) {
            effects.on(IndexForm.CREATE_INDEX_ONLY, Role.TARGET, table);
        } else {
            effects.on(IndexForm.CREATE_INDEX, Role.TARGET, table);
            if (relations.isPartitioned(table)) {
                effects.on(IndexForm.CREATE_INDEX, Role.CHILD, relations.children(table));
            }
        }
    }

    private void view(ViewStmt view) {
        if (view.view() == null || view.query() == null) {
            return;
        }
        QualifiedName name = TemporaryViews.name(view, relations::resolve);
        boolean replaced = view.replace()
                && (relations.view(name).isPresent() || (relations.isIncomplete() && !relations.exists(name)));
        Form form = replaced ? ObjectForm.REPLACE_VIEW : ObjectForm.CREATE_VIEW;
        if (replaced) {
            effects.assume(name, RelationKind.VIEW);
            effects.on(form, Role.TARGET, name);
        }
        effects.is(form);
        new Queries(effects).read(view.query(), form, Queries.Depth.ANALYZED);
        effects.on(form, Role.DEFAULT_SEQUENCE, Sequences.named(view.query(), relations));
    }

    /** The server checks the body of a function in SQL when it is made. */
    private void function(CreateFunctionStmt function) {
        Form form = ObjectForm.CREATE_FUNCTION;
        if (function.sqlBody() != null) {
            effects.is(form);
            body(function.sqlBody());
            return;
        }
        String language = "";
        String text = null;
        for (Node node : function.options()) {
            if (node instanceof DefElem option) {
                if ("language".equals(option.defname()) && option.arg() instanceof PgString word) {
                    language = String.valueOf(word.sval());
                } else if ("as".equals(option.defname())
                        && option.arg() instanceof PgList list
                        && !list.items().isEmpty()
                        && list.items().get(0) instanceof PgString body) {
                    text = body.sval();
                }
            }
        }
        if (language.toLowerCase(Locale.ROOT).equals("sql") && text != null) {
            effects.is(form);
            Expressions.statements(text).forEach(this::body);
        }
    }

    private void body(Node body) {
        new Queries(effects).read(body, ObjectForm.CREATE_FUNCTION, Queries.Depth.REWRITTEN);
        writes(body, QueryForm.PREPARE_WRITE);
        effects.on(ObjectForm.CREATE_FUNCTION, Role.DEFAULT_SEQUENCE, Sequences.named(body, relations));
    }

    private void writes(Node query, Form form) {
        Nodes.walk(query, node -> {
            RangeVar target = RowChanges.written(node);
            if (target != null) {
                effects.on(form, Role.TARGET, relations.resolve(target));
            }
        });
    }

    private void prepare(PrepareStmt prepare) {
        if (prepare.query() != null) {
            effects.is(QueryForm.PREPARE);
            new Queries(effects).read(prepare.query(), QueryForm.PREPARE, Queries.Depth.REWRITTEN);
            writes(prepare.query(), QueryForm.PREPARE_WRITE);
        }
    }

    private void copy(CopyStmt copy) {
        if (copy.query() != null) {
            new Queries(effects).run(copy.query());
        } else if (copy.relation() != null) {
            QualifiedName table = relations.resolve(copy.relation());
            if (copy.isFrom()) {
                effects.on(QueryForm.COPY_FROM, Role.TARGET, table);
                if (relations.isPartitioned(table)) {
                    effects.on(QueryForm.COPY_FROM, Role.CHILD, relations.children(table));
                }
                List<String> given = Nodes.names(copy.attlist());
                new RowChanges(effects, new Queries(effects))
                        .inserted(QueryForm.COPY_FROM, table, given.isEmpty() ? null : new HashSet<>(given));
            } else {
                effects.on(QueryForm.COPY_TO, Role.TARGET, table);
            }
        }
    }
}
