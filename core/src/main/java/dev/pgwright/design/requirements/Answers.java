package dev.pgwright.design.requirements;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.yaml.YamlTree;
import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Puts the answers of a file where they belong in a tree of requirements, before that is read: so an answer is checked
 * like anything else in the requirements, and its faults are shown where it was written.
 */
final class Answers {
    /** The answer that takes what the design has taken already. */
    static final String DEFAULT = "default";

    private static final String EXPECTED = "An answer is an id, a colon and the value: volume:order: 200M";

    private final Problems problems;
    private final Map<String, AnswerTarget> targets;
    private Node root;

    private Answers(Problems problems, Map<String, AnswerTarget> targets, Node root) {
        this.problems = problems;
        this.targets = targets;
        this.root = root;
    }

    /**
     * The tree of requirements with the answers of a file in it.
     *
     * @param targets by kind of question
     * @throws PgwrightException with everything that is wrong with the answers as such
     */
    static Node applied(Node root, SourceFile file, Map<String, AnswerTarget> targets) {
        Problems problems = new Problems(file);
        Optional<Node> read = YamlTree.compose(file, "A requirements file");
        if (read.isEmpty() || Scalars.isNull(read.get())) {
            throw new PgwrightException(
                    ErrorCode.INPUT, Place.of(file.name(), new Position(1, 1)), "the file has no answers", EXPECTED);
        }
        Answers answers = new Answers(problems, targets, root);
        List<Scalars.Entry> entries = new Scalars(problems).entries(read.get(), "the answers");
        for (Scalars.Entry entry : entries == null ? List.<Scalars.Entry>of() : entries) {
            answers.apply(entry);
        }
        problems.throwIfAny();
        return answers.root;
    }

    private void apply(Scalars.Entry entry) {
        String id = entry.name();
        int colon = id.indexOf(':');
        String kind = colon < 0 ? id : id.substring(0, colon);
        AnswerTarget target = targets.get(kind);
        if (target == null) {
            problems.add(
                    entry.key(),
                    "no question has the id '" + id + "': there is no kind '" + kind + "'",
                    Problems.choice(kind, "The kinds are", targets.keySet()));
            return;
        }
        Outline outline = new Outline(root);
        Subject subject = new Subject(target.subject(), id.substring(colon + 1));
        Optional<List<String>> path = colon < 0 ? Optional.empty() : outline.path(subject);
        if (path.isEmpty()) {
            problems.add(
                    entry.key(),
                    "no question has the id '" + id + "': there is no "
                            + target.subject().words() + " '" + (colon < 0 ? "" : subject.name()) + "'",
                    choose(outline, kind, subject));
            return;
        }
        if (Scalars.isNull(entry.value())) {
            problems.add(entry.key(), "the answer to '" + id + "' has no value", "Write a value, or " + DEFAULT);
            return;
        }
        if (entry.value() instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getValue().equals(DEFAULT)) {
            accept(entry.key());
            return;
        }
        switch (target.form()) {
            case VALUE ->
                set(entry, subject, path.get(), List.of(target.keys().get(0).split("\\.")), entry.value());
            case KEYS -> keys(entry, subject, path.get(), target.keys());
            case ENTRIES -> entries(entry, path.get(), target.keys().get(0));
            case NONE ->
                problems.add(
                        entry.value(),
                        "the answer to '" + id + "' can only be " + DEFAULT,
                        "Another answer is another model: say it in the requirements themselves");
        }
    }

    private static String choose(Outline outline, String kind, Subject subject) {
        List<String> ids = outline.names(subject.kind()).stream()
                .map(name -> kind + ":" + name)
                .toList();
        return Problems.choice(kind + ":" + subject.name(), "With this kind the ids are", ids);
    }

    private void accept(ScalarNode id) {
        Node accepted = YamlNodes.child(root, Outline.ACCEPTED);
        boolean there = YamlNodes.elements(accepted).stream().anyMatch(element -> YamlNodes.same(element, id));
        if (!there && root instanceof MappingNode mapping) {
            root = YamlNodes.with(
                    mapping,
                    YamlNodes.scalar(Outline.ACCEPTED, id),
                    accepted instanceof SequenceNode sequence
                            ? YamlNodes.with(sequence, List.of(id))
                            : YamlNodes.sequence(List.of(id), id));
        }
    }

