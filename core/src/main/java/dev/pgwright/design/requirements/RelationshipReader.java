package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Relationship.Kind;
import dev.pgwright.design.requirements.Relationship.OnDelete;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads relationships and what contradicts itself within one. */
final class RelationshipReader {
    /** To count more than these at every change is no rule but a report. */
    private static final int MOST = 100_000;

    private final Problems problems;
    private final Scalars scalars;
    private final Model model;
    private final References references;
    private final EntityReader entities;
    private final AttributeReader attributes;

    RelationshipReader(Problems problems, Model model, EntityReader entities) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.model = model;
        this.references = new References(problems, model);
        this.entities = entities;
        this.attributes = new AttributeReader(problems);
    }

    void read(Section root) {
        for (Node node : root.list("relationships")) {
            Section section = Section.read(problems, node, "the relationship", Vocabulary.RELATIONSHIP);
            if (section != null) {
                readRelationship(section, node);
            }
        }
    }

    private void readRelationship(Section raw, Node node) {
        String from = end(raw, "from");
        String to = end(raw, "to");
        Node kindNode = raw.require("kind", "Write kind: 1:N, or 1:1 or N:M; 'from' is the one side");
        Kind kind = kindNode == null ? null : kind(kindNode, raw.what("kind"));
        if (from == null || to == null || kind == null) {
            if (to != null) {
                model.addUnclearRoles(to);
            }
            Node via = raw.node("via");
            if (via == null && from != null) {
                model.addUnclearRoles(from);
            }
            return;
        }
        Section section = raw.named("relationship from '" + from + "' to '" + to + "'");
        refuseKeysOfOtherKinds(section, kind);
        String role = section.name("role");
        boolean owned = section.flag("owned", false);
        boolean required = section.flag("required", owned);
        OnDelete onDelete = section.choice("on_delete", Vocabulary.ON_DELETE);
        checkLife(section, kind, owned, required, onDelete);
        String via = section.name("via");
        AttributeReader.Result read = section.has("attributes") && kind == Kind.MANY_TO_MANY
                ? attributes.read(section, via == null ? from + "_" + to : via)
                : AttributeReader.Result.NONE;
        read.scopes()
                .forEach(scope -> problems.add(
                        scope.node(),
                        "attribute '" + scope.attribute() + "' of a pair cannot be unique within '" + scope.path()
                                + "'",
                        "Make the junction an entity with two relationships of kind 1:N"));
        read.derived()
                .forEach((name, derived) -> problems.add(
                        derived,
                        "attribute '" + name + "' of " + section.subject() + " cannot be derived: it is about a pair",
                        "Make the junction an entity to say more of it"));
        Relationship relationship = new Relationship(
                section.place(),
                from,
                to,
                kind,
                role,
                required,
                owned,
                onDelete,
                via,
                kind == Kind.ONE_TO_MANY ? average(section) : null,
                section.flag("repeats", false),
                kind == Kind.MANY_TO_MANY ? entities.volume(section) : null,
                section.text("description"),
                read.attributes(),
                kind == Kind.MANY_TO_MANY ? 0 : least(section, kind),
                kind == Kind.ONE_TO_MANY ? section.integer("most", 1, MOST) : null);
        new CardinalityChecks(problems, model).check(section, relationship);
        if (kind == Kind.MANY_TO_MANY) {
            checkJunction(section, relationship);
        } else {
            checkRole(section, relationship);
        }
        model.add(relationship, node, read.unclear());
    }

    private @Nullable String end(Section section, String key) {
        return references.entity(section, key, "Name an entity; 'from' is the one side and 'to' the many side");
    }

    /** YAML 1.1 would read 1:1 as a number in base 60; the words are compared as they are written. */
    private @Nullable Kind kind(Node node, String what) {
        String text = scalars.text(node, what);
        if (text != null && text.equals("N:1")) {
            problems.add(node, what + " cannot be 'N:1'", "Swap 'from' and 'to', and write 1:N");
            return null;
        }
        return text == null ? null : scalars.choice(node, what, Vocabulary.CARDINALITIES);
    }

    private static void refuseKeysOfOtherKinds(Section section, Kind kind) {
        List<String> wrong = kind == Kind.MANY_TO_MANY
                ? List.of("required", "owned")
                : List.of("via", "repeats", "volume", "attributes");
        if (kind != Kind.ONE_TO_MANY && section.has("most")) {
            section.problem(
                    "most",
                    section.subject() + " cannot have 'most': it is " + kind.word(),
                    kind == Kind.MANY_TO_MANY
                            ? "Make the junction an entity with two relationships of kind 1:N"
                            : "At most one row depends on each row here");
        }
        if (kind == Kind.MANY_TO_MANY && section.has("least")) {
            section.problem(
                    "least",
                    section.subject() + " cannot have 'least': it is " + kind.word(),
                    "Make the junction an entity with two relationships of kind 1:N");
        }
        if (kind != Kind.ONE_TO_MANY && section.has("average")) {
            section.problem(
                    "average",
                    section.subject() + " cannot have 'average': it is " + kind.word(),
                    kind == Kind.MANY_TO_MANY
                            ? "Write the number of pairs: volume: 110M"
                            : "It is for 1:N; at most one row depends on each row here");
        }
        for (String key : wrong) {
            if (section.has(key)) {
                section.problem(
                        key,
                        section.subject() + " cannot have '" + key + "': it is " + kind.word(),
                        kind == Kind.MANY_TO_MANY
                                ? "A pair belongs to both of its sides; make the junction an entity to say more"
                                : "It is for N:M, where the pairs are rows of their own");
            }
        }
    }

    private static int least(Section section, Kind kind) {
        Integer least = section.integer("least", 0, kind == Kind.ONE_TO_ONE ? 1 : MOST);
        return least == null ? 0 : least;
    }

    /** How many rows of the many side a row of the one side has on average. */
    private @Nullable Double average(Section section) {
        Node node = section.node("average");
        BigDecimal average = node == null ? null : scalars.number(node, section.what("average"));
        if (node == null || average == null) {
            return null;
        }
        if (average.signum() <= 0 || average.compareTo(EntityReader.MOST_ROWS) > 0) {
            problems.add(
                    node,
                    section.what("average") + " must be more than 0 and at most 1e15, not '" + average.toPlainString()
                            + "'",
                    null);
            return null;
        }
        return average.doubleValue();
    }

    private static void checkLife(
            Section section, Kind kind, boolean owned, boolean required, @Nullable OnDelete onDelete) {
        if (kind == Kind.MANY_TO_MANY) {
            if (onDelete == OnDelete.UNSET) {
                section.problem(
                        "on_delete",
                        section.subject() + " cannot unset: a pair with one side missing means nothing",
                        "Write restrict or cascade");
            }
            return;
        }
        if (owned && !required) {
            section.problem(
                    "required",
                    section.subject() + " contradicts itself: a part that is owned always has its owner",
                    "Remove 'required: false', or remove 'owned'");
        }
        if (owned && (onDelete == OnDelete.RESTRICT || onDelete == OnDelete.UNSET)) {
            section.problem(
                    "on_delete",
                    section.subject() + " contradicts itself: what is owned goes with its owner, but on_delete is "
                            + word(onDelete),
                    "Remove 'on_delete', or remove 'owned'");
        } else if (required && onDelete == OnDelete.UNSET) {
            section.problem(
                    "on_delete",
                    section.subject() + " contradicts itself: it is required, and on_delete unset would leave none",
                    "Write restrict or cascade, or remove 'required'");
        }
    }

    private static String word(OnDelete onDelete) {
        return onDelete.name().toLowerCase(Locale.ROOT);
    }

    private void checkJunction(Section section, Relationship relationship) {
        String junction = relationship.junctionName();
        if (model.entity(junction).isPresent()) {
            section.problem(
                    "via",
                    section.subject() + " has the junction '" + junction + "', which is an entity already",
                    "Rename it by 'via', or replace this relationship by two of kind 1:N to that entity");
        } else if (model.junction(junction).isPresent()) {
            section.problem(
                    "via",
                    section.subject() + " has the junction '" + junction + "' of another relationship",
                    "Write another 'via'");
        }
        if (relationship.roleName().equals(relationship.to())) {
            section.problem(
                    "role",
                    section.subject() + " needs a role other than '" + relationship.to() + "'",
                    "Both sides of the pair would have the same name: say by 'role' what 'from' is to 'to'");
        }
        String knownAs = relationship.roleName();
        if (model.others(relationship.from()).containsKey(relationship.to())
                || model.others(relationship.to()).containsKey(knownAs)) {
            section.problem(
                    section.has("role") ? "role" : "from",
                    section.subject() + " is the second N:M relationship of these names",
                    "Its pairs could not be told from the other's: make the junction an entity with two relationships"
                            + " of kind 1:N");
        }
        for (Attribute attribute : relationship.attributes()) {
            if (List.of(
                            relationship.roleName(),
                            model.referenceColumn(relationship.roleName(), relationship.from()),
                            relationship.to(),
                            model.referenceColumn(relationship.to(), relationship.to()))
                    .contains(attribute.name())) {
                problems.add(
                        attribute.place(),
                        "attribute '" + junction + "." + attribute.name() + "' has the name of a side of the pair",
                        "Remove it: the relationship makes that column");
            }
            if (attribute.unique()) {
                problems.add(
                        attribute.place(),
                        "attribute '" + junction + "." + attribute.name()
                                + "' cannot be unique: it is of a pair, whose key" + " is its two sides",
                        "Make the junction an entity with two relationships of kind 1:N, and write a rule");
            }
        }
    }

    private void checkRole(Section section, Relationship relationship) {
        String role = relationship.roleName();
        String to = relationship.to();
        Model.Role other = model.roles(to).get(role);
        String at = section.has("role") ? "role" : "from";
        if (other != null) {
            section.problem(
                    at,
                    section.subject() + " gives '" + to + "' a second role '" + role + "'",
                    other.entity().equals(relationship.from())
                            ? "Tell the two apart by 'role', such as role: first_" + role
                            : "Write another 'role'");
            return;
        }
        String column = model.referenceColumn(role, relationship.from());
        for (String name : List.of(role, column)) {
            model.attribute(to, name)
                    .ifPresent(attribute -> problems.add(
                            attribute.place(),
                            "attribute '" + to + "." + name + "' collides with the role '" + role
                                    + "', whose column is '" + column + "'",
                            "Remove it if it means the same, or rename one of them"));
        }
    }
}
