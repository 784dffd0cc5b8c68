package dev.pgwright.load.yaml;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.finding.Spelling;
import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file, so that a person sees all of it in one run. */
public class YamlProblems {
    private final SourceFile file;
    private final Map<String, String> synonyms;
    private final Set<Problem> found = new LinkedHashSet<>();

    /**
     * @param synonyms words that people use for others, in lower case
     */
    public YamlProblems(SourceFile file, Map<String, String> synonyms) {
        this.file = file;
        this.synonyms = synonyms;
    }

    public SourceFile file() {
        return file;
    }

    public void add(Node node, String message, @Nullable String hint) {
        add(place(node), message, hint);
    }

    public void add(Place place, String message, @Nullable String hint) {
        found.add(new Problem(place, message, hint));
    }

    public int count() {
        return found.size();
    }

    public Place place(Node node) {
        return node.getStartMark().map(this::place).orElseGet(() -> Place.of(file.name()));
    }

    public Place place(Mark mark) {
        // an answer stands in a file of its own
        return Place.of(mark.getName(), new Position(mark.getLine() + 1, mark.getColumn() + 1));
    }

    /** Throws all problems in the order of the file; does nothing when there are none. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            List<Problem> sorted = new ArrayList<>(found);
            sorted.sort(Comparator.comparing(Problem::place));
            throw new PgwrightException(ErrorCode.INPUT, sorted);
        }
    }

    /** {@code Did you mean 'x'?} where a word is near, followed by what there is to choose from. */
    public String choose(String word, String intro, Collection<String> candidates) {
        return choose(word, intro, candidates, synonyms);
    }

    /** As {@link #choose(String, String, Collection)}, with words that people use for others. */
    protected static String choose(
            String word, String intro, Collection<String> candidates, Map<String, String> synonyms) {
        String all = candidates.isEmpty() ? intro + ": none" : intro + ": " + String.join(", ", shortened(candidates));
        String synonym = synonyms.get(word.toLowerCase(Locale.ROOT));
        Optional<String> meant = synonym != null && candidates.contains(synonym)
                ? Optional.of(synonym)
                : Spelling.nearest(word, candidates);
        return meant.map(near -> "Did you mean '" + near + "'? " + all).orElse(all);
    }

    private static List<String> shortened(Collection<String> candidates) {
        int most = 30;
        List<String> shown = new ArrayList<>(candidates);
        if (shown.size() > most) {
            int hidden = shown.size() - most;
            shown = new ArrayList<>(shown.subList(0, most));
            shown.add("and " + hidden + " more");
        }
        return shown;
    }
}
