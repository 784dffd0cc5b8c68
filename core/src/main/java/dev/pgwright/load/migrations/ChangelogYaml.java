package dev.pgwright.load.migrations;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** YAML as a tree of nodes that know their place; JSON is YAML too (YAML 1.2, "Relation to JSON"). */
final class ChangelogYaml {
    private ChangelogYaml() {}

    /**
     * The only document of a file; empty when the file has none.
     *
     * @throws PgwrightException with the place of what is no YAML
     */
    static Optional<Node> compose(SourceFile file) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.name())
                .setUseMarks(true)
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            return new Composer(settings, new ParserImpl(settings, new StreamReader(settings, file.text())))
                    .getSingleNode();
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark()
                    .map(mark -> file.place(offset(file, mark)))
                    .orElseGet(() -> Place.of(file.name()));
            String problem = String.valueOf(e.getProblem());
            throw new PgwrightException(ErrorCode.INPUT, place, "it is not valid: " + problem, null, e);
        } catch (YamlEngineException | StackOverflowError e) {
            throw new PgwrightException(
                    ErrorCode.INPUT, Place.of(file.name()), "it is not valid: " + e.getMessage(), null, e);
        }
    }

    private static int offset(SourceFile file, Mark mark) {
        int codePoints = mark.getIndex();
        String text = file.text();
        return text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    }

    /** Code points from the start of the text to the node: the offset where the text has none outside the basic plane. */
    static int offset(Node node) {
        return node.getStartMark().map(Mark::getIndex).orElse(0);
    }

    static @Nullable Node child(@Nullable Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key)) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }

    static List<Node> elements(@Nullable Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    static @Nullable String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }
}
