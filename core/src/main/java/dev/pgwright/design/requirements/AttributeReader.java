package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Attribute.StatusValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the attributes of an entity or of a many-to-many relationship. */
final class AttributeReader {
    private static final int MAX_TEXT = 10_485_760;

    private final Problems problems;
    private final Scalars scalars;
    private final AttributeValues values;
    private final StatusReader status;
    private final List<Scope> scopes = new ArrayList<>();
    private final Map<String, Node> derived = new LinkedHashMap<>();

    AttributeReader(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.values = new AttributeValues(problems);
        this.status = new StatusReader(problems);
    }

    /**
     * What was read of a mapping of attributes.
     *
     * @param unclear names whose definition is faulty: nothing is to be concluded from their type
     * @param scopes what attributes are unique within
     * @param derived what is said of derivation, which needs the relationships to be understood
     */
    record Result(List<Attribute> attributes, Set<String> unclear, List<Scope> scopes, Map<String, Node> derived) {
        static final Result NONE = new Result(List.of(), Set.of(), List.of(), Map.of());
    }

    /** A path that an attribute is unique within, as it is written. */
    record Scope(String attribute, String path, Node node) {}

    /** Reads a mapping from names to attributes. */
    Result read(Section owner, String ownerName) {
        List<Attribute> attributes = new ArrayList<>();
        Set<String> unclear = new HashSet<>();
        scopes.clear();
        derived.clear();
        for (Scalars.Entry entry : owner.entries("attributes")) {
            String subject = "attribute '" + ownerName + "." + entry.name() + "'";
            int before = problems.count();
            scalars.isName(entry.key(), entry.name(), "the name of " + subject);
            Attribute attribute = readAttribute(entry, subject);
            attributes.add(attribute);
            if (problems.count() > before) {
                unclear.add(entry.name());
            }
        }
        return new Result(attributes, unclear, List.copyOf(scopes), new LinkedHashMap<>(derived));
    }

    private Attribute readAttribute(Scalars.Entry entry, String subject) {
        if (entry.value() instanceof ScalarNode) {
            BusinessType type = type(entry.value(), "the type of " + subject);
            if (type == BusinessType.STATUS) {
                status.needsValues(entry.value(), subject);
            } else if (type == BusinessType.QUANTITY) {
                needsUnit(entry.value(), subject);
            }
            return plain(entry, type == null ? BusinessType.TEXT : type);
        }
        Section section = Section.read(problems, entry.value(), subject, Vocabulary.ATTRIBUTE);
        if (section == null) {
            return plain(entry, BusinessType.TEXT);
        }
        Node typeNode = section.require("type", "Write type: text, or another of: " + types());
        BusinessType type = typeNode == null ? null : type(typeNode, section.what("type"));
        if (type != null) {
            refuseOptionsOfOtherTypes(section, type);
        }
        return attribute(entry, section, type);
    }

    private Attribute plain(Scalars.Entry entry, BusinessType type) {
        return new Attribute(
                problems.place(entry.key()),
                entry.name(),
                type,
                null,
                false,
                false,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Attribute.Statistics.NONE,
                List.of(),
                null,
                null,
                null,
                null);
    }

    private Attribute attribute(Scalars.Entry entry, Section section, @Nullable BusinessType type) {
        StatusValues states = type == BusinessType.STATUS ? status.read(section) : null;
        boolean unique = section.flag("unique", false);
        if (unique && type != null && !TypeTraits.canBeUnique(type)) {
            section.problem(
                    "unique",
                    section.subject() + " cannot be unique: its type is " + type.word(),
                    TypeTraits.PERIODS.contains(type)
                            ? "Periods that must not overlap are a rule: no_overlap: [" + entry.name() + "]"
                            : null);
        }
        Integer scale = section.integer("scale", 0, AttributeValues.MAX_SCALE);
        String minimum = values.limit(section, "min", type, scale);
        String maximum = values.limit(section, "max", type, scale);
        if (type != null && minimum != null && maximum != null && LiteralOrder.compare(minimum, maximum, type) > 0) {
            section.problem(
                    "min",
                    section.subject() + " has min " + minimum + " above max " + maximum,
                    "No value can be within them");
        }
        Integer maxLength = section.integer("max_length", 1, MAX_TEXT);
        String pattern = section.line("pattern");
        if (pattern != null) {
            checkPattern(section, pattern);
        }
        String currency = section.line("currency");
        if (currency != null && !Literals.isCurrency(currency)) {
            section.problem(
                    "currency",
                    section.what("currency") + " must be an ISO 4217 code such as EUR, not '" + currency + "'",
                    "Leave it out if every row says its own currency");
        }
        String unit = section.line("unit");
        if (type == BusinessType.QUANTITY && !section.has("unit")) {
            needsUnit(sectionNode(section, entry), section.subject());
        }
        boolean required = section.flag("required", false);
        derivation(entry, section, type);
        return new Attribute(
                problems.place(entry.key()),
                entry.name(),
                type == null ? BusinessType.TEXT : type,
                section.text("description"),
                required,
                unique,
                section.flag("sensitive", false),
                values.defaultValue(
                        section, type, states, new AttributeValues.Limits(minimum, maximum, maxLength, scale)),
                maxLength,
                minimum,
                maximum,
                pattern,
                currency,
                unit,
                scale,
                states,
                section.choice("changes", Vocabulary.CHANGES),
                new StatisticsReader(problems)
                        .read(section, type, states, new StatisticsReader.Limits(required, unique, maxLength)),
                uniqueWithin(entry, section, type, unique),
                timeZone(section),
                searchLanguage(section),
                pattern == null ? null : problems.place(section.requireNode("pattern")),
                null);
    }

