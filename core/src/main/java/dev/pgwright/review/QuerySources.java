package dev.pgwright.review;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.OutsideNames;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.load.folded.ValueType;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.Token;
import dev.pgwright.sql.tree.CallStmt;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.DeclareCursorStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.ExplainStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.LimitOption;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.PrepareStmt;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.ReturnStmt;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SetOperation;
import dev.pgwright.sql.tree.UpdateStmt;
import dev.pgwright.sql.tree.ViewStmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queries that a statement runs, or makes something of. */
final class QuerySources {
    /**
     * A query.
     *
     * @param span in the file
     * @param base what to add to a location of its tree, -1 when that is not known
     * @param outside the parameters and variables around it
     * @param using what EXECUTE gives it; null of a statement that is no text, which sees the variables itself
     */
    record Source(
            QueryKind kind,
            Node tree,
            Span span,
            int base,
            OutsideNames outside,
            @Nullable RoutineBody routine,
            @Nullable List<Node> using) {
        Source(QueryKind kind, Node tree, Span span, int base, OutsideNames outside, @Nullable RoutineBody routine) {
            this(kind, tree, span, base, outside, routine, null);
        }

        BoundQuery bound(SchemaState state, boolean deducesParameters, @Nullable List<String> path) {
            OutsideNames names = using == null ? outside : given(using, state, path);
            return state.bind(tree, names, deducesParameters, path);
        }

        /** EXECUTE knows no variables, but the types of its values (exec_eval_using_params of PostgreSQL 18's pl_exec.c). */
        private OutsideNames given(List<Node> values, SchemaState state, @Nullable List<String> path) {
            Map<Integer, ValueType> types = new HashMap<>();
            for (int i = 0; i < values.size(); i++) {
                List<BoundColumn> columns =
                        state.bind(values.get(i), outside, false, path).columns();
                ValueType type = columns.size() == 1 ? columns.get(0).type() : null;
                if (type != null) {
                    types.put(i + 1, type.is("unknown") ? ValueType.TEXT : type);
                }
            }
            return new OutsideNames() {
                @Override
                public boolean has(List<String> parts) {
                    return false;
                }

                @Override
                public Map<Integer, ValueType> given() {
                    return types;
                }
            };
        }
    }

    private QuerySources() {}

    static boolean isQuery(@Nullable Node tree) {
        return tree instanceof SelectStmt
                || tree instanceof InsertStmt
                || tree instanceof UpdateStmt
                || tree instanceof DeleteStmt
                || tree instanceof MergeStmt;
    }

    /** Those that are run with the statement. */
    static List<Source> ofOnce(Statement statement, SourceFile file) {
        return of(statement, file, Optional.empty()).stream()
                .filter(source -> source.kind() == QueryKind.STATEMENT)
                .toList();
    }

    static List<Source> of(Statement statement, SourceFile file, Optional<RoutineBody> body) {
        Node tree = statement.tree();
        if (isQuery(tree) || tree instanceof CallStmt) {
            return List.of(plain(QueryKind.STATEMENT, tree, statement.span()));
        } else if (tree instanceof ViewStmt view && view.query() != null) {
            return List.of(plain(QueryKind.VIEW, view.query(), statement.span()));
        } else if (tree instanceof CreateTableAsStmt made && isQuery(made.query()) && made.query() != null) {
            boolean view = made.objtype() == ObjectType.OBJECT_MATVIEW;
            return List.of(plain(view ? QueryKind.VIEW : QueryKind.STATEMENT, made.query(), statement.span()));
        } else if (tree instanceof CreateFunctionStmt || tree instanceof DoStmt) {
            return body.isPresent()
                    ? inside(tree, body.get())
                    : tree instanceof CreateFunctionStmt function ? ofSql(function, statement, file) : List.of();
        }
        Node query = carried(tree);
        return isQuery(query) && query != null
                ? List.of(plain(QueryKind.STATEMENT, query, statement.span()))
                : List.of();
    }

    private static Source plain(QueryKind kind, Node query, Span span) {
        return new Source(kind, query, span, 0, OutsideNames.NONE, null);
    }

    private static @Nullable Node carried(Node tree) {
        if (tree instanceof ExplainStmt explain) {
            return explain.query();
        } else if (tree instanceof PrepareStmt prepare) {
            return prepare.query();
        } else if (tree instanceof DeclareCursorStmt cursor) {
            return cursor.query();
        }
        return tree instanceof CopyStmt copy ? copy.query() : null;
    }

