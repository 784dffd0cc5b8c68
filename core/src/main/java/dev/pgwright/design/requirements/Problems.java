package dev.pgwright.design.requirements;

import dev.pgwright.load.yaml.YamlProblems;
import dev.pgwright.source.SourceFile;
import java.util.Collection;
import java.util.stream.Collectors;

/** Collects what is wrong with one file of requirements. */
final class Problems extends YamlProblems {
    Problems(SourceFile file) {
        super(file, Vocabulary.SYNONYMS);
    }

    /** {@code Did you mean 'x'?} where a word is near, followed by what there is to choose from. */
    static String choice(String word, String intro, Collection<String> candidates) {
        return choose(word, intro, candidates, Vocabulary.SYNONYMS);
    }

    static String quoted(Collection<String> words) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    }
}