    private void keys(Scalars.Entry entry, Subject subject, List<String> path, List<String> allowed) {
        if (!(entry.value() instanceof MappingNode)) {
            problems.add(
                    entry.value(),
                    "the answer to '" + entry.name() + "' must be a mapping with "
                            + Problems.quoted(allowed).replace(", ", " or ") + ", not "
                            + Scalars.shown(entry.value()),
                    "Write { " + allowed.get(0) + ": ... }, or " + DEFAULT);
            return;
        }
        for (Scalars.Entry inner : YamlNodes.entries(entry.value())) {
            if (allowed.contains(inner.name())) {
                set(entry, subject, path, List.of(inner.name()), inner.value());
            } else {
                problems.add(
                        inner.key(),
                        "the answer to '" + entry.name() + "' cannot have '" + inner.name() + "'",
                        Problems.choice(inner.name(), "It can have", allowed));
            }
        }
    }

    /** Sets a key of a subject; what is there already must say the same. */
    private void set(Scalars.Entry entry, Subject subject, List<String> path, List<String> key, Node value) {
        List<String> whole = new ArrayList<>(path);
        whole.addAll(key);
        Node there = Outline.at(root, whole);
        if (there != null) {
            if (!YamlNodes.same(there, value)) {
                contradiction(entry, "'" + String.join(".", key) + "' of " + subject.words(), there);
            }
            return;
        }
        root = YamlNodes.replaced(root, path, node -> with(expanded(node, subject), key, entry.key(), value));
    }

    private Node with(Node node, List<String> key, ScalarNode place, Node value) {
        MappingNode mapping = node instanceof MappingNode there ? there : YamlNodes.emptyMapping(place);
        String first = key.get(0);
        if (key.size() == 1) {
            return YamlNodes.with(mapping, YamlNodes.scalar(first, place), value);
        }
        Node inner = YamlNodes.child(mapping, first);
        // a volume may be a number of rows alone
        Node opened = inner instanceof ScalarNode scalar ? YamlNodes.mapping("rows", scalar) : inner;
        Node filled =
                with(opened == null ? YamlNodes.emptyMapping(place) : opened, key.subList(1, key.size()), place, value);
        return YamlNodes.with(mapping, YamlNodes.scalar(first, place), filled);
    }

    /** An attribute may be its type alone. */
    private static Node expanded(Node node, Subject subject) {
        return subject.kind() == Subject.Kind.ATTRIBUTE && node instanceof ScalarNode scalar
                ? YamlNodes.mapping("type", scalar)
                : node;
    }

    private void entries(Scalars.Entry entry, List<String> subject, String section) {
        List<String> path = section.equals("attributes") ? subject : List.of();
        root = YamlNodes.replaced(
                root, path, node -> node instanceof MappingNode mapping ? added(mapping, entry, section) : node);
    }

    private MappingNode added(MappingNode top, Scalars.Entry entry, String section) {
        Node there = YamlNodes.child(top, section);
        ScalarNode key = YamlNodes.scalar(section, entry.key());
        if (section.equals("relationships")) {
            List<Node> more =
                    entry.value() instanceof SequenceNode sequence ? sequence.getValue() : List.of(entry.value());
            return YamlNodes.with(
                    top,
                    key,
                    there instanceof SequenceNode sequence
                            ? YamlNodes.with(sequence, more)
                            : YamlNodes.sequence(more, entry.value()));
        }
        if (!(entry.value() instanceof MappingNode)) {
            problems.add(
                    entry.value(),
                    "the answer to '" + entry.name() + "' must be a mapping of " + section + ", not "
                            + Scalars.shown(entry.value()),
                    "Write it as under '" + section + "' in the requirements, or " + DEFAULT);
            return top;
        }
        MappingNode entries = there instanceof MappingNode mapping ? mapping : YamlNodes.emptyMapping(entry.value());
        for (Scalars.Entry added : YamlNodes.entries(entry.value())) {
            Node other = YamlNodes.child(entries, added.name());
            if (other == null) {
                entries = YamlNodes.with(entries, added.key(), added.value());
            } else if (!YamlNodes.same(other, added.value())) {
                contradiction(entry, "'" + added.name() + "' in '" + section + "'", other);
            }
        }
        return YamlNodes.with(top, key, entries);
    }

    private void contradiction(Scalars.Entry entry, String what, @Nullable Node there) {
        String said = there == null ? "" : ", at " + problems.place(there);
        problems.add(
                entry.value(),
                "the answer to '" + entry.name() + "' contradicts the requirements, which say " + what + " already"
                        + said,
                "Remove the answer, or correct the requirements");
    }
}
