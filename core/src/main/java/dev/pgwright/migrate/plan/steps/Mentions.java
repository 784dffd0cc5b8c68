package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the units that a text names. PostgreSQL's own texts name everything by its schema; a body that is a string may not.
 * Of columns it is enough that their name stands in a text that names their table: too much is found rather than too little.
 */
final class Mentions {
    private final Map<QualifiedName, Set<UnitId>> objects = new HashMap<>();
    private final Map<UnitId, Map<String, UnitId>> columns = new HashMap<>();

    void put(QualifiedName name, UnitId unit) {
        objects.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(unit);
    }

    void putColumn(UnitId table, String name, UnitId column) {
        columns.computeIfAbsent(table, key -> new HashMap<>()).put(name, column);
    }

    /** What a text of PostgreSQL's own names. */
    Set<UnitId> in(String text) {
        return withColumns(text, Set.of());
    }

    /** The same for a text that is about a table and names its columns without it. */
    Set<UnitId> in(String text, UnitId table) {
        return withColumns(text, Set.of(table));
    }

    private Set<UnitId> withColumns(String text, Set<UnitId> tables) {
        Set<UnitId> found = new LinkedHashSet<>();
        Set<String> words = new LinkedHashSet<>();
        collect(SqlTokens.of(text), false, found, words);
        Set<UnitId> relations = new LinkedHashSet<>(tables);
        relations.addAll(found);
        for (UnitId relation : relations) {
            Map<String, UnitId> known = columns.getOrDefault(relation, Map.of());
            known.forEach((name, column) -> {
                if (words.contains(name)) {
                    found.add(column);
                }
            });
        }
        return found;
    }

    /** What a body names, also without a schema. */
    Set<UnitId> inBody(String text) {
        Set<UnitId> found = new LinkedHashSet<>();
        collect(SqlTokens.of(text), true, found, new LinkedHashSet<>());
        return found;
    }

    private void collect(List<Token> tokens, boolean body, Set<UnitId> found, Set<String> words) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isName()) {
                words.add(token.value());
                if (i + 2 < tokens.size()
                        && tokens.get(i + 1).isSymbol('.')
                        && tokens.get(i + 2).isName()) {
                    found.addAll(objects.getOrDefault(
                            QualifiedName.of(token.value(), tokens.get(i + 2).value()), Set.of()));
                }
                if (body) {
                    found.addAll(objects.getOrDefault(QualifiedName.of(Schema.PUBLIC, token.value()), Set.of()));
                }
            } else if (token.kind() == SqlTokens.Kind.STRING
                    || (body && token.kind() == SqlTokens.Kind.DOLLAR_STRING)) {
                collect(SqlTokens.of(token.value()), body, found, body ? words : new LinkedHashSet<>());
            }
        }
    }
}