    private @Nullable String timeZone(Section section) {
        Node node = section.node("time_zone");
        String zone = node == null ? null : scalars.line(node, section.what("time_zone"));
        if (node != null && zone != null && !TimeZones.NAMES.contains(zone)) {
            problems.add(node, section.what("time_zone") + " is no time zone: '" + zone + "'", TimeZones.hint(zone));
            return null;
        }
        return zone;
    }

    private @Nullable String searchLanguage(Section section) {
        return section.choice("search_language", Vocabulary.SEARCH_LANGUAGES);
    }

    /** Only names: whether there are such attributes and roles is seen when the relationships are read. */
    private List<String> uniqueWithin(
            Scalars.Entry entry, Section section, @Nullable BusinessType type, boolean unique) {
        Map<String, Node> paths = section.distinctTexts("unique_within");
        if (paths.isEmpty()) {
            return List.of();
        }
        if (unique) {
            section.problem(
                    "unique_within",
                    section.subject() + " is unique, and unique within " + Problems.quoted(paths.keySet()),
                    "Unique alone is stricter: remove one of the two");
        } else if (type != null && !TypeTraits.canBePartOfKey(type)) {
            section.problem(
                    "unique_within",
                    section.subject() + " cannot be unique: its type is " + type.word(),
                    TypeTraits.PERIODS.contains(type)
                            ? "Periods that must not overlap are a rule: no_overlap: [" + entry.name() + "]"
                            : null);
        }
        paths.forEach((path, node) -> scopes.add(new Scope(entry.name(), path, node)));
        return List.copyOf(paths.keySet());
    }

    private void derivation(Scalars.Entry entry, Section section, @Nullable BusinessType type) {
        Node node = section.node("derived");
        if (node == null) {
            return;
        }
        List<String> refused = node instanceof ScalarNode ? List.of("default") : Vocabulary.ENTERED;
        for (String key : refused) {
            if (section.has(key)) {
                section.problem(
                        key,
                        section.subject() + " cannot have '" + key + "': it is derived",
                        key.equals("default")
                                ? "It always has the derived value"
                                : "It is an aggregate: what its children keep to, it keeps to");
            }
        }
        if (type == BusinessType.STATUS || type == BusinessType.TAGS) {
            section.problem("derived", section.subject() + " cannot be derived: its type is " + type.word(), null);
        }
        if (type == BusinessType.MONEY && !section.has("currency")) {
            section.problem(
                    "derived",
                    section.subject() + " is derived money and needs 'currency'",
                    "Write { type: money, currency: EUR, derived: ... }");
        }
        derived.put(entry.name(), node);
    }

    private @Nullable BusinessType type(Node node, String what) {
        return scalars.choice(node, what, Vocabulary.TYPES);
    }

    private static String types() {
        return String.join(", ", Vocabulary.TYPES.keySet());
    }

    private static Node sectionNode(Section section, Scalars.Entry entry) {
        Node type = section.node("type");
        return type == null ? entry.value() : type;
    }

    private void needsUnit(Node node, String subject) {
        problems.add(
                node,
                subject + " is a quantity and needs 'unit'",
                "Write { type: quantity, unit: kg }; a number without a unit is a decimal or an integer");
    }

    private void refuseOptionsOfOtherTypes(Section section, BusinessType type) {
        for (String option : Vocabulary.ATTRIBUTE) {
            Set<BusinessType> types = TypeTraits.OPTIONS.get(option);
            if (section.has(option) && types != null && !types.contains(type)) {
                section.problem(
                        option,
                        section.subject() + " cannot have '" + option + "': its type is " + type.word(),
                        "'" + option + "' is for "
                                + String.join(
                                        ", ",
                                        types.stream().map(BusinessType::word).toList()));
            }
        }
    }

    /** Java's expressions differ from PostgreSQL's in escapes; what is unbalanced is wrong in both. */
    private static void checkPattern(Section section, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            String fault = e.getDescription();
            if (fault.startsWith("Unclosed") || fault.startsWith("Unmatched") || fault.startsWith("Dangling")) {
                section.problem(
                        "pattern",
                        section.what("pattern") + " is not a regular expression: " + fault,
                        "It is a POSIX regular expression as PostgreSQL's ~ operator takes it");
            }
        }
    }
}
