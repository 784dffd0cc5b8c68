package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Routine;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullNode;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SQLValueFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The functions that an expression of a table calls, and what they depend on besides their arguments. */
final class CalledFunctions {
    /**
     * Functions of PostgreSQL that tell the time, the session, a setting or chance, and never the same of the same. Others are
     * stable only because of types with settings of their own ({@code concat}, {@code to_char}); these are not meant.
     */
    static final Set<String> VARYING = Set.of(
            "now",
            "clock_timestamp",
            "statement_timestamp",
            "transaction_timestamp",
            "timeofday",
            "random",
            "random_normal",
            "gen_random_uuid",
            "uuidv4",
            "uuidv7",
            "nextval",
            "currval",
            "lastval",
            "setval",
            "current_setting",
            "set_config",
            "current_user",
            "session_user",
            "current_database",
            "current_schema",
            "current_schemas",
            "current_query",
            "pg_backend_pid",
            "txid_current",
            "txid_current_if_assigned",
            "pg_current_xact_id",
            "pg_current_xact_id_if_assigned",
            "inet_client_addr",
            "inet_client_port",
            "inet_server_addr",
            "version",
            "pg_trigger_depth",
            "pg_postmaster_start_time",
            "has_table_privilege",
            "has_schema_privilege",
            "has_column_privilege",
            "has_database_privilege",
            "pg_has_role",
            "to_regclass",
            "to_regtype",
            "array_shuffle",
            "array_sample",
            "pg_sleep",
            "row_security_active");

    private final SchemaState state;
    /** What is found of a function, as many checks call the same few. */
    private final Map<Routine, Optional<Reason>> known = new HashMap<>();

    CalledFunctions(SchemaState state) {
        this.state = state;
    }

    /** Why an expression may give another value tomorrow, in words behind its name; null when nothing shows it. */
    record Reason(String words, boolean certain) {}

    /** The worst reason why an expression may give another value tomorrow; empty when nothing shows one. */
    Optional<Reason> reason(String expression) {
        Node tree = Expressions.parse(expression).orElse(NullNode.INSTANCE);
        List<Reason> found = new ArrayList<>();
        Nodes.all(tree, SQLValueFunction.class)
                .forEach(value -> found.add(new Reason(
                        value.op().name().replace("SVFOP_", "").replace("_N", "") + ", which is another one later",
                        true)));
        for (FuncCall call : Nodes.all(tree, FuncCall.class)) {
            List<String> name = Nodes.names(call.funcname());
            if (name.isEmpty()) {
                continue;
            }
            String last = name.get(name.size() - 1);
            List<Routine> routines = state.routines(state.resolve(name));
            boolean builtIn =
                    routines.isEmpty() && (name.size() == 1 || name.get(0).equals("pg_catalog"));
            if (builtIn
                    && (VARYING.contains(last)
                            || (last.equals("age") && call.args().size() == 1))) {
                found.add(new Reason(last + "(), which is another one later", true));
            }
            routines.stream()
                    .flatMap(routine -> known.computeIfAbsent(routine, one -> reason(last, one)).stream())
                    .forEach(found::add);
        }
        return found.stream().min(Comparator.comparing(reason -> !reason.certain()));
    }

    private static Optional<Reason> reason(String name, Routine routine) {
        if (readsTables(routine)) {
            return Optional.of(new Reason(name + "(), which reads tables that change without this one", true));
        }
        String volatility = volatility(routine);
        return volatility.equals("immutable")
                ? Optional.empty()
                : Optional.of(new Reason(name + "(), which is declared " + volatility, false));
    }

    /** {@code volatile} where the definition says nothing. */
    private static String volatility(Routine routine) {
        return Expressions.statement(routine.definition()) instanceof CreateFunctionStmt function
                ? function.options().stream()
                        .flatMap(option -> Trees.option(option, "volatility").stream())
                        .findFirst()
                        .orElse("volatile")
                : "immutable";
    }

    /** As far as its body is SQL or PL/pgSQL. */
    private static boolean readsTables(Routine routine) {
        String definition = routine.definition();
        if (!(Expressions.statement(definition) instanceof CreateFunctionStmt function)) {
            return false;
        }
        Stream<Node> plpgsql = RoutineBody.ofDefinition(Sql.parseStatement(definition), definition).stream()
                .flatMap(body -> body.expressions().stream());
        Stream<Node> sql = function.options().stream()
                .filter(option -> option instanceof DefElem element && "as".equals(element.defname()))
                .flatMap(option -> Nodes.all(option, PgString.class).stream())
                .flatMap(text -> Expressions.statements("" + text.sval()).stream());
        return Stream.concat(Stream.of(function), Stream.concat(plpgsql, sql))
                .anyMatch(node -> !Nodes.all(node, RangeVar.class).isEmpty());
    }
}
