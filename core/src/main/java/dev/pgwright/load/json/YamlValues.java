package dev.pgwright.load.json;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.yaml.YamlTree;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The same values as YAML: long texts stand in lines of their own, as they are. */
final class YamlValues {
    private static final int WIDTH = 120;

    private YamlValues() {}

    static String print(JsonValue value) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(WIDTH)
                .setIndent(2)
                .setSplitLines(false)
                .build();
        return new Dump(settings).dumpToString(plain(value));
    }

    private static @Nullable Object plain(JsonValue value) {
        if (value instanceof JsonValue.Members members) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            members.values().forEach((name, member) -> map.put(name, plain(member)));
            return map;
        } else if (value instanceof JsonValue.Elements elements) {
            List<@Nullable Object> list = new ArrayList<>();
            elements.values().forEach(element -> list.add(plain(element)));
            return list;
        } else if (value instanceof JsonValue.Text text) {
            return text.value();
        } else if (value instanceof JsonValue.Whole whole) {
            return whole.value();
        } else if (value instanceof JsonValue.Fraction fraction) {
            return fraction.value();
        } else if (value instanceof JsonValue.Flag flag) {
            return flag.value();
        }
        return null;
    }

    /**
     * The only value of a file.
     *
     * @param title what kind of file it is, for messages
     * @throws PgwrightException with {@code INPUT} and the place of what cannot be
     */
    static JsonValue read(SourceFile file, String title) {
        Node root = YamlTree.compose(file, title)
                .orElseThrow(() -> new PgwrightException(ErrorCode.INPUT, file.place(0), "the file is empty", null));
        return new Reader(file).value(root);
    }

    private record Reader(SourceFile file) {
        JsonValue value(Node node) {
            int offset = offset(node);
            if (node instanceof MappingNode mapping) {
                Map<String, JsonValue> values = new LinkedHashMap<>();
                Map<String, Integer> names = new LinkedHashMap<>();
                for (NodeTuple member : mapping.getValue()) {
                    String name = member.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
                    if (values.put(name, value(member.getValueNode())) != null) {
                        throw fault(offset(member.getKeyNode()), "'" + name + "' is here twice");
                    }
                    names.put(name, offset(member.getKeyNode()));
                }
                return new JsonValue.Members(values, names, offset);
            } else if (node instanceof SequenceNode sequence) {
                return new JsonValue.Elements(
                        sequence.getValue().stream().map(this::value).toList(), offset);
            } else if (node instanceof ScalarNode scalar) {
                return scalar(scalar, offset);
            }
            throw fault(offset, "an alias has no meaning here");
        }

        private JsonValue scalar(ScalarNode scalar, int offset) {
            String text = scalar.getValue();
            try {
                if (scalar.getTag().equals(Tag.INT)) {
                    return new JsonValue.Whole(Long.parseLong(text), offset);
                } else if (scalar.getTag().equals(Tag.FLOAT)) {
                    return new JsonValue.Fraction(Double.parseDouble(text), offset);
                } else if (scalar.getTag().equals(Tag.BOOL)) {
                    return new JsonValue.Flag(Boolean.parseBoolean(text), offset);
                } else if (scalar.getTag().equals(Tag.NULL)) {
                    return new JsonValue.Nothing(offset);
                }
                return new JsonValue.Text(text, offset);
            } catch (NumberFormatException e) {
                throw fault(offset, "'" + text + "' is no number that can be read");
            }
        }

        private int offset(Node node) {
            String text = file.text();
            return node.getStartMark()
                    .map(mark -> text.offsetByCodePoints(
                            0, Math.min(mark.getIndex(), text.codePointCount(0, text.length()))))
                    .orElse(0);
        }

        private PgwrightException fault(int offset, String message) {
            return new PgwrightException(ErrorCode.INPUT, file.place(offset), message, null);
        }
    }
}
