package dev.pgwright.load.folded;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.plpgsql.PlpgsqlFunction;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** {@code DO} blocks, as far as what they do stands in them. */
final class DoBlocks {
    private static final Set<String> DYNAMIC =
            Set.of("PLpgSQL_stmt_dynexecute", "PLpgSQL_stmt_dynfors", "PLpgSQL_stmt_call");
    private static final Set<String> LOOPS = Set.of(
            "PLpgSQL_stmt_loop",
            "PLpgSQL_stmt_while",
            "PLpgSQL_stmt_fori",
            "PLpgSQL_stmt_fors",
            "PLpgSQL_stmt_forc",
            "PLpgSQL_stmt_foreach_a");

    private final Folding folding;
    private final Consumer<dev.pgwright.sql.tree.Node> fold;

    DoBlocks(Folding folding, Consumer<dev.pgwright.sql.tree.Node> fold) {
        this.folding = folding;
        this.fold = fold;
    }

    /**
     * Folds the statements of a block that changes the schema only by statements that stand in it. Those that the server
     * would refuse are taken as left out: mostly they stand in an IF or before an EXCEPTION for just that.
     *
     * @return whether it is such a block
     */
    boolean follow(String text) {
        List<Statement> changes = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        PlpgsqlFunction body;
        try {
            body = Sql.plpgsql(text);
        } catch (PgwrightException e) {
            // another language, or nothing that PL/pgSQL takes
            return false;
        }
        for (PlpgsqlNode statement : body.statements()) {
            if (DYNAMIC.contains(statement.kind())) {
                return false;
            }
        }
        for (PlpgsqlNode expression : body.expressions()) {
            if (callsWhatMayChange(expression.text("query").orElse(""))) {
                return false;
            }
        }
        for (PlpgsqlNode statement : body.statements()) {
            if (statement.kind().equals("PLpgSQL_stmt_execsql")) {
                collect(statement, changes, texts);
            }
        }
        boolean loops = body.statements().stream().anyMatch(statement -> LOOPS.contains(statement.kind()));
        if (changes.isEmpty()) {
            return true;
        }
        if (loops) {
            return false;
        }
        for (int i = 0; i < changes.size(); i++) {
            folding.within(changes.get(i), texts.get(i), fold);
        }
        folding.notFollowed("", "the statements of a DO block are taken as carried out wherever they can be");
        return true;
    }

    private void collect(PlpgsqlNode execution, List<Statement> changes, List<String> texts) {
        execution.walk(node -> {
            if (node.kind().equals("PLpgSQL_expr")) {
                ParsedSql parsed =
                        Sql.parse(SourceFile.of("do.sql", node.text("query").orElse("")));
                for (Statement statement : parsed.statements()) {
                    if (!Harmless.is(statement.tree()) && !(statement.tree() instanceof SelectStmt)) {
                        changes.add(statement);
                        texts.add(parsed.source().text());
                    }
                }
            }
        });
    }

    private boolean callsWhatMayChange(String query) {
        // most are expressions, which are the targets of a SELECT
        for (String sql : List.of(query, "SELECT " + query)) {
            ParsedSql parsed = Sql.parse(SourceFile.of("do.sql", sql));
            if (parsed.errors().isEmpty()) {
                return parsed.statements().stream()
                        .anyMatch(statement -> Programs.mayChangeSchema(statement.tree(), folding));
            }
        }
        return false;
    }
}
