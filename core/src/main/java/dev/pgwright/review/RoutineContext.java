package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.OutsideNames;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.FunctionParameter;
import dev.pgwright.sql.tree.FunctionParameterMode;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeName;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A routine under review: what its statement says, its body, and what the queries and expressions in it mean. */
public final class RoutineContext {
    private static final Set<FunctionParameterMode> OUTPUTS = Set.of(
            FunctionParameterMode.FUNC_PARAM_OUT,
            FunctionParameterMode.FUNC_PARAM_INOUT,
            FunctionParameterMode.FUNC_PARAM_TABLE);

    private final QualifiedName name;
    private final CreateFunctionStmt statement;
    private final @Nullable RoutineBody body;
    private final List<QueryContext> queries;
    private final Map<Node, BoundQuery> bound = new IdentityHashMap<>();
    private final SchemaState state;
    private final QueryContext.Origin origin;
    private final RoutineNames names;

    /** @param queries those of the body, and its expressions as a SELECT of them */
    RoutineContext(
            QualifiedName name,
            CreateFunctionStmt statement,
            @Nullable RoutineBody body,
            List<QueryContext> queries,
            SchemaState state,
            QueryContext.Origin origin) {
        this.name = name;
        this.statement = statement;
        this.body = body;
        this.queries = List.copyOf(queries);
        this.queries.forEach(query -> bound.put(query.tree(), query.bound()));
        this.state = state;
        this.origin = origin;
        this.names = RoutineNames.of(statement, body);
    }

    public QualifiedName name() {
        return name;
    }

    public CreateFunctionStmt statement() {
        return statement;
    }

    /** Its PL/pgSQL; empty of another language, and where it does not parse. */
    public Optional<RoutineBody> body() {
        return Optional.ofNullable(body);
    }

    /** The queries of the body, those of its expressions too; none where the body changes the schema. */
    public List<QueryContext> queries() {
        return queries;
    }

    /** What a query or expression of the body means; empty where the body changes the schema. */
    public Optional<BoundQuery> bound(Node tree) {
        return Optional.ofNullable(bound.get(tree));
    }

    /** The columns of a composite type, or of the rows of a table; none where they are not all known. */
    public List<BoundColumn> fields(TypeName type) {
        String name = Nodes.names(type.names()).stream()
                .map(Identifiers::quoteIdentifier)
                .collect(Collectors.joining("."));
        Node query = Sql.parseStatement("SELECT (NULL::" + name + ").*").tree();
        BoundQuery fields = state.bind(query, OutsideNames.NONE, false, QueryReview.path(state, this.name.schema()));
        return fields.isComplete() && fields.faults().isEmpty() ? fields.columns() : List.of();
    }

    /** The declared type of a variable or parameter; empty where its name is that of several. */
    public Optional<TypeName> type(RoutineVariables.Variable variable) {
        return names.type(List.of(variable.name()));
    }

    public SchemaState state() {
        return state;
    }

    /** In lower case; {@code sql} where the statement does not say. */
    public String language() {
        return option("language").map(word -> word.toLowerCase(Locale.ROOT)).orElse("sql");
    }

    /** {@code immutable}, {@code stable} or {@code volatile}; empty where the statement does not say. */
    public Optional<String> volatility() {
        return option("volatility");
    }

    private Optional<String> option(String option) {
        return statement.options().stream()
                .flatMap(one -> Trees.option(one, option).stream())
                .findFirst();
    }

    /** Whether only a trigger can call it. */
    public boolean isForTriggers() {
        return Set.of("trigger", "event_trigger").contains(returnType());
    }

    /** The type's name without schema; empty where there is none. */
    public String returnType() {
        return statement.returnType() == null ? "" : Trees.typeName(statement.returnType());
    }

    public boolean returnsSet() {
        return (statement.returnType() != null && statement.returnType().setof())
                || statement.parameters().stream()
                        .anyMatch(node -> node instanceof FunctionParameter parameter
                                && parameter.mode() == FunctionParameterMode.FUNC_PARAM_TABLE);
    }

    /** The OUT, INOUT and TABLE parameters. */
    public List<FunctionParameter> outputs() {
        return statement.parameters().stream()
                .filter(FunctionParameter.class::isInstance)
                .map(FunctionParameter.class::cast)
                .filter(parameter -> OUTPUTS.contains(parameter.mode()))
                .toList();
    }

    /** {@code function} or {@code procedure}. */
    public String word() {
        return statement.isProcedure() ? "procedure" : "function";
    }

    @Nullable MigrationContext migration() {
        return origin.migration();
    }

    Report.Draft draft(Report report, @Nullable Span place, String message) {
        Report.Draft draft = origin.draft(report, message);
        return place == null ? draft : draft.in(origin.file()).at(place);
    }
}
