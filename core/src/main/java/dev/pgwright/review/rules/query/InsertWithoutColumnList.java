package dev.pgwright.review.rules.query;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.review.CodeContext;
import dev.pgwright.review.CodeRule;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.RoutineContext;
import dev.pgwright.review.RoutineRule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.fix.QueryFixes;
import dev.pgwright.review.fix.QueryText;
import dev.pgwright.review.fix.SqlNames;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.RangeVar;
import java.util.List;
import java.util.Optional;

/** INSERT and COPY that rely on the order of columns. */
public final class InsertWithoutColumnList implements QueryRule, RoutineRule, CodeRule {
    private static final RuleInfo INFO = RuleInfo.query("insert-without-column-list", Needs.SQL, Severity.WARNING)
            .detects("INSERT or COPY gives values without naming the columns.")
            .safe("Name the columns.")
            .recurringOnly()
            .fixable()
            .seed("Core: be explicit")
            .build();

    private static final Fix BY_HAND = new Fix.ByHand("which columns are in what is copied is not known");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (InsertStmt insert : Nodes.all(query.tree(), InsertStmt.class)) {
            if (insert.cols().isEmpty() && insert.selectStmt() != null && insert.relation() != null) {
                report.found(
                                query,
                                "The values go to the first columns of "
                                        + insert.relation().relname() + " in the order that the table happens to have")
                        .at(query.place(insert.relation().location()))
                        .fix(QueryFixes.same(
                                query,
                                "name the columns",
                                "how many columns it gives is not known",
                                text -> named(query, insert, text)));
            }
        }
    }

    /** COPY in PL/pgSQL. */
    @Override
    public void check(RoutineContext routine, Report report) {
        for (Inner inner : routine.body().map(RoutineBody::sql).orElse(List.of())) {
            if (inner.sql() instanceof CopyStmt copy && !inner.dynamic()) {
                message(copy)
                        .ifPresent(message ->
                                report.found(routine, inner.span(), message).fix(BY_HAND));
            }
        }
    }

    /** COPY that a program sends. */
    @Override
    public void check(CodeContext code, Report report) {
        for (Statement statement : code.parsed().statements()) {
            if (statement.tree() instanceof CopyStmt copy) {
                message(copy)
                        .ifPresent(message -> report.found(code, code.place(statement.span()), message)
                                .fix(BY_HAND));
            }
        }
    }

    private static Optional<String> message(CopyStmt copy) {
        return copy.isFrom() && copy.attlist().isEmpty() && copy.relation() != null
                ? Optional.of("The values that are copied go to the columns of "
                        + copy.relation().relname() + " in the order that the table happens to have")
                : Optional.empty();
    }

    /** The first columns of the table, as many as there are values. */
    private static Optional<List<TextEdit>> named(QueryContext query, InsertStmt insert, QueryText text) {
        RangeVar relation = insert.relation();
        Optional<Table> table =
                relation == null ? Optional.empty() : query.state().table(relation);
        Optional<BoundLevel> values =
                insert.selectStmt() == null ? Optional.empty() : query.bound().level(insert.selectStmt());
        int at = relation == null ? -1 : text.at(relation.location());
        if (table.isEmpty() || values.isEmpty() || !values.get().isComplete() || at < 0) {
            return Optional.empty();
        }
        int count = values.get().columns().size();
        List<Column> columns = table.get().columns();
        if (count == 0 || count > columns.size()) {
            return Optional.empty();
        }
        while (text.isSymbol(at + 1, '.')) {
            at += 2;
        }
        if (text.isWord(at + 1, "as")) {
            at += 2;
        }
        String list = SqlNames.list(
                columns.subList(0, count).stream().map(Column::name).toList());
        return Optional.of(List.of(new TextEdit(Span.at(text.end(at)), " (" + list + ")")));
    }
}
