package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Star;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.OnConflictAction;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SetOperation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * INSERT of the rows of one table into another as a loop over ranges of the first one's primary key, each committed before
 * the next. It may be stopped between two of them, so that it is only done where a second run leaves what is there: the
 * statement says so itself, or the target is new, and a unique key of the target tells which rows have been copied.
 */
public final class InsertBatches {
    private final Change change;
    private final InsertStmt insert;
    private final SelectStmt query;
    private final RangeVar from;
    private final Table source;
    private final Table target;

    private InsertBatches(
            Change change, InsertStmt insert, SelectStmt query, RangeVar from, Table source, Table target) {
        this.change = change;
        this.insert = insert;
        this.query = query;
        this.from = from;
        this.source = source;
        this.target = target;
    }

    /** A safe form, or the reason why there is none: a sentence without a full stop. */
    public record Attempt(Optional<SafeForm> form, String reason) {
        private static Attempt failed(String reason) {
            return new Attempt(Optional.empty(), reason);
        }
    }

    /**
     * The safe form of INSERT ... SELECT.
     *
     * @param fresh whether the migration itself has made the target, so that all its rows are the migration's
     */
    public static Attempt of(Change change, boolean fresh) {
        if (!(change.tree() instanceof InsertStmt insert)
                || !(insert.selectStmt() instanceof SelectStmt query)
                || insert.relation() == null) {
            return Attempt.failed("the INSERT is a part of another statement");
        }
        boolean plain = insert.withClause() == null
                && insert.returningClause() == null
                && query.op() == SetOperation.SETOP_NONE
                && Stream.of(
                                query.distinctClause(),
                                query.groupClause(),
                                query.windowClause(),
                                query.valuesLists(),
                                query.sortClause(),
                                query.lockingClause())
                        .allMatch(List::isEmpty)
                && query.havingClause() == null
                && query.limitCount() == null
                && query.limitOffset() == null
                && query.withClause() == null
                && Nodes.all(query, FuncCall.class).stream().noneMatch(InsertBatches::isOfManyRows);
        if (!plain || query.fromClause().size() != 1 || !(query.fromClause().get(0) instanceof RangeVar from)) {
            return Attempt.failed("its query is more than a choice of rows of one table");
        }
        Optional<Table> source = change.state().table(from);
        Optional<Table> target = change.state().table(insert.relation());
        if (source.isEmpty() || target.isEmpty()) {
            return Attempt.failed("one of its tables is not known");
        }
        return new InsertBatches(change, insert, query, from, source.get(), target.get()).attempt(fresh);
    }

    /**
     * The same of all rows of a table with {@code FOR SHARE} and {@code ON CONFLICT DO NOTHING}: others may write meanwhile,
     * and it may be stopped anywhere.
     */
    static Optional<SafeForm> ofLockedRows(Change change) {
        if (!(change.tree() instanceof InsertStmt insert)
                || insert.onConflictClause() == null
                || insert.onConflictClause().action() != OnConflictAction.ONCONFLICT_NOTHING
                || !(insert.selectStmt() instanceof SelectStmt query)
                || query.lockingClause().isEmpty()
                || query.whereClause() != null
                || query.fromClause().size() != 1
                || !(query.fromClause().get(0) instanceof RangeVar from)) {
            return Optional.empty();
        }
        Fragments words = new Fragments(change.sql());
        int name = words.find(0, "from") + 1;
        int behind = words.behindName(name);
        int lock = words.find(behind, "for");
        return change.state()
                .table(from)
                .flatMap(source -> Batches.loop(
                        source,
                        words.text(name, behind),
                        quoteIdentifier(String.valueOf(from.relname())),
                        words.text(0, lock) + "\nWHERE ",
                        "\n" + words.from(lock)))
                .map(part -> new SafeForm("copy it in batches of " + Batches.ROWS + " rows", List.of(part)));
    }

    private static boolean isOfManyRows(FuncCall call) {
        return call.over() != null
                || call.aggStar()
                || call.aggDistinct()
                || call.aggWithinGroup()
                || call.aggFilter() != null
                || !call.aggOrder().isEmpty();
    }

