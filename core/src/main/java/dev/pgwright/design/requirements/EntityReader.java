package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Entity.Changes;
import dev.pgwright.design.requirements.Entity.IdentityScope;
import dev.pgwright.design.requirements.Entity.Retention;
import dev.pgwright.design.requirements.Entity.Volume;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads entities, their volumes and their retention. */
final class EntityReader {
    /** A thousand times what the largest known single PostgreSQL tables hold: more is a slip of the pen. */
    static final BigDecimal MOST_ROWS = new BigDecimal("1e15");

    private static final String ROWS_EXPECTED = "Write a number such as 50000, 1_000, 50k, 2M or 1.5B";
    private static final String GROWTH_EXPECTED =
            "Write a rate such as 400k/day; the units are " + String.join(", ", Amounts.RATE_UNITS.keySet());

    private final Problems problems;
    private final Scalars scalars;
    private final AttributeReader attributes;

    EntityReader(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.attributes = new AttributeReader(problems);
    }

    /** Reads all entities into a model; what is faulty is there too, marked as unclear. */
    void read(Section root, Model model) {
        for (Scalars.Entry entry : root.entries("entities")) {
            readEntity(entry, model);
        }
    }

    private void readEntity(Scalars.Entry entry, Model model) {
        String name = entry.name();
        String subject = "entity '" + name + "'";
        scalars.isName(entry.key(), name, "the name of " + subject);
        Section section = Section.read(problems, entry.value(), subject, Vocabulary.ENTITY);
        if (section == null) {
            model.addUnclear(new Entity(
                    problems.place(entry.key()),
                    name,
                    null,
                    null,
                    null,
                    IdentityScope.LOCAL,
                    null,
                    null,
                    false,
                    false,
                    null,
                    Changes.OFTEN,
                    null,
                    List.of(),
                    null));
            return;
        }
        section.require("attributes", "Write attributes: { name: text }");
        AttributeReader.Result read = attributes.read(section, name);
        Identity identity = identity(section, read);
        Entity entity = new Entity(
                problems.place(entry.key()),
                name,
                section.text("description"),
                section.name("table"),
                section.line("group"),
                identity.scope(),
                identity.by(),
                isA(section),
                section.flag("total", false),
                section.flag("shared", false),
                volume(section),
                Objects.requireNonNullElse(section.choice("changes", Vocabulary.CHANGES), Changes.OFTEN),
                retention(section, read),
                read.attributes(),
                audit(section, read));
        if (section.has("attributes")) {
            model.add(entity, entry.key(), read.unclear(), read.derived());
            model.addScopes(name, read.scopes());
        } else {
            model.addUnclear(entity);
        }
    }

    private @Nullable String isA(Section section) {
        String parent = section.name("is_a");
        if (parent != null) {
            for (String key : List.of("identity", "shared", "retention", "audit", "total")) {
                if (section.has(key)) {
                    section.problem(
                            key,
                            section.subject() + " cannot have '" + key + "': it is a '" + parent + "'",
                            "Write it at '" + parent + "', whose key and life it shares");
                }
            }
        }
        return parent;
    }

    /** What is said of an entity's key. */
    private record Identity(IdentityScope scope, @Nullable String by) {}

    private Identity identity(Section section, AttributeReader.Result read) {
        Node node = section.node("identity");
        if (node instanceof SequenceNode) {
            List<String> names = List.copyOf(section.distinctTexts("identity").keySet());
            if (names.size() != 1) {
                section.problem(
                        "identity",
                        section.what("identity") + " must name one attribute",
                        "Several attributes that tell rows apart are a rule: unique: [a, b]");
                return new Identity(IdentityScope.LOCAL, null);
            }
            return naturalKey(section, read, names.get(0));
        }
        IdentityScope scope =
                Objects.requireNonNullElse(section.choice("identity", Vocabulary.IDENTITY), IdentityScope.LOCAL);
        return scope == IdentityScope.NATURAL ? naturalKey(section, read, null) : new Identity(scope, null);
    }

