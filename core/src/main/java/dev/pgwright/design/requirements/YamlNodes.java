package dev.pgwright.design.requirements;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Changed copies of YAML nodes. A node may stand in several places, through an alias, so that none is changed itself. */
final class YamlNodes {
    private YamlNodes() {}

    /** The value of a key; null when the node is no mapping or has no such key. */
    static @Nullable Node child(@Nullable Node node, String key) {
        return tuple(node, key).map(NodeTuple::getValueNode).orElse(null);
    }

    static Optional<NodeTuple> tuple(@Nullable Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                                && scalar.getValue().equals(key))
                        .findFirst()
                : Optional.empty();
    }

    /** The entries of a mapping whose keys are texts; none of anything else. */
    static List<Scalars.Entry> entries(@Nullable Node node) {
        List<Scalars.Entry> entries = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    entries.add(new Scalars.Entry(key, tuple.getValueNode()));
                }
            }
        }
        return entries;
    }

    static List<Node> elements(@Nullable Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    /** The text of a single value; null of anything else. */
    static @Nullable String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar && !Scalars.isNull(scalar) ? scalar.getValue() : null;
    }

    /** The mapping with a key set: replaced where it is, else added at the end. */
    static MappingNode with(MappingNode mapping, ScalarNode key, Node value) {
        List<NodeTuple> tuples = new ArrayList<>();
        boolean replaced = false;
        for (NodeTuple tuple : mapping.getValue()) {
            boolean same = !replaced
                    && tuple.getKeyNode() instanceof ScalarNode scalar
                    && scalar.getValue().equals(key.getValue());
            tuples.add(same ? new NodeTuple(tuple.getKeyNode(), value) : tuple);
            replaced |= same;
        }
        if (!replaced) {
            tuples.add(new NodeTuple(key, value));
        }
        return new MappingNode(
                mapping.getTag(), false, tuples, mapping.getFlowStyle(), mapping.getStartMark(), mapping.getEndMark());
    }

    static SequenceNode with(SequenceNode sequence, List<Node> more) {
        List<Node> elements = new ArrayList<>(sequence.getValue());
        elements.addAll(more);
        return new SequenceNode(
                sequence.getTag(),
                false,
                elements,
                sequence.getFlowStyle(),
                sequence.getStartMark(),
                sequence.getEndMark());
    }

    /**
     * The tree with one node replaced.
     *
     * @param path keys, and positions in lists as numbers
     * @throws IllegalStateException if the path leads nowhere
     */
    static Node replaced(Node node, List<String> path, UnaryOperator<Node> change) {
        if (path.isEmpty()) {
            return change.apply(node);
        }
        String step = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (node instanceof SequenceNode sequence) {
            List<Node> elements = new ArrayList<>(sequence.getValue());
            int index = Integer.parseInt(step);
            elements.set(index, replaced(elements.get(index), rest, change));
            return new SequenceNode(
                    sequence.getTag(),
                    false,
                    elements,
                    sequence.getFlowStyle(),
                    sequence.getStartMark(),
                    sequence.getEndMark());
        }
        if (node instanceof MappingNode mapping) {
            Node value = child(mapping, step);
            if (value != null) {
                return with(mapping, scalar(step, node), replaced(value, rest, change));
            }
        }
        throw new IllegalStateException("nothing at " + path);
    }

    /** A text that stands where another node does. */
    static ScalarNode scalar(String text, Node place) {
        return new ScalarNode(Tag.STR, true, text, ScalarStyle.PLAIN, place.getStartMark(), place.getEndMark());
    }

    static MappingNode mapping(String key, Node value) {
        return new MappingNode(
                Tag.MAP,
                false,
                List.of(new NodeTuple(scalar(key, value), value)),
                FlowStyle.FLOW,
                value.getStartMark(),
                value.getEndMark());
    }

    static MappingNode emptyMapping(Node place) {
        return new MappingNode(Tag.MAP, false, List.of(), FlowStyle.BLOCK, place.getStartMark(), place.getEndMark());
    }

    static SequenceNode sequence(List<Node> elements, Node place) {
        return new SequenceNode(Tag.SEQ, false, elements, FlowStyle.FLOW, place.getStartMark(), place.getEndMark());
    }

    /** Whether two nodes say the same, whatever their style and the order of their keys. */
    static boolean same(Node left, Node right) {
        if (left instanceof ScalarNode one && right instanceof ScalarNode other) {
            return one.getValue().strip().equals(other.getValue().strip());
        }
        if (left instanceof SequenceNode one && right instanceof SequenceNode other) {
            List<Node> ones = one.getValue();
            List<Node> others = other.getValue();
            if (ones.size() != others.size()) {
                return false;
            }
            for (int i = 0; i < ones.size(); i++) {
                if (!same(ones.get(i), others.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (left instanceof MappingNode && right instanceof MappingNode) {
            Map<String, Node> others = new HashMap<>();
            entries(right).forEach(entry -> others.put(entry.name(), entry.value()));
            List<Scalars.Entry> ones = entries(left);
            return ones.size() == others.size()
                    && ones.stream().allMatch(entry -> {
                        Node other = others.get(entry.name());
                        return other != null && same(entry.value(), other);
                    });
        }
        return false;
    }
}
