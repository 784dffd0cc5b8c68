package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.View;
import dev.pgwright.catalog.ViewSettings;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Views and materialized views. */
final class ViewDdl {
    private static final Set<String> LIST_ENDS =
            Set.of("from", "where", "group", "having", "window", "union", "intersect", "except", "order", "limit");

    private ViewDdl() {}

    static List<Statement> statements(View view) {
        String name = SqlText.name(view.name());
        String kind = view.materialized() ? "MATERIALIZED VIEW" : "VIEW";
        List<Statement> statements = new ArrayList<>();
        String columns = namesItself(view) ? "" : " (" + SqlText.names(view.columns()) + ")";
        ViewSettings settings = view.settings();
        String method = settings.accessMethod() == null ? "" : " USING " + quoteIdentifier(settings.accessMethod());
        String tablespace =
                settings.tablespace() == null ? "" : " TABLESPACE " + quoteIdentifier(settings.tablespace());
        statements.add(new Statement(
                "view " + name,
                "CREATE " + kind + " " + name + columns + method + SqlText.with(view.options()) + tablespace + " AS\n"
                        + view.query()
                        + (view.materialized() && !view.populated() ? "\nWITH NO DATA" : ""),
                "DROP " + kind + " " + name));
        SettingsDdl.behind(view).forEach(sql -> statements.add(Statement.of("view settings " + name, sql)));
        String block = "view comments " + name;
        if (view.comment() != null) {
            statements.add(Statement.of(block, SqlText.comment(kind, name, view.comment())));
        }
        view.columnComments()
                .forEach((column, comment) -> statements.add(
                        Statement.of(block, SqlText.comment("COLUMN", name + "." + quoteIdentifier(column), comment))));
        return statements;
    }

    /**
     * Whether the query alone gives the view's columns their names: each item of its select list ends with the name, as
     * in all texts that PostgreSQL writes.
     */
    static boolean namesItself(View view) {
        List<Token> tokens = SqlTokens.of(view.query());
        int at = mainSelect(tokens);
        if (view.columns().isEmpty() || at < 0) {
            return view.columns().isEmpty();
        }
        List<Token> lastOfItems = new ArrayList<>();
        int depth = 0;
        for (at++; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (token.isSymbol('(') || token.isSymbol('[')) {
                depth++;
            } else if (token.isSymbol(')') || token.isSymbol(']')) {
                depth--;
            } else if (depth == 0 && token.isSymbol(',')) {
                lastOfItems.add(tokens.get(at - 1));
            } else if (depth == 0 && endsList(tokens, at)) {
                break;
            }
        }
        lastOfItems.add(tokens.get(at - 1));
        return lastOfItems.stream()
                .map(token -> token.isName() ? token.value() : "")
                .toList()
                .equals(view.columns());
    }

    /** {@code from} also stands in {@code IS DISTINCT FROM}. */
    private static boolean endsList(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        return token.kind() == SqlTokens.Kind.WORD
                && LIST_ENDS.contains(token.value())
                && !(token.isWord("from") && tokens.get(at - 1).isWord("distinct"));
    }

    /** The index of the SELECT whose list names the columns: the first outside parentheses; -1 if there is none. */
    private static int mainSelect(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol('(')) {
                depth++;
            } else if (token.isSymbol(')')) {
                depth--;
            } else if (depth == 0 && token.isWord("select")) {
                return i;
            }
        }
        return -1;
    }
}
