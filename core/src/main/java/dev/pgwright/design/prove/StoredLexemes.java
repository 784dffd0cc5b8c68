package dev.pgwright.design.prove;

import dev.pgwright.design.prove.evaluate.Lexemes;
import dev.pgwright.server.Session;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lexemes of words as the server's dictionaries say, each asked for once. */
final class StoredLexemes implements Lexemes {
    private final Session session;
    private final Map<String, Map<String, Set<String>>> known = new HashMap<>();

    StoredLexemes(Session session) {
        this.session = session;
    }

    @Override
    public List<Set<String>> of(String configuration, List<String> words) {
        Map<String, Set<String>> lexemes = known.computeIfAbsent(configuration, unused -> new HashMap<>());
        Set<String> unknown = new LinkedHashSet<>(words);
        unknown.removeAll(lexemes.keySet());
        if (!unknown.isEmpty()) {
            ask(configuration, List.copyOf(unknown), lexemes);
        }
        return words.stream().map(word -> lexemes.getOrDefault(word, Set.of())).toList();
    }

    private void ask(String configuration, List<String> words, Map<String, Set<String>> lexemes) {
        words.forEach(word -> lexemes.put(word, new LinkedHashSet<>()));
        List<String> literals = words.stream().map(Quoted::literal).toList();
        String question = "SELECT word, lexeme FROM unnest(ARRAY[" + String.join(", ", literals)
                + "]::text[]) AS w(word), unnest(tsvector_to_array(to_tsvector(" + Quoted.literal(configuration)
                + "::regconfig, word))) AS l(lexeme)";
        for (List<@Nullable String> row : session.rows(question).values()) {
            lexemes.computeIfAbsent(String.valueOf(row.get(0)), unused -> new LinkedHashSet<>())
                    .add(String.valueOf(row.get(1)));
        }
    }
}
