package dev.pgwright.review.rules.query;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryKind;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.fix.QueryFixes;
import dev.pgwright.review.fix.QueryText;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.A_Star;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.JoinExpr;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** SELECT * of tables in queries that run again and again. */
public final class SelectStar implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("select-star", Needs.SQL, Severity.WARNING)
            .detects("A query, view or routine selects * of a table.")
            .cost("reads and ships columns that nobody asked for, and breaks covering indexes")
            .safe("List the columns.")
            .recurringOnly()
            .fixable()
            .seed("Queries: no SELECT * in production code")
            .build();

    private static final String ROW = "%rowtype";

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        if (query.tree() instanceof SelectStmt select) {
            check(query, select, report);
        } else if (query.tree() instanceof InsertStmt insert && insert.selectStmt() instanceof SelectStmt select) {
            check(query, select, report);
        }
    }

    private static void check(QueryContext query, SelectStmt select, Report report) {
        if (select.larg() != null && select.rarg() != null) {
            check(query, select.larg(), report);
            check(query, select.rarg(), report);
            return;
        }
        for (Node target : select.targetList()) {
            if (target instanceof ResTarget result
                    && result.val() instanceof ColumnRef column
                    && column.fields().get(column.fields().size() - 1) instanceof A_Star) {
                List<BoundRelation> relations = relations(query, select, column);
                Optional<BoundRelation> table =
                        relations.stream().filter(SelectStar::isStored).findFirst();
                if (table.isPresent() && !(relations.size() == 1 && fillsRow(query, table.get()))) {
                    report.found(query, message(query, Predicates.written(column), table.get()))
                            .at(query.place(column.location()))
                            .fix(QueryFixes.same(
                                    query,
                                    "name the columns",
                                    "not all columns of the relations are known",
                                    text -> listed(select, relations, column, text)));
                    return;
                }
            }
        }
    }

    /** The columns in the order in which the star gives them; not of joins that merge columns. */
    private static Optional<List<TextEdit>> listed(
            SelectStmt select, List<BoundRelation> relations, ColumnRef star, QueryText text) {
        int first = text.at(star.location());
        int last = first;
        while (last >= 0 && last < text.size() && !text.isSymbol(last, '*')) {
            last++;
        }
        boolean merged = Nodes.all(select, JoinExpr.class).stream()
                .anyMatch(join -> join.isNatural() || !join.usingClause().isEmpty());
        boolean known = relations.stream()
                .allMatch(
                        relation -> relation.isComplete() && !relation.columns().isEmpty());
        if (first < 0 || last >= text.size() || merged || !known) {
            return Optional.empty();
        }
        boolean alone = relations.size() == 1;
        String prefix = last == first ? "" : text.words(text.span(first, last - 1));
        String list = relations.stream()
                .flatMap(relation -> relation.columns().stream()
                        .map(column -> (last(prefix, alone, relation)) + Identifiers.quoteIdentifier(column.name())))
                .collect(Collectors.joining(", "));
        return Optional.of(List.of(new TextEdit(text.span(first, last), list)));
    }

    private static String last(String prefix, boolean alone, BoundRelation relation) {
        return !prefix.isEmpty() ? prefix : alone ? "" : Identifiers.quoteIdentifier(relation.alias()) + ".";
    }

    private static String message(QueryContext query, String prefix, BoundRelation table) {
        String star = prefix.isEmpty() ? "*" : prefix + ".*";
        return query.kind() == QueryKind.VIEW
                ? star + " is the columns that " + table.alias() + " has now; those added later are not in the view"
                : star + " reads all columns of " + table.alias() + ", also those that are added later";
    }

    /** A variable of the table's own row type takes its columns by their places: a list would leave out what is added later. */
    private static boolean fillsRow(QueryContext query, BoundRelation table) {
        Optional<RoutineBody> body = query.routine();
        return body.isPresent()
                && body.get().sql().stream()
                        .filter(inner -> inner.sql() == query.tree())
                        .flatMap(inner -> inner
                                .node()
                                .node("target")
                                .or(() -> inner.node().node("var"))
                                .stream())
                        .flatMap(target -> target.text("refname").stream())
                        .flatMap(name -> body.get().declared().named(name).stream())
                        .flatMap(variable -> variable.type().stream())
                        .anyMatch(type -> isRowOf(query, type, table));
    }

    private static boolean isRowOf(QueryContext query, String type, BoundRelation table) {
        String row =
                type.toLowerCase(Locale.ROOT).endsWith(ROW) ? type.substring(0, type.length() - ROW.length()) : type;
        try {
            return Nodes.all(Sql.parseStatement("SELECT FROM " + row).tree(), RangeVar.class).stream()
                    .anyMatch(named ->
                            table.name().equals(Optional.of(query.state().resolve(named))));
        } catch (PgwrightException noTable) {
            return false;
        }
    }

    private static boolean isStored(BoundRelation relation) {
        return switch (relation.kind()) {
            case TABLE, VIEW, MATERIALIZED_VIEW, UNKNOWN -> true;
            default -> false;
        };
    }

    private static List<BoundRelation> relations(QueryContext query, SelectStmt select, ColumnRef star) {
        String prefix = Predicates.written(star);
        String alias = prefix.substring(prefix.lastIndexOf('.') + 1);
        return query.bound().level(select).map(BoundLevel::relations).orElse(List.of()).stream()
                .filter(relation -> prefix.isEmpty() || relation.alias().equals(alias))
                .toList();
    }
}
