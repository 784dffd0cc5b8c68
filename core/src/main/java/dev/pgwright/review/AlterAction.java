package dev.pgwright.review;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.source.Span;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One action of an ALTER TABLE.
 *
 * @param number from 0, within the statement
 * @param table the altered table
 */
public record AlterAction(
        StatementContext context, AlterTableStmt statement, AlterTableCmd command, int number, QualifiedName table) {
    /** The constraint of ADD CONSTRAINT and the like. */
    public Optional<Constraint> constraint() {
        return command.def() instanceof Constraint constraint ? Optional.of(constraint) : Optional.empty();
    }

    /** The definition of ADD COLUMN, or the type of ALTER COLUMN TYPE. */
    public Optional<ColumnDef> columnDefinition() {
        return command.def() instanceof ColumnDef column ? Optional.of(column) : Optional.empty();
    }

    /** The table as it is before the statement, where the history knows it. */
    public Optional<Table> knownTable() {
        return context.state().table(table);
    }

    /** The column that the action names, where the history knows it. */
    public Optional<Column> knownColumn() {
        String column = command.name();
        return column == null ? Optional.empty() : knownTable().flatMap(known -> known.column(column));
    }

    /** Where the action stands, without the commas around it. */
    public Span span() {
        Span whole = context.span();
        if (statement.cmds().size() == 1) {
            return actionsOf(whole).stream().findFirst().orElse(whole);
        }
        List<Span> actions = actionsOf(whole);
        return number < actions.size() ? actions.get(number) : whole;
    }

    /** The statement without this action; empty when it has no other. */
    public Optional<String> statementWithout() {
        return statement.cmds().size() == 1 ? Optional.empty() : Optional.of(without(List.of(this)));
    }

    /** The statement's text without some of its actions; at least one must be left. */
    public static String without(List<AlterAction> actions) {
        AlterAction first = actions.get(0);
        Span whole = first.context.span();
        String text = first.context.source().text();
        List<Span> spans = first.actionsOf(whole);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            int number = i;
            if (actions.stream().noneMatch(action -> action.number() == number)) {
                kept.add(spans.get(i).of(text));
            }
        }
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("no action would be left");
        }
        return new Span(whole.start(), spans.get(0).start()).of(text) + String.join(",\n    ", kept);
    }

    /** {@code ALTER TABLE name} as it is written in the statement, with blanks behind it. */
    public String head() {
        Span whole = context.span();
        return new Span(whole.start(), actionsOf(whole).get(0).start())
                .of(context.source().text());
    }

    private List<Span> actionsOf(Span whole) {
        List<Token> tokens = SqlTokens.of(whole.of(context.source().text()));
        List<Span> actions = new ArrayList<>();
        int depth = 0;
        int first = firstOfActions(tokens);
        for (int i = first; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol(',') && depth == 0) {
                actions.add(span(tokens, first, i - 1).plus(whole.start()));
                first = i + 1;
            }
            depth += token.isSymbol('(') || token.isSymbol('[') ? 1 : 0;
            depth -= token.isSymbol(')') || token.isSymbol(']') ? 1 : 0;
        }
        if (first < tokens.size()) {
            actions.add(span(tokens, first, tokens.size() - 1).plus(whole.start()));
        }
        return actions;
    }

    private static Span span(List<Token> tokens, int first, int last) {
        return new Span(tokens.get(first).start(), tokens.get(last).end());
    }

    /** Behind ALTER [FOREIGN] TABLE [IF EXISTS] [ONLY] name [*]. */
    private static int firstOfActions(List<Token> tokens) {
        int at = 0;
        while (!tokens.get(at).isWord("table")) {
            at++;
        }
        at++;
        at += isWord(tokens, at, "if") ? 2 : 0;
        boolean only = isWord(tokens, at, "only");
        at += only ? 1 : 0;
        boolean parenthesis = only && isSymbol(tokens, at, '(');
        at += parenthesis ? 2 : 1;
        while (isSymbol(tokens, at, '.')) {
            at += 2;
        }
        at += parenthesis ? 1 : 0;
        return isSymbol(tokens, at, '*') ? at + 1 : at;
    }

    private static boolean isWord(List<Token> tokens, int at, String word) {
        return at < tokens.size() && tokens.get(at).isWord(word);
    }

    private static boolean isSymbol(List<Token> tokens, int at, char symbol) {
        return at < tokens.size() && tokens.get(at).isSymbol(symbol);
    }
}
