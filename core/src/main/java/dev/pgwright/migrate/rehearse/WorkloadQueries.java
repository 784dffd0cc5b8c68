package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.server.Session;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ParamRef;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import dev.pgwright.workload.KnownQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The queries of a workload as clients send them: in place of a parameter that is compared with a column, or written to one,
 * stand values of that column, and new ones where it is unique. What writes is taken back, as rows must stay as they are. Those
 * are left out that have a parameter which no column tells, or that the server refuses with such values.
 */
final class WorkloadQueries {
    private static final int MOST = 200;
    /** How often a query is there with different values. */
    private static final int VARIANTS = 5;

    private static final String FEW = "10";

    private final Session session;
    private final Catalog catalog;
    private final RenamedCode code;
    private final List<ClientQuery> runnable = new ArrayList<>();
    private final List<Usage> usages = new ArrayList<>();
    private int notRun;

    private WorkloadQueries(Session session, Catalog catalog, RenamedCode code) {
        this.session = session;
        this.catalog = catalog;
        this.code = code;
    }

    /** Those that the server understands; of more than two hundred the first. */
    static WorkloadQueries of(Session session, Catalog catalog, List<KnownQuery> queries, RenamedCode code)
            throws SQLException {
        WorkloadQueries all = new WorkloadQueries(session, catalog, code);
        for (KnownQuery query : queries) {
            if (all.usages.size() < MOST) {
                all.add(query.sql());
            }
        }
        return all;
    }

    /** What clients can run. */
    List<ClientQuery> runnable() {
        return runnable;
    }

    /** What is said by all that the server understands, those that are not run included. */
    List<Usage> usages() {
        return usages;
    }

    /** How many the server understands, but no client runs. */
    int notRun() {
        return notRun;
    }

    private void add(String text) throws SQLException {
        ParsedSql parsed = Sql.parse(SourceFile.of("query", text));
        if (!parsed.errors().isEmpty() || parsed.statements().size() != 1) {
            return;
        }
        Statement statement = parsed.statements().get(0);
        String sql = statement.span().of(parsed.source().text());
        if (!isQuery(statement.tree()) || KnownQueries.refusal(session.connection(), sql) != null) {
            return;
        }
        String renamed = code.of(sql);
        Usage usage = new Usage(List.of(sql), List.of(renamed));
        usages.add(usage);
        Map<Integer, List<String>> values = values(statement.tree(), tables(statement.tree()));
        boolean reads = statement.tree() instanceof SelectStmt select
                && select.lockingClause().isEmpty();
        Set<String> before = new LinkedHashSet<>();
        boolean any = false;
        for (int variant = 0; variant < VARIANTS; variant++) {
            Optional<String> old = filled(sql, values, variant);
            Optional<String> other = filled(renamed, values, variant);
            if (old.isPresent() && before.add(old.get()) && works(old.get(), reads)) {
                any = true;
                String next = other.orElse(old.get());
                runnable.add(new ClientQuery(
                        reads ? old.get() : takenBack(old.get()), reads ? next : takenBack(next), usage));
            }
        }
        notRun += any ? 0 : 1;
    }

    private static boolean isQuery(Node tree) {
        return tree instanceof InsertStmt
                || tree instanceof UpdateStmt
                || tree instanceof DeleteStmt
                || (tree instanceof SelectStmt select && select.intoClause() == null);
    }

    private static String takenBack(String sql) {
        return "begin; " + sql + "; rollback";
    }

    private boolean works(String sql, boolean reads) {
        return reads
                ? session.attempt("EXPLAIN " + sql).worked()
                : session.rolledBack(() -> session.attempt(sql).worked());
    }

    /** With values in place of its parameters; empty where one is not known. */
    private static Optional<String> filled(String sql, Map<Integer, List<String>> values, int variant) {
        StringBuilder filled = new StringBuilder(sql);
        List<ParamRef> parameters = Nodes.all(Sql.parseStatement(sql).tree(), ParamRef.class).stream()
                .sorted(Comparator.comparingInt(ParamRef::location).reversed())
                .toList();
        for (ParamRef parameter : parameters) {
            List<String> choice = values.getOrDefault(parameter.number(), List.of());
            if (choice.isEmpty()) {
                return Optional.empty();
            }
            int end = parameter.location()
                    + 1
                    + String.valueOf(parameter.number()).length();
            filled.replace(parameter.location(), end, choice.get(variant % choice.size()));
        }
        return Optional.of(filled.toString());
    }

    private static @Nullable String name(ColumnRef column) {
        List<String> names = Nodes.names(column.fields());
        return names.isEmpty() ? null : names.get(names.size() - 1);
    }

    private List<Table> tables(Node tree) {
        List<Table> tables = new ArrayList<>();
        for (RangeVar range : Nodes.all(tree, RangeVar.class)) {
            catalog.tables().stream()
                    .filter(table -> table.name().name().equals(range.relname()))
                    .filter(table ->
                            range.schemaname() == null || table.name().schema().equals(range.schemaname()))
                    .findFirst()
                    .ifPresent(tables::add);
        }
        return tables;
    }

