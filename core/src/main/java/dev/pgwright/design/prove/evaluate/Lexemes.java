package dev.pgwright.design.prove.evaluate;

import java.util.List;
import java.util.Set;

/** What a text search configuration makes of single words: a fact about a language that only its dictionaries know. */
@FunctionalInterface
public interface Lexemes {
    /** The lexemes of each of these words, which are in lower case; none for a stop word. */
    List<Set<String>> of(String configuration, List<String> words);
}
