package dev.pgwright.review.rules.query;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.RoutineContext;
import dev.pgwright.review.RoutineRule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.LockingClause;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SQLValueFunction;
import dev.pgwright.sql.tree.TruncateStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Functions that promise more than their bodies keep. */
public final class WrongVolatilityMarking implements RoutineRule {
    private static final RuleInfo INFO = RuleInfo.query("wrong-volatility-marking", Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A function is marked IMMUTABLE or STABLE although its body writes, reads tables, or calls what is less"
                            + " stable.")
            .cost("indexes, generated columns and plans keep a value that is another one now")
            .safe("Mark it as its body allows.")
            .byHand("whether the mark or the body is wrong is known to its author; indexes may depend on the mark")
            .seed("Core: correctness over cleverness")
            .build();

    private static final String IMMUTABLE = "immutable";

    /**
     * Functions of PostgreSQL that are STABLE only because they write values of any type as texts, or because of patterns
     * with names of a locale in them. What is done with texts and numbers by them is always the same.
     */
    private static final Set<String> STABLE_BY_TYPE = Set.of(
            "concat",
            "concat_ws",
            "format",
            "array_to_string",
            "quote_literal",
            "quote_nullable",
            "to_json",
            "to_jsonb",
            "array_to_json",
            "row_to_json",
            "json_build_array",
            "json_build_object",
            "jsonb_build_array",
            "jsonb_build_object",
            "json_agg",
            "jsonb_agg",
            "json_object_agg",
            "jsonb_object_agg",
            "jsonb_populate_record",
            "json_populate_record",
            "jsonb_to_record",
            "json_to_record",
            "jsonb_to_recordset",
            "json_to_recordset",
            "to_date",
            "to_number");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(RoutineContext routine, Report report) {
        Optional<String> mark =
                routine.volatility().filter(word -> Set.of(IMMUTABLE, "stable").contains(word));
        if (mark.isEmpty()) {
            return;
        }
        String marked = routine.name().name() + "() is marked " + mark.get().toUpperCase(Locale.ROOT);
        boolean immutable = mark.get().equals(IMMUTABLE);
        if (writes(routine, marked, report) || (immutable && reads(routine, marked, report))) {
            return;
        }
        for (QueryContext query : routine.queries()) {
            for (FuncCall call : Nodes.all(query.tree(), FuncCall.class)) {
                Optional<BoundQuery.Function> function = query.bound().function(call);
                if (function.isPresent() && isWeaker(query, call, function.get(), immutable)) {
                    boolean varying = function.get().volatility() == 'v';
                    Report.Draft finding = report.found(
                                    query,
                                    marked + " but calls " + Trees.functionName(call) + "(), which is "
                                            + (varying ? "VOLATILE" : "STABLE"))
                            .at(query.place(call.location()))
                            .advice(
                                    function.get().builtin()
                                            ? "Mark it " + (varying ? "VOLATILE." : "STABLE.")
                                            : "Mark it " + (varying ? "VOLATILE" : "STABLE")
                                                    + ", or the function that it calls as that one's body allows.");
                    if (varying && !function.get().builtin()) {
                        // most that are VOLATILE are so because nobody has marked them
                        finding.severity(Severity.ADVICE);
                    }
                    return;
                }
            }
            List<SQLValueFunction> values = Nodes.all(query.tree(), SQLValueFunction.class);
            if (immutable && !values.isEmpty()) {
                String word = values.get(0).op().name().replace("SVFOP_", "").replace("_N", "");
                report.found(query, marked + " but uses " + word + ", which is STABLE")
                        .at(query.place(values.get(0).location()))
                        .advice("Mark it STABLE.");
                return;
            }
        }
    }

    /** CommandIsReadOnly of PostgreSQL 18, which SPI and SQL functions ask in what is not volatile. */
    private static boolean writes(RoutineContext routine, String marked, Report report) {
        for (QueryContext query : routine.queries()) {
            boolean changes = !Nodes.all(query.tree(), InsertStmt.class).isEmpty()
                    || !Nodes.all(query.tree(), UpdateStmt.class).isEmpty()
                    || !Nodes.all(query.tree(), DeleteStmt.class).isEmpty()
                    || !Nodes.all(query.tree(), MergeStmt.class).isEmpty();
            if (changes || !Nodes.all(query.tree(), LockingClause.class).isEmpty()) {
                refused(report.found(
                        query,
                        marked + " but "
                                + (changes
                                        ? "changes rows" + target(query)
                                        : "locks rows by SELECT FOR UPDATE or the like")
                                + ", which PostgreSQL refuses when it runs (0A000)"));
                return true;
            }
        }
        for (Inner inner : routine.body().map(body -> body.sql()).orElse(List.of())) {
            if (inner.is("PLpgSQL_stmt_execsql") && inner.sql() != null && makesOrDrops(inner.sql())) {
                refused(
                        report.found(
                                routine,
                                inner.span(),
                                marked
                                        + " but makes, changes or drops an object, which PostgreSQL refuses when it runs (0A000)"));
                return true;
            }
        }
        return false;
    }

    private static boolean makesOrDrops(Node statement) {
        return statement instanceof DropStmt
                || statement instanceof AlterTableStmt
                || statement instanceof TruncateStmt
                || statement instanceof CreateStmt
                || statement instanceof CreateTableAsStmt
                || statement instanceof IndexStmt;
    }

    private static void refused(Report.Draft finding) {
        finding.severity(Severity.ERROR)
                .cost("fails whenever it gets to this statement")
                .advice("Mark it VOLATILE.");
    }

    private static String target(QueryContext query) {
        return query.levels().stream()
                .flatMap(level -> level.target().stream())
                .flatMap(target -> target.name().stream())
                .findFirst()
                .map(name -> " of " + name.name())
                .orElse("");
    }

    private static boolean reads(RoutineContext routine, String marked, Report report) {
        for (QueryContext query : routine.queries()) {
            for (BoundLevel level : query.levels()) {
                for (BoundRelation relation : level.relations()) {
                    Optional<QualifiedName> name = relation.name();
                    if (name.isPresent() && relation.kind() != BoundRelation.Kind.SYSTEM) {
                        report.found(query, marked + " but reads " + name.get().name() + ", whose rows can change")
                                .at(query.place(BoundQuery.location(relation.node())))
                                .advice("Mark it STABLE, and make no index, generated column or check of it.");
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isWeaker(
            QueryContext query, FuncCall call, BoundQuery.Function function, boolean immutable) {
        if (function.aggregate() || function.volatility() == 'i') {
            return false;
        }
        String name = Trees.functionName(call);
        boolean byType = function.builtin() && (STABLE_BY_TYPE.contains(name) || isPlainText(query, call, name));
        return function.volatility() == 'v' || (immutable && !byType);
    }

    /** {@code to_char} of what knows no time zone. */
    private static boolean isPlainText(QueryContext query, FuncCall call, String name) {
        return name.equals("to_char")
                && !call.args().isEmpty()
                && query.bound()
                        .type(call.args().get(0))
                        .map(type -> !type.is("timestamptz"))
                        .orElse(true);
    }
}