    private static Identity naturalKey(Section section, AttributeReader.Result read, @Nullable String named) {
        Identity none = new Identity(IdentityScope.LOCAL, null);
        List<Attribute> keys = read.attributes().stream()
                .filter(NaturalKey::isKey)
                .filter(attribute -> NaturalKey.TYPES.contains(attribute.type()))
                .toList();
        List<String> names = keys.stream().map(Attribute::name).toList();
        if (!read.unclear().isEmpty()) {
            return none;
        }
        if (named != null && !names.contains(named)) {
            section.problem(
                    "identity",
                    section.what("identity") + " names '" + named + "', which is no key of it",
                    names.isEmpty()
                            ? "A natural key is unique, required, and a code, country, currency, language, integer or uuid"
                            : Problems.choice(named, "Its keys are", names));
            return none;
        }
        if (named == null && keys.size() != 1) {
            section.problem(
                    "identity",
                    section.subject() + (keys.isEmpty() ? " has no natural key" : " has several natural keys"),
                    keys.isEmpty()
                            ? "A natural key is unique, required, and a code, country, currency, language, integer or uuid"
                            : "Name one: identity: [" + names.get(0) + "]");
            return none;
        }
        Attribute key = keys.stream()
                .filter(attribute -> named == null || attribute.name().equals(named))
                .findFirst()
                .orElseThrow();
        if (key.changes() != null && key.changes() != Changes.NEVER) {
            section.problem(
                    "identity",
                    section.subject() + " cannot be known by '" + key.name() + "', which changes",
                    "Every reference would change with it: write changes: never at '" + key.name()
                            + "', or leave the key to the design");
            return none;
        }
        return new Identity(IdentityScope.NATURAL, key.name());
    }

    /** The value of the key {@code volume}: a number of rows, or a mapping with rows and growth. */
    @Nullable Volume volume(Section owner) {
        Node node = owner.node("volume");
        if (node == null) {
            return null;
        }
        if (!(node instanceof MappingNode)) {
            Long rows = rows(node, owner.what("volume"));
            return rows == null ? null : new Volume(problems.place(node), rows, 0);
        }
        Section section = Section.read(problems, node, "the volume of " + owner.subject(), Vocabulary.VOLUME);
        if (section == null) {
            return null;
        }
        Node rowsNode = section.require("rows", ROWS_EXPECTED);
        Long rows = rowsNode == null ? null : rows(rowsNode, section.what("rows"));
        Node growthNode = section.node("growth");
        Double growth = growthNode == null ? Double.valueOf(0) : growth(growthNode, section.what("growth"));
        return rows == null || growth == null ? null : new Volume(problems.place(node), rows, growth);
    }

    private @Nullable Long rows(Node node, String what) {
        String text = scalars.text(node, what);
        if (text == null) {
            return null;
        }
        BigDecimal rows = Amounts.scaledNumber(text);
        if (rows == null || Literals.fractionDigits(rows) > 0) {
            problems.add(node, what + " must be a number of rows, not '" + text + "'", ROWS_EXPECTED);
            return null;
        }
        return inRange(node, what, text, rows) ? rows.longValueExact() : null;
    }

    private @Nullable Double growth(Node node, String what) {
        String text = scalars.text(node, what);
        if (text == null) {
            return null;
        }
        Double growth = Amounts.perDay(text);
        if (growth == null) {
            problems.add(node, what + " must be rows per time, not '" + text + "'", GROWTH_EXPECTED);
            return null;
        }
        return inRange(node, what, text, BigDecimal.valueOf(growth)) ? growth : null;
    }

    private boolean inRange(Node node, String what, String text, BigDecimal number) {
        if (number.signum() < 0) {
            problems.add(node, what + " is negative: '" + text + "'", null);
            return false;
        }
        if (number.compareTo(MOST_ROWS) > 0) {
            problems.add(node, what + " is beyond 1e15 rows: '" + text + "'", "Check the unit: k, M or B");
            return false;
        }
        return true;
    }