    /** Literals for each parameter that something is known of. */
    private Map<Integer, List<String>> values(Node tree, List<Table> tables) {
        Map<Integer, List<String>> values = new HashMap<>();
        Nodes.all(tree, InsertStmt.class).forEach(insert -> inserted(insert, values));
        for (UpdateStmt update : Nodes.all(tree, UpdateStmt.class)) {
            written(tables(update.relation()), update.targetList(), values);
        }
        for (SelectStmt each : Nodes.all(tree, SelectStmt.class)) {
            parameters(each.limitCount()).forEach(parameter -> values.put(parameter.number(), List.of(FEW)));
            parameters(each.limitOffset()).forEach(parameter -> values.put(parameter.number(), List.of("0")));
        }
        for (A_Expr comparison : Nodes.all(tree, A_Expr.class)) {
            compared(comparison.lexpr(), comparison.rexpr(), tables, values);
            compared(comparison.rexpr(), comparison.lexpr(), tables, values);
        }
        return values;
    }

    private List<Table> tables(@Nullable RangeVar relation) {
        return relation == null ? List.of() : tables((Node) relation);
    }

    /** {@code SET column = $1}. */
    private void written(List<Table> tables, List<Node> targets, Map<Integer, List<String>> values) {
        for (Node node : targets) {
            if (node instanceof ResTarget target && target.name() != null) {
                write(tables, target.name(), target.val(), values);
            }
        }
    }

    /** {@code VALUES ($1)}, for the columns that are named or for all. */
    private void inserted(InsertStmt insert, Map<Integer, List<String>> values) {
        List<Table> tables = tables(insert.relation());
        if (tables.isEmpty() || !(insert.selectStmt() instanceof SelectStmt rows)) {
            return;
        }
        List<String> columns = insert.cols().isEmpty()
                ? tables.get(0).columns().stream().map(Column::name).toList()
                : insert.cols().stream()
                        .map(node -> node instanceof ResTarget target ? String.valueOf(target.name()) : "")
                        .toList();
        for (Node node : rows.valuesLists()) {
            List<Node> row = node instanceof PgList list ? list.items() : List.of();
            for (int i = 0; i < Math.min(row.size(), columns.size()); i++) {
                write(tables, columns.get(i), row.get(i), values);
            }
        }
        if (insert.onConflictClause() != null) {
            written(tables, insert.onConflictClause().targetList(), values);
        }
    }

    private void write(List<Table> tables, String column, @Nullable Node value, Map<Integer, List<String>> values) {
        for (ParamRef parameter : parameters(value)) {
            List<String> found = isUnique(tables, column) ? fresh(tables.get(0), column) : samples(column, tables);
            if (!found.isEmpty()) {
                values.putIfAbsent(parameter.number(), found);
            }
        }
    }

    /** Whether no two rows may have the same value there. */
    private static boolean isUnique(List<Table> tables, String column) {
        List<String> alone = List.of(column);
        return tables.stream()
                .anyMatch(table -> table.of(Constraint.Unique.class).stream()
                                .anyMatch(unique -> unique.columns().equals(alone))
                        || table.primaryKey()
                                .filter(key -> key.columns().equals(alone))
                                .isPresent());
    }

    /** Values that no row has, of types for which that is easily said; others remain unknown. */
    private List<String> fresh(Table table, String column) {
        String quoted = Identifiers.quoteIdentifier(column);
        String name =
                Identifiers.quoteIdentifier(table.name().schema(), table.name().name());
        for (String made : List.of(
                "(max(" + quoted + ") + n)::text", "max(" + quoted + ") || '~' || n", "gen_random_uuid()::text")) {
            // as many in one go: what the type does not bear is refused as a whole
            Session.Attempt attempt = session.attempt("select quote_literal(" + made + ") from " + name
                    + ", generate_series(1, " + VARIANTS + ") n group by n");
            if (attempt.worked()) {
                return attempt.rows().first().stream().map(String::valueOf).toList();
            }
        }
        return List.of();
    }

    private void compared(
            @Nullable Node side, @Nullable Node other, List<Table> tables, Map<Integer, List<String>> values) {
        if (!(side instanceof ColumnRef reference)
                || (other != null && !Nodes.all(other, ColumnRef.class).isEmpty())) {
            return;
        }
        for (ParamRef parameter : parameters(other)) {
            List<String> found = samples(name(reference), tables);
            if (!found.isEmpty()) {
                values.putIfAbsent(parameter.number(), found);
            }
        }
    }

    private static List<ParamRef> parameters(@Nullable Node node) {
        return node == null ? List.of() : Nodes.all(node, ParamRef.class);
    }

    /** Values of the first of the tables that has such a column. */
    private List<String> samples(@Nullable String column, List<Table> tables) {
        Table table = tables.stream()
                .filter(one -> column != null && one.column(column).isPresent())
                .findFirst()
                .orElse(null);
        if (table == null || column == null) {
            return List.of();
        }
        String quoted = Identifiers.quoteIdentifier(column);
        return session
                .rows("select quote_literal(" + quoted + "::text) from "
                        + Identifiers.quoteIdentifier(
                                table.name().schema(), table.name().name()) + " where " + quoted
                        + " is not null order by random() limit " + VARIANTS)
                .first()
                .stream()
                .map(String::valueOf)
                .toList();
    }
}
