package dev.pgwright.review;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.Token;
import dev.pgwright.sql.plpgsql.PlpgsqlFunction;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The PL/pgSQL of a DO block, function or procedure: its statements with the loops and handlers around them. */
public final class RoutineBody {
    private final BodyText text;
    private final PlpgsqlFunction function;
    private final List<Inner> statements = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final Set<String> variables = new HashSet<>();
    private final RoutineVariables declared;

    /**
     * A statement of the body.
     *
     * @param node of PL/pgSQL's own tree
     * @param span where it stands in the file
     * @param loops around it, outermost first
     * @param sql what it sends to the server, null when it is no SQL or its text is only known at run time
     * @param dynamic whether it is EXECUTE
     */
    public record Inner(
            PlpgsqlNode node,
            Span span,
            List<PlpgsqlNode> loops,
            @Nullable Node sql,
            boolean dynamic) {
        public Inner {
            loops = List.copyOf(loops);
        }

        public boolean is(String kind) {
            return node.kind().equals(kind);
        }

        /** What EXECUTE gives by USING, each as a SELECT of it; none where one does not parse. */
        public List<Node> using() {
            List<PlpgsqlNode> given = node.nodes("params");
            List<Node> trees = given.stream()
                    .flatMap(value -> PlpgsqlSql.tree(value).stream())
                    .toList();
            return trees.size() == given.size() ? trees : List.of();
        }

        public boolean isIn(PlpgsqlNode loop) {
            return loops.stream().anyMatch(around -> around == loop);
        }
    }

    /**
     * An expression of the body, or the query of a cursor.
     *
     * @param node of PL/pgSQL's own tree
     * @param tree a SELECT of it; of a cursor its query
     * @param span where it stands in the file, or what it stands in
     * @param base what to add to a location of its tree to get an offset of the file; -1 where its text is not there
     * @param statement that it stands in; null in a declaration
     */
    public record Value(
            PlpgsqlNode node,
            Node tree,
            Span span,
            int base,
            @Nullable Inner statement) {}

    /** A loop that goes on until something ends it. */
    public static final Set<String> ENDLESS_LOOPS = Set.of("PLpgSQL_stmt_loop", "PLpgSQL_stmt_while");

    private static final Set<String> LOOPS = Set.of(
            "PLpgSQL_stmt_loop",
            "PLpgSQL_stmt_while",
            "PLpgSQL_stmt_fori",
            "PLpgSQL_stmt_fors",
            "PLpgSQL_stmt_forc",
            "PLpgSQL_stmt_dynfors",
            "PLpgSQL_stmt_foreach_a");

    private RoutineBody(BodyText text, PlpgsqlFunction function) {
        this.text = text;
        this.function = function;
        function.variables().forEach(variable -> {
            variable.text("refname").ifPresent(variables::add);
            variable.nodes("fields").forEach(field -> field.text("name").ifPresent(variables::add));
        });
        this.declared = new RoutineVariables(function);
        for (PlpgsqlNode variable : function.variables()) {
            for (String field : List.of("default_val", "cursor_explicit_expr")) {
                variable.node(field).ifPresent(value -> addValue(value, variable, null));
            }
        }
        function.root().node("action").ifPresent(action -> walk(action, List.of(), null));
    }

    /** The body that a statement of a whole text of its own has, such as a catalog keeps; empty as below. */
    public static Optional<RoutineBody> ofDefinition(Statement statement, String text) {
        return of(statement, SourceFile.of("", text));
    }

    /** The body of a statement; empty when it has none, in another language, or one that does not parse. */
    static Optional<RoutineBody> of(Statement statement, SourceFile file) {
        if (!isPossible(statement)) {
            return Optional.empty();
        }
        String sql = statement.span().of(file.text());
        try {
            PlpgsqlFunction function = Sql.plpgsql(statement.tree(), sql);
            Span text = Sql.tokens(sql).stream()
                    .filter(token -> token.kind() == Token.Kind.STRING)
                    .map(Token::span)
                    .max(Comparator.comparing(Span::length))
                    .orElse(new Span(0, sql.length()));
            BodyText body = new BodyText(file.text(), text.plus(statement.span().start()));
            return Optional.of(new RoutineBody(body, function));
        } catch (PgwrightException otherLanguageOrBroken) {
            return Optional.empty();
        }
    }

    /** Whether a statement is one of those that may have a body. */
    static boolean isPossible(Statement statement) {
        return statement.tree() instanceof DoStmt || statement.tree() instanceof CreateFunctionStmt;
    }