    private @Nullable Retention retention(Section owner, AttributeReader.Result read) {
        Node node = owner.node("retention");
        if (node == null) {
            return null;
        }
        Section section = Section.read(problems, node, "the retention of " + owner.subject(), Vocabulary.RETENTION);
        if (section == null) {
            return null;
        }
        Node keepNode = section.require("keep", "Write keep: 90 days, or weeks, months, years");
        Integer days = keepNode == null ? null : days(keepNode, section.what("keep"));
        Node byNode =
                section.require("by", "Name the date or timestamp attribute that the age of a row is counted from");
        String by = byNode == null ? null : scalars.text(byNode, section.what("by"));
        if (byNode == null || by == null || !isAge(byNode, by, owner, read) || days == null) {
            return null;
        }
        return new Retention(problems.place(node), days, by);
    }

    private Entity.@Nullable Audit audit(Section owner, AttributeReader.Result read) {
        Node node = owner.node("audit");
        if (node == null) {
            return null;
        }
        if (!(node instanceof MappingNode)) {
            return owner.flag("audit", false) ? new Entity.Audit(problems.place(node), null, List.of()) : null;
        }
        Section section = Section.read(problems, node, "the audit of " + owner.subject(), Vocabulary.AUDIT);
        if (section == null) {
            return null;
        }
        Node keep = section.node("keep");
        Map<String, Node> names = section.distinctTexts("attributes");
        names.forEach((name, at) -> {
            Attribute attribute = read.attributes().stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElse(null);
            if (attribute == null && !read.unclear().contains(name)) {
                problems.add(
                        at,
                        owner.subject() + " has no attribute '" + name + "' to audit",
                        Problems.choice(
                                name,
                                "It has",
                                read.attributes().stream().map(Attribute::name).toList()));
            } else if (read.derived().containsKey(name)) {
                problems.add(
                        at,
                        section.subject() + " names '" + name + "', which is derived",
                        "Audit what it is derived from");
            }
        });
        return new Entity.Audit(
                problems.place(node),
                keep == null ? null : days(keep, section.what("keep")),
                List.copyOf(names.keySet()));
    }

    private @Nullable Integer days(Node node, String what) {
        String text = scalars.text(node, what);
        if (text == null) {
            return null;
        }
        Integer days = Amounts.days(text);
        if (days == null || days < 1 || days > 366_000) {
            problems.add(
                    node,
                    what + " must be a duration, not '" + text + "'",
                    "Write a number and days, weeks, months or years, such as 90 days; at most 1000 years");
            return null;
        }
        return days;
    }

    private boolean isAge(Node node, String by, Section owner, AttributeReader.Result read) {
        Set<String> unclear = read.unclear();
        if (by.equals(Vocabulary.CREATED_AT) || unclear.contains(by)) {
            return true;
        }
        Attribute attribute = read.attributes().stream()
                .filter(candidate -> candidate.name().equals(by))
                .findFirst()
                .orElse(null);
        if (attribute == null) {
            List<String> moments = read.attributes().stream()
                    .filter(candidate -> TypeTraits.MOMENTS.contains(candidate.type()))
                    .map(Attribute::name)
                    .toList();
            problems.add(
                    node,
                    owner.subject() + " has no attribute '" + by + "' to count its retention from",
                    Problems.choice(by, "Its dates and timestamps are", withCreatedAt(moments)));
            return false;
        }
        if (read.derived().containsKey(by)) {
            problems.add(
                    node,
                    "the retention of " + owner.subject() + " cannot count from '" + by + "': it is derived",
                    "It counts from a moment that the row itself keeps");
            return false;
        }
        if (!TypeTraits.MOMENTS.contains(attribute.type())) {
            problems.add(
                    node,
                    "the retention of " + owner.subject() + " cannot count from '" + by + "': its type is "
                            + attribute.type().word(),
                    "It counts from a date or a timestamp");
            return false;
        }
        if (!attribute.required()) {
            problems.add(
                    node,
                    "the retention of " + owner.subject() + " counts from '" + by
                            + "', which is not required: rows without it would be kept for ever",
                    "Write required: true at '" + by + "', or count from created_at");
            return false;
        }
        return true;
    }

    private static List<String> withCreatedAt(List<String> moments) {
        return Stream.concat(moments.stream(), Stream.of(Vocabulary.CREATED_AT)).toList();
    }
}
