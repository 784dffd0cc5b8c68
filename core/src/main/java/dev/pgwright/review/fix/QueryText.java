package dev.pgwright.review.fix;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.SameTree;
import dev.pgwright.review.QueryContext;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.List;
import java.util.Optional;

/** The text of a query, in which the parts of its tree are looked up. Offsets are those of the file. */
public final class QueryText {
    /** How many tokens may stand before the first place that a tree has of an expression: parentheses, NOT, signs. */
    private static final int BEFORE = 6;

    /** How many tokens may stand behind the last one. */
    private static final int BEHIND = 60;

    private final QueryContext query;
    private final String text;
    private final Span span;
    private final List<Token> tokens;

    private QueryText(QueryContext query) {
        this.query = query;
        this.text = query.text();
        this.span = query.span();
        this.tokens = SqlTokens.of(span.of(text));
    }

    /** Empty where the query's text does not stand in the file as it was parsed. */
    public static Optional<QueryText> of(QueryContext query) {
        return query.isEditable() ? Optional.of(new QueryText(query)) : Optional.empty();
    }

    public int size() {
        return tokens.size();
    }

    /** The number of the token at a location of the tree; -1 where none begins there. */
    public int at(int location) {
        int place = query.place(location);
        for (int i = 0; place >= 0 && i < tokens.size(); i++) {
            if (start(i) == place) {
                return i;
            }
        }
        return -1;
    }

    public boolean isWord(int token, String word) {
        return token >= 0 && token < tokens.size() && tokens.get(token).isWord(word);
    }

    public boolean isSymbol(int token, char symbol) {
        return token >= 0 && token < tokens.size() && tokens.get(token).isSymbol(symbol);
    }

    public int start(int token) {
        return span.start() + tokens.get(token).start();
    }

    public int end(int token) {
        return span.start() + tokens.get(token).end();
    }

    /** From the first token to the last, both included. */
    public Span span(int first, int last) {
        return new Span(start(first), end(last));
    }

    public String words(Span part) {
        return part.of(text);
    }

    /** The last token that ends before a place; -1 where there is none. */
    public int before(int place) {
        int found = -1;
        for (int i = 0; i < tokens.size() && end(i) <= place; i++) {
            found = i;
        }
        return found;
    }

    /** The number of the token that closes what one opens. */
    public int closing(int open) {
        return SqlTokens.closing(tokens, open);
    }

    /** The token before that opens the parenthesis which a token stands in; -1 where it stands in none. */
    public int opening(int inside) {
        int depth = 0;
        for (int i = inside - 1; i >= 0; i--) {
            if (isSymbol(i, ')') || isSymbol(i, ']')) {
                depth++;
            } else if (isSymbol(i, '(') || isSymbol(i, '[')) {
                if (depth == 0) {
                    return i;
                }
                depth--;
            }
        }
        return -1;
    }

    /** The first token from one on that is one of these words, in no deeper parentheses; -1 where there is none. */
    public int next(int from, String... words) {
        int depth = 0;
        for (int i = from; i < tokens.size() && depth >= 0; i++) {
            if (depth == 0
                    && List.of(words).contains(tokens.get(i).value())
                    && tokens.get(i).isName()) {
                return i;
            }
            depth += isSymbol(i, '(') || isSymbol(i, '[') ? 1 : isSymbol(i, ')') || isSymbol(i, ']') ? -1 : 0;
        }
        return -1;
    }

    /** The last token before one that is this word, in no deeper parentheses and in no wider ones; -1 where there is none. */
    public int previous(int before, String word) {
        int depth = 0;
        for (int i = before - 1; i >= 0; i--) {
            if (isSymbol(i, ')') || isSymbol(i, ']')) {
                depth++;
            } else if (isSymbol(i, '(') || isSymbol(i, '[')) {
                depth--;
            } else if (depth == 0 && isWord(i, word)) {
                return i;
            }
            if (depth < 0) {
                return -1;
            }
        }
        return -1;
    }

    /** The last token of the query level that a token stands in: before the parenthesis that closes it. */
    public int lastOfLevel(int inside) {
        int open = opening(inside);
        return open < 0 ? tokens.size() - 1 : closing(open) - 1;
    }

    /** Where an expression stands: the text of which PostgreSQL's parser makes the same tree. Empty when none is found. */
    public Optional<Span> of(Node expression) {
        int first = at(BoundQuery.location(expression));
        if (first < 0) {
            return Optional.empty();
        }
        int last = first;
        for (Node node : Nodes.all(expression, Node.class)) {
            last = Math.max(last, at(BoundQuery.location(node)));
        }
        for (int start = first; start >= Math.max(0, first - BEFORE); start--) {
            for (int end = last; end < Math.min(tokens.size(), last + BEHIND); end++) {
                Span candidate = span(start, end);
                if (isBalanced(start, end) && isWritten(expression, words(candidate))) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isBalanced(int first, int last) {
        int depth = 0;
        for (int i = first; i <= last; i++) {
            depth += isSymbol(i, '(') || isSymbol(i, '[') ? 1 : isSymbol(i, ')') || isSymbol(i, ']') ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }

    private static boolean isWritten(Node expression, String sql) {
        try {
            return Sql.parseStatement("select (" + sql + "\n)").tree() instanceof SelectStmt select
                    && select.targetList().size() == 1
                    && select.targetList().get(0) instanceof ResTarget target
                    && target.val() != null
                    && SameTree.same(target.val(), expression);
        } catch (PgwrightException notOne) {
            return false;
        }
    }
}