    /** Whether a word stands in a statement, in any case, or might stand there in an escaped form. */
    static boolean mayHave(String word, Statement statement, SourceFile file) {
        String text = file.text();
        for (int i = statement.span().start(); i < statement.span().end(); i++) {
            // a backslash escapes in strings, u& allows any character to do so in names
            if (text.charAt(i) == '\\'
                    || text.regionMatches(true, i, "u&", 0, 2)
                    || text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    /** All statements, in order, outer before inner; loops and branches are statements too. */
    public List<Inner> statements() {
        return List.copyOf(statements);
    }

    /** What to add to a location of a statement's tree to get an offset of the file; -1 where its text is not there. */
    int base(Inner inner) {
        String query = PlpgsqlSql.expression(inner.node())
                .flatMap(expression -> expression.text("query"))
                .orElse("");
        if (inner.dynamic() || query.isEmpty()) {
            return -1;
        }
        if (text.isAt(query, inner.span().start())) {
            return inner.span().start();
        }
        // PERFORM is kept as the SELECT that it stands for
        int select = "SELECT ".length();
        return query.length() > select
                        && text.isAt(query.substring(select), inner.span().start())
                ? inner.span().start() - select
                : -1;
    }

    /** Those that are SQL whose text is known: written out, or an EXECUTE of constants. */
    public List<Inner> sql() {
        return statements.stream().filter(inner -> inner.sql() != null).toList();
    }

    /** The names of variables and parameters, in lower case when they were not quoted. */
    public Set<String> variables() {
        return Set.copyOf(variables);
    }

    /** The loops that are in no other, in order. */
    public List<Inner> outerLoops() {
        return statements.stream()
                .filter(inner ->
                        inner.loops().isEmpty() && LOOPS.contains(inner.node().kind()))
                .toList();
    }

    /** The statements inside of a loop, at any depth. */
    public List<Inner> within(PlpgsqlNode loop) {
        return statements.stream().filter(inner -> inner.isIn(loop)).toList();
    }

    public static boolean endsTransaction(Inner inner) {
        return inner.is("PLpgSQL_stmt_commit") || inner.is("PLpgSQL_stmt_rollback");
    }

    /** All expressions and SQL as trees, also those of conditions and of EXECUTE; what does not parse is left out. */
    public List<Node> expressions() {
        return function.expressions().stream()
                .flatMap(expression -> PlpgsqlSql.tree(expression).stream())
                .toList();
    }

    /** The tree of an expression of PL/pgSQL, as a SELECT of it. */
    public static Optional<Node> expression(String text) {
        return PlpgsqlSql.parse("SELECT " + text);
    }

    /**
     * A value that a variable gets.
     *
     * @param variable in lower case when it was not quoted
     */
    public record Assignment(String variable, Node value) {}

    /** What variables get by {@code :=}, as their defaults, or by the list of a {@code SELECT ... INTO}. */
    public List<Assignment> assignments() {
        List<Assignment> found = new ArrayList<>();
        for (PlpgsqlNode variable : function.variables()) {
            Optional<String> name = variable.text("refname");
            variable.node("default_val")
                    .flatMap(PlpgsqlSql::tree)
                    .ifPresent(tree -> add(found, name.stream().toList(), tree));
        }
        for (Inner inner : statements) {
            if (inner.is("PLpgSQL_stmt_assign")) {
                List<String> name = variable(RoutineVariables.number(inner.node(), "varno")).stream()
                        .toList();
                inner.node().node("expr").flatMap(PlpgsqlSql::tree).ifPresent(tree -> add(found, name, tree));
            } else if (inner.is("PLpgSQL_stmt_execsql") && inner.sql() != null) {
                Optional<PlpgsqlNode> target = inner.node().node("target");
                List<String> names = target.map(row -> row.nodes("fields")).orElse(List.of()).stream()
                        .map(field -> field.text("name").orElse(""))
                        .toList();
                add(found, names, inner.sql());
            }
        }
        return found;
    }

    private static void add(List<Assignment> found, List<String> names, Node tree) {
        if (tree instanceof SelectStmt select) {
            for (int i = 0; i < names.size() && i < select.targetList().size(); i++) {
                if (select.targetList().get(i) instanceof ResTarget target && target.val() != null) {
                    found.add(new Assignment(names.get(i), target.val()));
                }
            }
        }
    }

    /** The declared type of a variable, as it was written; empty for rows and records. */
    public Optional<String> typeOf(String variable) {
        return function.variables().stream()
                .filter(one -> one.text("refname").equals(Optional.of(variable)))
                .flatMap(one -> one.node("datatype").stream())
                .flatMap(type -> type.text("typname").stream())
                .findFirst();
    }

    /** The name of a variable by its number, such as the target of GET DIAGNOSTICS. */
    public Optional<String> variable(int number) {
        List<PlpgsqlNode> all = function.variables();
        return number >= 0 && number < all.size() ? all.get(number).text("refname") : Optional.empty();
    }

    private void walk(PlpgsqlNode node, List<PlpgsqlNode> loops, @Nullable Inner around) {
        List<PlpgsqlNode> inside = loops;
        Inner statement = around;
        if (node.kind().startsWith("PLpgSQL_stmt_")) {
            statement = inner(node, loops);
            statements.add(statement);
            if (LOOPS.contains(node.kind())) {
                inside = new ArrayList<>(loops);
                inside.add(node);
            }
        }
        boolean sql = statement != null && statement.node() == node && PlpgsqlSql.isSql(node);
        for (PlpgsqlNode child : PlpgsqlSql.children(node)) {
            if (child.kind().equals("PLpgSQL_expr")) {
                if (!sql || !PlpgsqlSql.isStatement(child)) {
                    addValue(child, node, statement);
                }
            } else {
                walk(child, inside, statement);
            }
        }
    }

    private void addValue(PlpgsqlNode value, PlpgsqlNode in, @Nullable Inner statement) {
        PlpgsqlSql.tree(value).ifPresent(tree -> {
            Optional<String> query = value.text("query");
            PlpgsqlNode lined = in.line().isPresent() || statement == null ? in : statement.node();
            Span span = text.span(lined, query);
            boolean there = query.isPresent() && text.isAt(query.get(), span.start());
            int base = there ? span.start() + PlpgsqlSql.shift(value) : -1;
            values.add(new Value(value, tree, span, base, statement));
        });
    }

    /** All expressions, also those of conditions, of EXECUTE and of declarations, and the queries of cursors. */
    public List<Value> values() {
        return List.copyOf(values);
    }

    /** The variable that a value becomes the value of: by its declaration, or by an assignment to the whole of it. */
    public Optional<RoutineVariables.Variable> assigned(Value value) {
        Inner statement = value.statement();
        if (statement == null) {
            return declared.all().stream()
                    .filter(one -> function.variables()
                            .get(one.number())
                            .node("default_val")
                            .filter(node -> node == value.node())
                            .isPresent())
                    .findFirst();
        }
        return statement.is("PLpgSQL_stmt_assign") && PlpgsqlSql.isWhole(value.node())
                ? declared.numbered(RoutineVariables.number(statement.node(), "varno"))
                : Optional.empty();
    }

    /** The record and its field that an assignment is to. */
    public Optional<List<String>> assignedField(Inner inner) {
        List<PlpgsqlNode> all = function.variables();
        int number = RoutineVariables.number(inner.node(), "varno");
        if (!inner.is("PLpgSQL_stmt_assign")
                || number >= all.size()
                || !all.get(number).kind().equals("PLpgSQL_recfield")) {
            return Optional.empty();
        }
        Optional<String> row = variable(RoutineVariables.number(all.get(number), "recparentno"));
        Optional<String> field = all.get(number).text("fieldname");
        return row.isEmpty() || field.isEmpty() ? Optional.empty() : Optional.of(List.of(row.get(), field.get()));
    }

    /** Its text. */
    public BodyText text() {
        return text;
    }

    /** Its variables and parameters. */
    public RoutineVariables declared() {
        return declared;
    }

    /** The outer block, with the statements in it. */
    public PlpgsqlNode block() {
        return function.root().node("action").orElse(function.root());
    }

    private Inner inner(PlpgsqlNode node, List<PlpgsqlNode> loops) {
        boolean dynamic =
                node.kind().equals("PLpgSQL_stmt_dynexecute") || node.kind().equals("PLpgSQL_stmt_dynfors");
        Optional<PlpgsqlNode> expression = PlpgsqlSql.expression(node);
        Optional<Node> sql = Optional.empty();
        if (dynamic) {
            sql = expression
                    .flatMap(found -> PlpgsqlSql.resolved(found, function))
                    .flatMap(PlpgsqlSql::parse);
        } else if (PlpgsqlSql.isSql(node)) {
            sql = expression.flatMap(PlpgsqlSql::tree);
        }
        return new Inner(
                node,
                text.span(node, expression.flatMap(found -> found.text("query"))),
                loops,
                sql.orElse(null),
                dynamic);
    }
}