    // ---- PL/pgSQL

    private static List<Source> inside(Node tree, RoutineBody body) {
        QueryKind kind = tree instanceof DoStmt ? QueryKind.DO_BLOCK : QueryKind.PLPGSQL;
        boolean changesSchema = body.statements().stream()
                .anyMatch(inner ->
                        inner.dynamic() ? kind == QueryKind.DO_BLOCK : inner.sql() != null && !isQuery(inner.sql()));
        if (changesSchema) {
            // what it makes is there when its queries run, which nobody follows
            return List.of();
        }
        OutsideNames names = RoutineNames.of(tree, body);
        List<Source> found = new ArrayList<>();
        for (RoutineBody.Inner inner : body.sql()) {
            Node sql = inner.sql();
            if (sql != null && isQuery(sql)) {
                List<Node> using = inner.dynamic() ? inner.using() : null;
                found.add(new Source(kind, sql, inner.span(), body.base(inner), names, body, using));
            }
        }
        for (RoutineBody.Value value : body.values()) {
            if (isQuery(value.tree())) {
                found.add(new Source(kind, value.tree(), value.span(), value.base(), names, body));
            }
        }
        return found;
    }

    // ---- SQL

    private static List<Source> ofSql(CreateFunctionStmt function, Statement statement, SourceFile file) {
        OutsideNames names = RoutineNames.of(function, null);
        List<Source> found = new ArrayList<>();
        if (function.sqlBody() != null) {
            ofBody(function.sqlBody(), statement.span(), names, found);
            return found;
        }
        boolean sql = function.options().stream()
                .anyMatch(option -> Trees.option(option, "language")
                        .filter(language -> language.equalsIgnoreCase("sql"))
                        .isPresent());
        for (Node option : function.options()) {
            if (sql
                    && option instanceof DefElem as
                    && "as".equals(as.defname())
                    && as.arg() instanceof PgList list
                    && list.items().size() == 1
                    && list.items().get(0) instanceof PgString text
                    && text.sval() != null) {
                ofText(text.sval(), statement.span(), file, names, found);
            }
        }
        return found;
    }

    private static void ofBody(Node body, Span span, OutsideNames names, List<Source> found) {
        if (body instanceof PgList list) {
            list.items().forEach(item -> ofBody(item, span, names, found));
        } else if (isQuery(body)) {
            found.add(new Source(QueryKind.SQL_ROUTINE, body, span, 0, names, null));
        } else if (body instanceof ReturnStmt result && result.returnval() != null) {
            found.add(new Source(QueryKind.SQL_ROUTINE, selecting(result.returnval()), span, 0, names, null));
        }
    }

    /** RETURN is a query without FROM (transformReturnStmt of PostgreSQL 18's analyze.c). */
    private static Node selecting(Node value) {
        if (isQuery(value)) {
            return value;
        }
        ResTarget target = new ResTarget(null, List.of(), value, BoundQuery.location(value));
        return new SelectStmt(
                List.of(),
                null,
                List.of(target),
                List.of(),
                null,
                List.of(),
                false,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                LimitOption.LIMIT_OPTION_DEFAULT,
                List.of(),
                null,
                SetOperation.SETOP_NONE,
                false,
                null,
                null);
    }

    private static void ofText(String sql, Span whole, SourceFile file, OutsideNames names, List<Source> found) {
        ParsedSql parsed = Sql.parse(SourceFile.of("", sql));
        if (!parsed.errors().isEmpty() || parsed.statements().stream().anyMatch(one -> !isQuery(one.tree()))) {
            return;
        }
        int at = offset(sql, whole, file.text());
        for (Statement one : parsed.statements()) {
            Span span = at < 0 ? whole : one.span().plus(at);
            found.add(new Source(QueryKind.SQL_ROUTINE, one.tree(), span, at, names, null));
        }
    }

    /** Where the text of a body stands in its statement; -1 when it is not written as it is. */
    private static int offset(String body, Span statement, String text) {
        try {
            for (Token token : Sql.tokens(statement.of(text))) {
                if (token.kind() == Token.Kind.STRING) {
                    int start = token.span().start() + statement.start();
                    int found = text.indexOf(body, start);
                    if (found >= 0 && found + body.length() <= token.span().end() + statement.start()) {
                        return found;
                    }
                }
            }
        } catch (PgwrightException notRead) {
            return -1;
        }
        return -1;
    }
}
