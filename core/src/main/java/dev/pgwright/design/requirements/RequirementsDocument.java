package dev.pgwright.design.requirements;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.yaml.YamlTree;
import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** A requirements file as it is written, before it is understood: what answers are put into and what is written anew. */
public final class RequirementsDocument {
    private static final String MINIMAL =
            "The least it says is: pgwright: 1, project: { name: shop }, entities: { customer: { attributes: { name: text } } }";

    private final SourceFile file;
    private final Node root;

    private RequirementsDocument(SourceFile file, Node root) {
        this.file = file;
        this.root = root;
    }

    /**
     * @throws PgwrightException with {@link ErrorCode#INPUT} when the file cannot be read or is no YAML
     */
    public static RequirementsDocument read(Path path) {
        return of(RequirementsReader.source(path));
    }

    public static RequirementsDocument of(SourceFile file) {
        Optional<Node> root = YamlTree.compose(file, "A requirements file");
        if (root.isEmpty() || Scalars.isNull(root.get())) {
            Place start = Place.of(file.name(), new Position(1, 1));
            throw new PgwrightException(ErrorCode.INPUT, start, "the file says nothing", MINIMAL);
        }
        if (!(root.get() instanceof MappingNode)) {
            Problems problems = new Problems(file);
            problems.add(root.get(), "the file must be a mapping, not " + Scalars.shown(root.get()), MINIMAL);
            problems.throwIfAny();
        }
        return new RequirementsDocument(file, root.get());
    }

    /**
     * The document with the answers of a file in it.
     *
     * @param targets where answers go, by kind of question
     * @throws PgwrightException with {@link ErrorCode#INPUT} and all answers that are about nothing or contradict the
     *     document
     */
    public RequirementsDocument answered(Path answers, Map<String, AnswerTarget> targets) {
        return answered(RequirementsReader.source(answers), targets);
    }

    public RequirementsDocument answered(SourceFile answers, Map<String, AnswerTarget> targets) {
        return new RequirementsDocument(file, Answers.applied(root, answers, targets));
    }

    /**
     * What the document says.
     *
     * @throws PgwrightException with {@link ErrorCode#INPUT} and everything that is wrong, in the order of the file
     */
    public Requirements requirements() {
        return RequirementsReader.read(file, root);
    }

    /**
     * The document in one form, with the defaults written out.
     *
     * @param explicit more to write out than the contract's own defaults
     */
    public String normalized(List<Explicit> explicit) {
        return Normalizer.write(root, explicit);
    }

    /**
     * A default to write out.
     *
     * @param value of the key; null writes only the remark, as a comment
     * @param remark why it is there
     */
    public record Explicit(
            Subject subject, String key, @Nullable String value, String remark) {}
}
