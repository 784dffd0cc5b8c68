package dev.pgwright.code;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Calls that send SQL to a database.
 *
 * @param names of the functions
 * @param argument the index of the SQL among the arguments
 * @param word the name of that argument, where arguments have names
 * @param styles the placeholders that are understood there
 * @param imports what the file imports if that function is meant, any of them; nothing where the name is enough
 * @param fragment whether it takes a part of a statement only
 */
record Sink(
        Set<String> names, int argument, String word, Set<Placeholder> styles, List<String> imports, boolean fragment) {
    Sink {
        names = Set.copyOf(names);
        styles = Set.copyOf(styles);
        imports = List.copyOf(imports);
    }

    static Sink of(String names, Placeholder... styles) {
        return new Sink(Set.of(names.split(" ")), 0, "sql", Set.of(styles), List.of(), false);
    }

    Sink at(int index) {
        return new Sink(names, index, word, styles, imports, fragment);
    }

    Sink named(String argumentName) {
        return new Sink(names, argument, argumentName, styles, imports, fragment);
    }

    Sink importing(String... any) {
        return new Sink(names, argument, word, styles, Arrays.asList(any), fragment);
    }

    Sink ofFragments() {
        return new Sink(names, argument, word, styles, imports, true);
    }

    boolean isImported(Set<String> imported) {
        return imports.isEmpty()
                || imports.stream().anyMatch(wanted -> imported.stream().anyMatch(one -> one.startsWith(wanted)));
    }
}