    private Attempt attempt(boolean fresh) {
        Optional<Constraint.PrimaryKey> key = source.primaryKey();
        if (key.isEmpty()) {
            return Attempt.failed(source.name() + " has no primary key to go by");
        }
        Map<String, String> copied = copied();
        List<List<String>> keys = keys(target).stream()
                .filter(columns -> copied.keySet().containsAll(columns))
                .filter(columns -> columns.stream()
                        .map(copied::get)
                        .collect(Collectors.toSet())
                        .containsAll(key.get().columns()))
                .toList();
        if (keys.isEmpty()) {
            return Attempt.failed("no unique key of " + target.name() + " tells which rows of " + source.name()
                    + " have been copied when it is stopped half way");
        }
        boolean skips = insert.onConflictClause() != null
                && insert.onConflictClause().action() == OnConflictAction.ONCONFLICT_NOTHING;
        if (insert.onConflictClause() != null && !skips) {
            return Attempt.failed("ON CONFLICT DO UPDATE would change the same rows again in a second run");
        }
        List<RangeVar> others = Nodes.all(query, RangeVar.class).stream()
                .filter(other -> other != from)
                .filter(other -> isOneOf(change.state().resolve(other)))
                .toList();
        boolean leavesOut = others.size() == 1
                && new CopiedBefore(change.state(), query, alias(), target.name(), copied).isBy(keys);
        if (source.name().equals(target.name()) || !(others.isEmpty() || leavesOut)) {
            return Attempt.failed("the query looks at a row's neighbours, or at what is written");
        }
        if (!skips && !leavesOut && !fresh) {
            return Attempt.failed("a second run after a stop would be refused: say ON CONFLICT DO NOTHING if rows of "
                    + target.name() + " that are there already may be left as they are");
        }
        String conflict = skips || leavesOut
                ? ""
                : "\nON CONFLICT ("
                        + keys.get(0).stream()
                                .map(name -> quoteIdentifier(name))
                                .collect(Collectors.joining(", "))
                        + ") DO NOTHING";
        return loop(conflict);
    }

    private Attempt loop(String conflict) {
        Fragments words = new Fragments(change.sql());
        int offset = from.location() - change.statement().span().start();
        int name = 0;
        while (name < words.size() && words.token(name).start() < offset) {
            name++;
        }
        int behind = words.behindName(name);
        int end = words.find(behind, "on", "conflict");
        int last = end < 0 ? words.size() : end;
        int where = words.find(behind, "where");
        boolean parenthesis = words.find(0, "select") < 0;
        if (parenthesis || (end >= 0 && where > end)) {
            return Attempt.failed("its query stands in parentheses, or a condition behind ON CONFLICT");
        }
        String statement = where < 0
                ? words.text(0, last) + "\nWHERE "
                : words.text(0, where) + "\nWHERE (" + words.text(where + 1, last) + ")\n  AND ";
        String finish = end < 0 ? conflict : "\n" + words.from(end);
        String only = words.isWord(name - 1, "only") ? "ONLY " : "";
        Optional<SafeForm> form = Batches.loop(
                        source, only + words.text(name, behind), quoteIdentifier(alias()), statement, finish)
                .map(part -> new SafeForm("copy it in batches of " + Batches.ROWS + " rows", List.of(part)));
        return new Attempt(form, "the primary key of " + source.name() + " cannot be gone through");
    }

    private String alias() {
        return from.alias() == null || from.alias().aliasname() == null
                ? String.valueOf(from.relname())
                : from.alias().aliasname();
    }

    private boolean isOneOf(QualifiedName relation) {
        return relation.equals(source.name()) || relation.equals(target.name());
    }

    /** Which column of the source each column of the target gets, of those that get one as it is. */
    private Map<String, String> copied() {
        List<String> written = insert.cols().isEmpty()
                ? target.columns().stream().map(Column::name).toList()
                : insert.cols().stream()
                        .map(node -> node instanceof ResTarget column ? String.valueOf(column.name()) : "")
                        .toList();
        List<String> read = new ArrayList<>();
        for (Node node : query.targetList()) {
            Node value = node instanceof ResTarget result ? result.val() : null;
            if (value instanceof ColumnRef reference
                    && reference.fields().get(reference.fields().size() - 1) instanceof A_Star) {
                source.columns().forEach(column -> read.add(column.name()));
            } else {
                List<String> names = value instanceof ColumnRef reference ? Nodes.names(reference.fields()) : List.of();
                read.add(names.isEmpty() ? "" : names.get(names.size() - 1));
            }
        }
        Map<String, String> copied = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(written.size(), read.size()); i++) {
            if (source.column(read.get(i)).isPresent()) {
                copied.put(written.get(i), read.get(i));
            }
        }
        return copied;
    }

    /** The keys of a table that ON CONFLICT can name. */
    private static List<List<String>> keys(Table table) {
        List<List<String>> keys = new ArrayList<>();
        table.primaryKey()
                .filter(key -> key.deferrability() == Deferrability.NOT_DEFERRABLE && !key.withoutOverlaps())
                .ifPresent(key -> keys.add(key.columns()));
        table.of(Constraint.Unique.class).stream()
                .filter(key -> key.deferrability() == Deferrability.NOT_DEFERRABLE && !key.withoutOverlaps())
                .filter(key ->
                        new HashSet<>(key.columns()).size() == key.columns().size())
                .forEach(key -> keys.add(key.columns()));
        return keys;
    }
}
