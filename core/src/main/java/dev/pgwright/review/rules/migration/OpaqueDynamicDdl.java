package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.locks.LockTable;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Statements;
import dev.pgwright.server.LockMode;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.Node;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Changes of the schema that only show when they run. */
public final class OpaqueDynamicDdl implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("opaque-dynamic-ddl", Needs.SQL, Severity.WARNING)
            .detects("A DO block, or a routine that the migration calls, changes existing relations or "
                    + "runs text that is only known at run time, so that locks cannot be judged.")
            .cost("unknown")
            .safe("Write the statements out, or build the text from constants.")
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof DoStmt && statement.body().isEmpty()) {
            report.found(statement, "What this DO block does cannot be read: it is not PL/pgSQL, or does not parse");
        }
        for (RunningBody running : RunningBody.of(statement)) {
            for (Inner inner : running.body().statements()) {
                message(statement, running, inner)
                        .ifPresent(message -> report.found(statement, message).at(inner.span()));
            }
        }
    }

    private static final Set<String> CHANGES_OF_ROWS = Set.of(
            "select", "insert", "update", "delete", "merge", "with", "set", "reset", "analyze", "notify", "values");

    private static Optional<String> message(StatementContext statement, RunningBody running, Inner inner) {
        Node tree = inner.sql();
        if (tree == null) {
            return inner.is("PLpgSQL_stmt_dynexecute") && !changesRows(inner)
                    ? Optional.of("What this EXECUTE in " + running.words()
                            + " sends is only known at run time, so that its locks cannot be judged")
                    : Optional.empty();
        }
        if (!Statements.isDefinition(tree)) {
            return Optional.empty();
        }
        return LockTable.effects(new Statement(inner.span(), tree), statement.state()).relations().stream()
                .filter(effect -> !statement.isNew(effect.relation()))
                .filter(effect -> effect.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0)
                .max(Comparator.comparing(RelationEffect::mode))
                .map(effect -> "This takes " + effect.mode().sql().toUpperCase(Locale.ROOT) + " on " + effect.relation()
                        + " inside " + running.words() + ", where no other rule looks at it");
    }

    /** Whether the text begins like a statement that changes no schema. */
    private static boolean changesRows(Inner inner) {
        String query =
                inner.node().node("query").flatMap(node -> node.text("query")).orElse("");
        return CHANGES_OF_ROWS.contains(firstWord(query));
    }

    private static String firstWord(String query) {
        int quote = query.indexOf('\'');
        int end = quote + 1;
        while (quote >= 0 && end < query.length() && Character.isWhitespace(query.charAt(end))) {
            end++;
        }
        int start = end;
        while (end < query.length() && Character.isLetter(query.charAt(end))) {
            end++;
        }
        return query.substring(start, end).toLowerCase(Locale.ROOT);
    }
}
