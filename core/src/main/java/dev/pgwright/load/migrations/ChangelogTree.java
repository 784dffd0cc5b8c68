package dev.pgwright.load.migrations;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.migrations.ChangeNode.Text;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A changelog in YAML or JSON as the elements that it would be in XML: keys with single values are attributes, keys with
 * more are elements, and lists such as {@code changes} and {@code columns} are the elements they hold.
 */
final class ChangelogTree {
    /** Keys whose value is SQL, which in XML is the text of an element. */
    private static final Set<String> SQL_KEYS = Set.of("sql", "selectQuery", "procedureText", "procedureBody");

    /** Keys whose lists are the children of one element. */
    private static final Set<String> GROUPS = Set.of("modifySql", "preConditions", "and", "or", "not");

    private final SourceFile file;
    private final String text;
    private final boolean plain;

    private ChangelogTree(SourceFile file) {
        this.file = file;
        this.text = file.text();
        this.plain = text.length() == text.codePointCount(0, text.length());
    }

    /**
     * The element {@code databaseChangeLog} of a file; without children when there is none.
     *
     * @throws PgwrightException with the place of what is no YAML
     */
    static ChangeNode read(SourceFile file) {
        ChangelogTree tree = new ChangelogTree(file);
        Node root = ChangelogYaml.compose(file).orElse(null);
        Node log = ChangelogYaml.child(root, "databaseChangeLog");
        return log == null
                ? new ChangeNode("", Map.of(), List.of(), Span.at(0), null)
                : tree.node("databaseChangeLog", log, log);
    }

    private ChangeNode node(String name, Node key, Node value) {
        Map<String, String> attributes = new LinkedHashMap<>();
        List<ChangeNode> children = new ArrayList<>();
        Text inside = null;
        if (value instanceof ScalarNode scalar) {
            inside = text(scalar);
        } else if (value instanceof SequenceNode sequence) {
            elements(sequence, children);
            if (GROUPS.contains(name)) {
                settings(sequence, attributes);
                children.removeIf(child -> attributes.containsKey(child.name()));
            }
        } else if (value instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String childName = ChangelogYaml.text(tuple.getKeyNode());
                if (childName == null) {
                    continue;
                }
                boolean sql = SQL_KEYS.contains(childName) && !name.equals("changeSet");
                if (tuple.getValueNode() instanceof ScalarNode scalar) {
                    if (sql) {
                        inside = text(scalar);
                    } else if (name.equals("changeSet") && childName.equals("rollback")) {
                        children.add(node(childName, tuple.getKeyNode(), scalar));
                    } else {
                        attributes.put(childName, scalar.getValue());
                    }
                } else if (tuple.getValueNode() instanceof SequenceNode sequence
                        && !childName.equals("rollback")
                        && !GROUPS.contains(childName)) {
                    elements(sequence, children);
                } else {
                    children.add(node(childName, tuple.getKeyNode(), tuple.getValueNode()));
                }
            }
        }
        return new ChangeNode(
                name, attributes, children, span(key), inside == null || inside.isBlank() ? null : inside);
    }

    /** Single values in a list of elements, such as {@code onFail}. */
    private static void settings(SequenceNode sequence, Map<String, String> attributes) {
        for (Node element : sequence.getValue()) {
            if (element instanceof MappingNode mapping) {
                for (NodeTuple tuple : mapping.getValue()) {
                    String name = ChangelogYaml.text(tuple.getKeyNode());
                    String value = ChangelogYaml.text(tuple.getValueNode());
                    if (name != null && value != null) {
                        attributes.put(name, value);
                    }
                }
            }
        }
    }

    private void elements(SequenceNode sequence, List<ChangeNode> children) {
        for (Node element : sequence.getValue()) {
            if (element instanceof MappingNode mapping) {
                for (NodeTuple tuple : mapping.getValue()) {
                    String name = ChangelogYaml.text(tuple.getKeyNode());
                    if (name != null) {
                        children.add(node(name, tuple.getKeyNode(), tuple.getValueNode()));
                    }
                }
            }
        }
    }

    private Span span(Node node) {
        int start = offset(node.getStartMark().map(Mark::getIndex).orElse(0));
        int end = offset(node.getEndMark().map(Mark::getIndex).orElse(start));
        return new Span(start, Math.max(start, end));
    }

    private int offset(int codePoints) {
        return plain ? Math.min(codePoints, text.length()) : text.offsetByCodePoints(0, codePoints);
    }

    /** The lines of a value; where they stand in the file as they are, each at its own place. */
    private Text text(ScalarNode scalar) {
        Span span = span(scalar);
        List<Text.Line> lines = new ArrayList<>();
        boolean literal = scalar.getScalarStyle() == ScalarStyle.LITERAL;
        int quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
        int at = literal ? file.lines().offset(nextLine(span)) : span.start() + quote;
        for (String line : scalar.getValue().split("(?<=\n)")) {
            String bare = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
            int found = at < 0 ? -1 : text.indexOf(bare, at);
            boolean here = found >= 0
                    && found + bare.length() <= span.end()
                    && text.substring(at, found).isBlank();
            Span place = here ? new Span(found, found + line.length()) : span;
            at = here ? found + bare.length() : -1;
            lines.add(new Text.Line(line, place.end() > text.length() ? span : place));
        }
        return new Text(lines);
    }

    private Position nextLine(Span span) {
        return new Position(file.position(span.start()).line() + 1, 1);
    }
}
