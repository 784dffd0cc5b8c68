package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Attribute.StatusValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the attributes of an entity or of a many-to-many relationship. */
final class AttributeReader {
    private static final int MAX_TEXT = 10_485_760;
    private static final int MAX_SCALE = 30;

    private final Problems problems;
    private final Scalars scalars;
    private final List<Scope> scopes = new ArrayList<>();
    private final Map<String, Node> derived = new LinkedHashMap<>();

    AttributeReader(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
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
                needsValues(entry.value(), subject);
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
        StatusValues status = type == BusinessType.STATUS ? status(section) : null;
        boolean unique = section.flag("unique", false);
        if (unique && type != null && !TypeTraits.canBeUnique(type)) {
            section.problem(
                    "unique",
                    section.subject() + " cannot be unique: its type is " + type.word(),
                    TypeTraits.PERIODS.contains(type)
                            ? "Periods that must not overlap are a rule: no_overlap: [" + entry.name() + "]"
                            : null);
        }
        Integer scale = section.integer("scale", 0, MAX_SCALE);
        String minimum = limit(section, "min", type, scale);
        String maximum = limit(section, "max", type, scale);
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
                defaultValue(section, type, status, new Limits(minimum, maximum, maxLength, scale)),
                maxLength,
                minimum,
                maximum,
                pattern,
                currency,
                unit,
                scale,
                status,
                section.choice("changes", Vocabulary.CHANGES),
                new StatisticsReader(problems)
                        .read(section, type, status, new StatisticsReader.Limits(required, unique, maxLength)),
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

    private record Limits(
            @Nullable String minimum,
            @Nullable String maximum,
            @Nullable Integer maxLength,
            @Nullable Integer scale) {}

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

    private void needsValues(Node node, String subject) {
        problems.add(
                node, subject + " is a status and needs 'values'", "Write { type: status, values: [open, closed] }");
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

    private @Nullable String limit(Section section, String key, @Nullable BusinessType type, @Nullable Integer scale) {
        Node node = section.node(key);
        if (node == null || type == null || !TypeTraits.LIMITED.contains(type)) {
            return null;
        }
        if (TypeTraits.NUMBERS.contains(type)) {
            BigDecimal number = scalars.number(node, section.what(key));
            if (number != null) {
                checkDigits(node, section.what(key), number, type, scale);
            }
            return number == null ? null : number.toPlainString();
        }
        String text = scalars.text(node, section.what(key));
        if (text == null) {
            return null;
        }
        if (Literals.isMoving(text)) {
            problems.add(
                    node,
                    section.what(key) + " cannot be '" + text + "': what a row had to keep would change with time",
                    "Write a literal, or a rule that compares with an attribute, such as check: "
                            + (key.equals("min") ? "starts_at >= created_at" : "born_on <= registered_on"));
            return null;
        }
        String expected = Literals.expected(text, type, null);
        if (expected != null) {
            problems.add(
                    node,
                    section.what(key) + " must be " + expected.replace(", or now", "") + ", not '" + text + "'",
                    null);
            return null;
        }
        return text;
    }

    private void checkDigits(Node node, String what, BigDecimal number, BusinessType type, @Nullable Integer scale) {
        int allowed = type == BusinessType.INTEGER ? 0 : scale == null ? MAX_SCALE : scale;
        if (Literals.fractionDigits(number) > allowed) {
            problems.add(
                    node,
                    what + " has more digits behind the point than the " + allowed + " that " + type.word()
                            + " keeps here: " + number.toPlainString(),
                    null);
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

    private @Nullable StatusValues status(Section section) {
        if (!section.has("values")) {
            Node type = section.node("type");
            if (type != null) {
                needsValues(type, section.subject());
            }
            return null;
        }
        Map<String, Node> values = section.distinctTexts("values");
        values.forEach((value, node) -> scalars.isName(node, value, "a value of " + section.subject()));
        SortedMap<String, List<String>> transitions = new TreeMap<>();
        for (Scalars.Entry entry : section.entries("transitions")) {
            String from = entry.name();
            knownValue(entry.key(), from, values, section);
            List<String> followers = new ArrayList<>();
            Map<String, Node> targets =
                    scalars.distinctTexts(entry.value(), "the transitions from '" + from + "' of " + section.subject());
            targets.forEach((target, node) -> {
                if (target.equals(from)) {
                    problems.add(
                            node,
                            section.subject() + " has a transition from '" + from + "' to itself",
                            "Remove it: keeping a value is no transition");
                } else if (knownValue(node, target, values, section)) {
                    followers.add(target);
                }
            });
            transitions.put(from, List.copyOf(followers));
        }
        return values.isEmpty()
                ? null
                : new StatusValues(List.copyOf(values.keySet()), transitions, section.flag("extensible", false));
    }

    private boolean knownValue(Node node, String value, Map<String, Node> values, Section section) {
        if (values.isEmpty() || values.containsKey(value)) {
            return true;
        }
        problems.add(
                node,
                section.subject() + " has no value '" + value + "'",
                Problems.choice(value, "Its values are", values.keySet()));
        return false;
    }

    private @Nullable String defaultValue(
            Section section, @Nullable BusinessType type, @Nullable StatusValues status, Limits limits) {
        Node node = section.node("default");
        if (node == null) {
            return null;
        }
        String what = section.what("default");
        if (type == BusinessType.TEXT
                && node instanceof ScalarNode scalar
                && scalar.getValue().isEmpty()) {
            return "";
        }
        String text = scalars.text(node, what);
        if (text == null || type == null) {
            return null;
        }
        String expected = Literals.expected(text, type, status);
        if (expected != null) {
            String hint = status == null ? null : Problems.choice(text, "Its values are", status.values());
            problems.add(
                    node,
                    expected.equals(Literals.NONE)
                            ? section.subject() + " cannot have 'default': its type is " + type.word()
                            : what + " must be " + expected + ", not '" + text + "'",
                    hint);
            return null;
        }
        checkLimits(node, what, text, type, limits);
        return TypeTraits.NUMBERS.contains(type) ? text.replace("_", "") : text;
    }

    private void checkLimits(Node node, String what, String text, BusinessType type, Limits limits) {
        if (limits.maxLength() != null && text.codePointCount(0, text.length()) > limits.maxLength()) {
            problems.add(node, what + " is longer than max_length " + limits.maxLength(), null);
        }
        BigDecimal number = TypeTraits.NUMBERS.contains(type) ? Amounts.plainNumber(text) : null;
        if (number != null) {
            checkDigits(node, what, number, type, limits.scale());
        }
        if (!TypeTraits.LIMITED.contains(type) || Literals.isMoving(text)) {
            return;
        }
        if (limits.minimum() != null && LiteralOrder.compare(text, limits.minimum(), type) < 0) {
            problems.add(node, what + " is " + text + ", below min " + limits.minimum(), null);
        }
        if (limits.maximum() != null && LiteralOrder.compare(text, limits.maximum(), type) > 0) {
            problems.add(node, what + " is " + text + ", above max " + limits.maximum(), null);
        }
    }
}
