package dev.pgwright.catalog.print;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the objects that a text names. PostgreSQL's own texts name everything by its schema; texts written by hand may
 * name what is in {@code public} without it.
 */
final class Names {
    private final Map<QualifiedName, List<Node>> nodes = new HashMap<>();

    /**
     * The nodes that a text names.
     *
     * @param surely those named with their schema
     * @param perhaps those named without it: the word may mean something else, a column for example
     */
    record Mentioned(Set<Node> surely, Set<Node> perhaps) {}

    void put(QualifiedName name, Node node) {
        nodes.computeIfAbsent(name, key -> new ArrayList<>()).add(node);
    }

    List<Node> get(QualifiedName name) {
        return nodes.getOrDefault(name, List.of());
    }

    Mentioned in(String text) {
        Mentioned mentioned = new Mentioned(new LinkedHashSet<>(), new LinkedHashSet<>());
        collect(SqlTokens.of(text), true, mentioned);
        return mentioned;
    }

    /** What the tokens name, and what the literals among them name where they are to be looked into. */
    void collect(List<Token> tokens, boolean literals, Mentioned mentioned) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isName()) {
                if (i + 2 < tokens.size()
                        && tokens.get(i + 1).isSymbol('.')
                        && tokens.get(i + 2).isName()) {
                    mentioned
                            .surely()
                            .addAll(get(QualifiedName.of(
                                    token.value(), tokens.get(i + 2).value())));
                }
                mentioned.perhaps().addAll(get(QualifiedName.of(Schema.PUBLIC, token.value())));
            } else if (literals && (token.kind() == SqlTokens.Kind.STRING || isDollarString(token))) {
                collect(SqlTokens.of(token.value()), false, mentioned);
            }
        }
    }

    private static boolean isDollarString(Token token) {
        return token.kind() == SqlTokens.Kind.DOLLAR_STRING;
    }
}
