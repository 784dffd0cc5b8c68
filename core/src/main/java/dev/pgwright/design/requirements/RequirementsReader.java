package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Requirements.Project;
import dev.pgwright.design.requirements.Requirements.Tenancy;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads requirements files. */
public final class RequirementsReader {
    private static final int OLDEST_POSTGRES = 14;
    static final int NEWEST_POSTGRES = 18;
    private final Problems problems;

    private RequirementsReader(SourceFile file) {
        this.problems = new Problems(file);
    }

    /**
     * Reads a requirements file.
     *
     * @throws PgwrightException with {@link ErrorCode#INPUT} when it cannot be read, or with everything that is wrong
     *     with it, in the order of the file
     */
    public static Requirements read(Path path) {
        return RequirementsDocument.read(path).requirements();
    }

    /** The text of a file; a fault that a person can mend is a problem with its name. */
    static SourceFile source(Path path) {
        try {
            return SourceFile.read(path);
        } catch (NoSuchFileException e) {
            throw unreadable(path, "there is no such file", null, e);
        } catch (AccessDeniedException e) {
            throw unreadable(path, "no permission to read it", "Check the permissions of the file and its folder", e);
        } catch (CharacterCodingException e) {
            throw unreadable(path, "it is not UTF-8 text", "Save it as UTF-8", e);
        } catch (IOException e) {
            boolean folder = Files.isDirectory(path);
            throw unreadable(
                    path,
                    folder ? "it is a folder" : "it cannot be read: " + e.getMessage(),
                    folder ? "Name the requirements file in it" : null,
                    e);
        }
    }

    private static PgwrightException unreadable(Path path, String message, @Nullable String hint, IOException cause) {
        return new PgwrightException(ErrorCode.INPUT, Place.of(path.toString()), message, hint, cause);
    }

    /**
     * Reads the text of a requirements file.
     *
     * @throws PgwrightException with {@link ErrorCode#INPUT} and everything that is wrong, in the order of the file
     */
    public static Requirements read(SourceFile file) {
        return RequirementsDocument.of(file).requirements();
    }

    static Requirements read(SourceFile file, Node root) {
        return new RequirementsReader(file).requirements(root);
    }

    private Requirements requirements(Node node) {
        Section root = Section.read(problems, node, "the file", Vocabulary.ROOT);
        if (root != null) {
            version(root);
            Project project = project(root);
            root.require("entities", "Write entities: { customer: { attributes: { name: text } } }");
            Model model = new Model();
            EntityReader entities = new EntityReader(problems);
            entities.read(root, model);
            Tenancy tenancy = tenancy(root, model);
            KindReader kinds = new KindReader(problems, model, root);
            kinds.read();
            new RelationshipReader(problems, model, entities).read(root);
            new DerivedReader(problems, model).read();
            new ModelChecks(problems, model).check(project);
            List<ConsistencyRule> rules = new ArrayList<>(new RuleReader(problems, model).read(root));
            rules.addAll(kinds.rules());
            List<ConsistencyRule> allRules = new ArrayList<>(rules);
            allRules.addAll(ConsistencyRule.UniqueTogether.ofAttributes(model.entities()));
            new VolumeChecks(problems, model).check(allRules);
            List<AccessPattern> patterns =
                    new AccessPatternReader(problems, model, new Keys(model, allRules)).read(root);
            List<Dependency> dependencies = new DependencyReader(problems, model).read(root);
            new RetentionChecks(problems, model).check(patterns);
            accepted(root);
            List<String> nonGoals = List.copyOf(root.distinctTexts("non_goals").keySet());
            problems.throwIfAny();
            return new Requirements(
                    Objects.requireNonNull(project),
                    tenancy,
                    model.entities(),
                    model.relationships(),
                    patterns,
                    rules,
                    kinds.kinds(),
                    dependencies,
                    new Outline(node).stated(problems),
                    nonGoals);
        }
        problems.throwIfAny();
        throw new IllegalStateException("a file without sections and without problems");
    }

    /** Whether the ids are those of questions is known only where questions are. */
    private static void accepted(Section root) {
        root.distinctTexts(Outline.ACCEPTED);
    }

    private void version(Section root) {
        Node node = root.require("pgwright", "Write pgwright: 1, the version of this contract");
        if (node != null && !Scalars.shown(node).equals("'" + Vocabulary.VERSION + "'")) {
            problems.add(
                    node,
                    "'pgwright' must be " + Vocabulary.VERSION + ", the version of this contract, not "
                            + Scalars.shown(node),
                    null);
        }
    }

    private @Nullable Project project(Section root) {
        Node node = root.require("project", "Write project: { name: shop }");
        Section section = node == null ? null : Section.read(problems, node, "the project", Vocabulary.PROJECT);
        if (section == null) {
            return null;
        }
        Scalars scalars = new Scalars(problems);
        Node nameNode = section.require("name", "Write name: shop");
        String name = nameNode == null ? null : scalars.line(nameNode, section.what("name"));
        String schema = section.name("schema");
        Integer postgres = section.integer("postgres", OLDEST_POSTGRES, NEWEST_POSTGRES);
        Node goLive = section.node("go_live");
        if (schema != null && schema.equals("information_schema")) {
            section.problem(
                    "schema", section.what("schema") + " cannot be PostgreSQL's own 'information_schema'", null);
        }
        return name == null
                ? null
                : new Project(
                        section.place(),
                        name,
                        section.text("summary"),
                        schema == null ? "public" : schema,
                        postgres == null ? NEWEST_POSTGRES : postgres,
                        goLive == null ? null : scalars.date(goLive, section.what("go_live")));
    }

    private @Nullable Tenancy tenancy(Section root, Model model) {
        Node node = root.node("tenancy");
        Section section = node == null ? null : Section.read(problems, node, "the tenancy", Vocabulary.TENANCY);
        if (section == null) {
            return null;
        }
        Node entityNode = section.require("entity", "Name the entity whose rows are the tenants");
        String name = entityNode == null ? null : new Scalars(problems).text(entityNode, section.what("entity"));
        if (entityNode == null || name == null) {
            return null;
        }
        Optional<Entity> entity = model.entity(name);
        if (entity.isEmpty()) {
            problems.add(
                    entityNode,
                    section.what("entity") + " names no entity: '" + name + "'",
                    Problems.choice(name, "The entities are", model.entityNames()));
            return null;
        }
        if (entity.get().shared()) {
            problems.add(
                    entityNode,
                    "entity '" + name + "' cannot be both the tenant and shared between tenants",
                    "Remove 'shared' from it");
        }
        model.tenant(name);
        return new Tenancy(section.place(), name);
    }
}
