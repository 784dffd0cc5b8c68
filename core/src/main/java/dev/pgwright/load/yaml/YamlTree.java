package dev.pgwright.load.yaml;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Turns the text of a file into YAML nodes, and YAML's own errors into ours. */
public final class YamlTree {
    /** No file needs to nest deeper than 9; the composer recurses, so that a bound keeps it off the end of the stack. */
    private static final int MAX_DEPTH = 100;

    private YamlTree() {}

    private static LoadSettings settings(SourceFile file) {
        return LoadSettings.builder()
                .setLabel(file.name())
                .setUseMarks(true)
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .build();
    }

    /**
     * The only document of a file; empty when the file has none.
     *
     * @param title what kind of file it is, for messages: {@code A requirements file}
     * @throws PgwrightException with the place, when it is no YAML
     */
    public static Optional<Node> compose(SourceFile file, String title) {
        YamlProblems problems = new YamlProblems(file, Map.of());
        try {
            LoadSettings settings = settings(file);
            StreamReader reader = new StreamReader(settings, file.text());
            return new Composer(settings, new BoundedParser(new ParserImpl(settings, reader), problems))
                    .getSingleNode();
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(problems::place)
                    .orElseGet(() -> Place.of(file.name()));
            throw new PgwrightException(ErrorCode.INPUT, place, message(e), hint(e, file, place, title), e);
        } catch (ReaderException e) {
            Place place = place(file, e.getPosition());
            String message = "the character U+%04X is not allowed in YAML".formatted(e.getCodePoint());
            throw new PgwrightException(ErrorCode.INPUT, place, message, "Remove it, or write it as an escape", e);
        } catch (YamlEngineException e) {
            throw new PgwrightException(
                    ErrorCode.INPUT, Place.of(file.name()), "not valid YAML: " + e.getMessage(), null, e);
        }
    }

    private static Place place(SourceFile file, int codePoints) {
        String text = file.text();
        int bounded = Math.min(codePoints, text.codePointCount(0, text.length()));
        return file.place(text.offsetByCodePoints(0, bounded));
    }

    private static String message(MarkedYamlEngineException e) {
        String problem = e.getProblem() == null ? "unreadable" : e.getProblem();
        String context = e.getContext();
        return "not valid YAML: " + (context == null || context.isBlank() ? problem : problem + " (" + context + ")");
    }

    private static @Nullable String hint(MarkedYamlEngineException e, SourceFile file, Place place, String title) {
        Position position = place.position();
        String problem = e.getProblem() == null ? "" : e.getProblem();
        if (position != null && position.line() <= file.lines().lineCount()) {
            String line = file.lines().line(position.line());
            if (line.substring(0, line.length() - line.stripLeading().length()).contains("\t")) {
                return "YAML does not allow tabs as indentation; use blanks";
            }
        }
        if (problem.contains("mapping values are not allowed")) {
            return "Quote a text that contains ': ', and indent the keys of one mapping alike";
        }
        if (problem.contains("but found another document")) {
            return title + " is one document; remove the '---' in between";
        }
        if (problem.contains("undefined alias")) {
            return "Define it with '&' before it is used; quote a text that starts with '*'";
        }
        if (problem.contains("cannot start any token")) {
            return "Quote a text that starts with this character";
        }
        if (problem.contains("expected <block end>")) {
            return "Indent the keys of one mapping alike";
        }
        if (problem.contains("',' or '")) {
            return "Close the bracket or brace, and separate entries by commas";
        }
        return null;
    }

    /** Counts how deep collections nest. */
    private static final class BoundedParser implements Parser {
        private final Parser inner;
        private final YamlProblems problems;
        private int depth;

        BoundedParser(Parser inner, YamlProblems problems) {
            this.inner = inner;
            this.problems = problems;
        }

        @Override
        public boolean checkEvent(Event.ID id) {
            return inner.checkEvent(id);
        }

        @Override
        public Event peekEvent() {
            return inner.peekEvent();
        }

        @Override
        public boolean hasNext() {
            return inner.hasNext();
        }

        @Override
        public Event next() {
            Event event = inner.next();
            Event.ID id = event.getEventId();
            if (id == Event.ID.MappingStart || id == Event.ID.SequenceStart) {
                depth++;
                if (depth > MAX_DEPTH) {
                    Place place = event.getStartMark()
                            .map(problems::place)
                            .orElseGet(() -> Place.of(problems.file().name()));
                    String message = "nested deeper than " + MAX_DEPTH + " levels";
                    throw new PgwrightException(ErrorCode.INPUT, place, message, "Nothing in it needs to nest so deep");
                }
            } else if (id == Event.ID.MappingEnd || id == Event.ID.SequenceEnd) {
                depth--;
            }
            return event;
        }
    }
}
