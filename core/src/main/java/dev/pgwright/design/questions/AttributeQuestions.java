package dev.pgwright.design.questions;

import static dev.pgwright.design.questions.Facts.words;

import dev.pgwright.design.questions.Facts.Owned;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is open about attributes. */
final class AttributeQuestions {
    private static final Set<String> IDENTIFYING = Set.of(
            "username", "login", "slug", "sku", "isbn", "ean", "gtin", "vin", "iban", "serial_number", "vat_number");
    private static final Set<String> COUNTED =
            Set.of("number", "position", "sequence", "line", "version", "revision", "ordinal", "step");
    private static final Set<String> PERSONAL = Set.of(
            "first_name",
            "last_name",
            "full_name",
            "family_name",
            "given_name",
            "maiden_name",
            "birthday",
            "birth_date",
            "date_of_birth",
            "born_on",
            "iban",
            "ssn",
            "passport",
            "tax_id",
            "salary",
            "password",
            "password_hash",
            "gender",
            "religion",
            "diagnosis");
    private static final Set<String> STOCKS = Set.of(
            "stock", "balance", "quantity", "on_hand", "available", "reserved", "seats", "credit", "amount", "count");
    private static final Set<BusinessType> COUNTABLE =
            Set.of(BusinessType.INTEGER, BusinessType.DECIMAL, BusinessType.MONEY, BusinessType.QUANTITY);
    private static final Set<String> STATES = Set.of("status", "state", "stage", "phase");
    private static final Set<String> FLAGS = Set.of(
            "active",
            "archived",
            "deleted",
            "cancelled",
            "canceled",
            "paid",
            "shipped",
            "published",
            "approved",
            "closed",
            "enabled",
            "completed",
            "verified",
            "read");
    private static final Set<BusinessType> UNBOUNDED =
            Set.of(BusinessType.TEXT, BusinessType.URL, BusinessType.CODE, BusinessType.FILE);
    private static final Set<Operator> BY_INDEX = Set.of(Operator.EQUALS, Operator.IN, Operator.STARTS_WITH);
    private static final Set<Operator> ABOUT_ABSENCE = Set.of(Operator.IS_SET, Operator.IS_NOT_SET);

    private AttributeQuestions() {}

    private static List<Raised> each(Facts facts, Predicate<Owned> open) {
        return facts.attributes().stream()
                .filter(open)
                .map(owned -> about(owned, Map.of()))
                .toList();
    }

    private static Raised about(Owned owned, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(more);
        all.putIfAbsent("entity", words(owned.owner()));
        all.putIfAbsent("entities", Facts.plural(owned.owner()));
        all.putIfAbsent("attribute", words(owned.attribute().name()));
        return new Raised(owned.subject(), owned.attribute().place(), owned.rows(), all);
    }

    static List<Raised> unique(Facts facts) {
        return each(facts, owned -> {
            Attribute attribute = owned.attribute();
            boolean looked = IDENTIFYING.contains(attribute.name())
                    || attribute.name().equals("email") && attribute.type() == BusinessType.EMAIL
                    || attribute.type() == BusinessType.CODE
                            && attribute.required()
                            && Facts.isNamed(attribute.name(), Set.of("number"));
            return looked
                    && !facts.says(owned.subject(), "unique")
                    && !facts.isInKey(owned.owner(), attribute)
                    && facts.entity(owned.owner()).isPresent();
        });
    }

    static List<Raised> uniqueScope(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Owned owned : facts.attributes()) {
            Attribute attribute = owned.attribute();
            Optional<Relationship> parent = facts.parents(owned.owner()).stream()
                    .filter(Relationship::required)
                    .findFirst();
            if (attribute.unique()
                    && attribute.type() == BusinessType.INTEGER
                    && Facts.isNamed(attribute.name(), COUNTED)
                    && parent.isPresent()) {
                found.add(about(owned, Map.of("parent", words(parent.get().roleName()))));
            }
        }
        return found;
    }

    /** What a pattern compares or sorts by, where nothing tells that it knows of rows without a value. */
    static List<Raised> required(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Owned owned : facts.attributes()) {
            Attribute attribute = owned.attribute();
            String name = attribute.name();
            boolean open = !attribute.required()
                    && !facts.says(owned.subject(), "required")
                    && attribute.type() != BusinessType.TAGS
                    && !facts.isChecked(owned.owner(), name)
                    && facts.filters(owned.owner(), name).stream()
                            .noneMatch(filter -> ABOUT_ABSENCE.contains(filter.operator()));
            Set<String> using = new LinkedHashSet<>();
            boolean compared = false;
            boolean sorted = false;
            for (AccessPattern pattern : facts.patterns()) {
                if (pattern.entity().equals(owned.owner())) {
                    boolean compares = pattern.filters().stream()
                            .anyMatch(filter -> filter.path().equals(name)
                                    && filter.operator() != Operator.MATCHES
                                    && filter.operator() != Operator.NEAREST);
                    boolean sorts =
                            pattern.sort().stream().anyMatch(sort -> sort.path().equals(name));
                    compared |= compares;
                    sorted |= sorts;
                    if (compares || sorts) {
                        using.add("'" + pattern.name() + "'");
                    }
                }
            }
            if (open && !using.isEmpty()) {
                boolean one = using.size() == 1;
                String verb = compared ? one ? "compares" : "compare" : one ? "sorts by" : "sort by";
                found.add(about(
                        owned,
                        Map.of(
                                "patterns",
                                using.stream().limit(3).collect(Collectors.joining(" and ")),
                                "use",
                                verb + (compared && sorted ? " and sort" + (one ? "s" : "") + " by" : ""))));
            }
        }
        return found;
    }

    static List<Raised> minimum(Facts facts) {
        return each(facts, owned -> {
            Attribute attribute = owned.attribute();
            return COUNTABLE.contains(attribute.type())
                    && attribute.minimum() == null
                    && attribute.overChildren() == null
                    && Facts.isNamed(attribute.name(), STOCKS)
                    && !facts.isChecked(owned.owner(), attribute.name());
        });
    }

    static List<Raised> maximum(Facts facts) {
        return each(
                facts,
                owned -> owned.attribute().type() == BusinessType.PERCENTAGE
                        && owned.attribute().minimum() == null
                        && owned.attribute().maximum() == null);
    }

    static List<Raised> currency(Facts facts) {
        return each(facts, owned -> {
            Attribute attribute = owned.attribute();
            String description = attribute.description() == null ? "" : attribute.description();
            return attribute.type() == BusinessType.MONEY
                    && attribute.currency() == null
                    && !description.toLowerCase(Locale.ROOT).contains("currenc");
        });
    }

    static List<Raised> scale(Facts facts) {
        return each(
                facts,
                owned -> owned.attribute().type() == BusinessType.DECIMAL
                        && owned.attribute().scale() == null);
    }

    static List<Raised> length(Facts facts) {
        return each(facts, owned -> {
            Attribute attribute = owned.attribute();
            boolean indexed = facts.isInKey(owned.owner(), attribute)
                    || facts.sorts(owned.owner(), attribute.name())
                    || facts.filters(owned.owner(), attribute.name()).stream()
                            .anyMatch(filter -> BY_INDEX.contains(filter.operator()));
            return UNBOUNDED.contains(attribute.type())
                    && attribute.maxLength() == null
                    && indexed
                    && (attribute.pattern() == null || attribute.pattern().matches(".*[*+].*"));
        });
    }

    static List<Raised> timeZone(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Owned owned : facts.attributes()) {
            Attribute attribute = owned.attribute();
            boolean open = !facts.says(owned.subject(), "time_zone") && !saysZone(facts, owned.owner());
            boolean timeOfDay = attribute.type() == BusinessType.TIME;
            boolean today = attribute.type() == BusinessType.DATE && "now".equals(attribute.defaultValue());
            if (open && (timeOfDay || today)) {
                found.add(about(
                        owned,
                        Map.of(
                                "why",
                                timeOfDay
                                        ? "A time of day is a moment only together with a day and a place."
                                        : "Around midnight its default is another day, depending on the time zone of"
                                                + " the session that inserts.",
                                "taken",
                                timeOfDay
                                        ? "That of the place where it happens; the column says nothing of it."
                                        : "That of each session.",
                                "changes",
                                timeOfDay ? "the column's comment, and how it is compared" : "the column's default")));
            }
        }
        return found;
    }

    /** Whether rows say their own time zone, or one of those that they belong to does. */
    private static boolean saysZone(Facts facts, String owner) {
        return hasZone(facts.entity(owner))
                || facts.parents(owner).stream().anyMatch(parent -> hasZone(facts.entity(parent.from())));
    }

    private static boolean hasZone(Optional<Entity> entity) {
        return entity.flatMap(found -> found.attribute("time_zone")).isPresent();
    }

    static List<Raised> statusDefault(Facts facts) {
        return each(
                facts,
                owned -> owned.attribute().status() != null
                        && !owned.attribute().status().transitions().isEmpty()
                        && owned.attribute().defaultValue() == null);
    }

    static List<Raised> transitions(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Owned owned : facts.attributes()) {
            Attribute.StatusValues status = owned.attribute().status();
            if (status != null
                    && status.transitions().isEmpty()
                    && status.values().size() > 2
                    && !status.extensible()
                    && Facts.isNamed(owned.attribute().name(), STATES)) {
                found.add(about(
                        owned,
                        Map.of(
                                "first",
                                "'" + status.values().get(0) + "'",
                                "last",
                                "'" + status.values().get(status.values().size() - 1) + "'")));
            }
        }
        return found;
    }

    static List<Raised> flag(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Owned owned : facts.attributes()) {
            Attribute attribute = owned.attribute();
            String bare = attribute.name().startsWith("is_") ? attribute.name().substring(3) : attribute.name();
            Optional<Attribute> other = facts.entity(owned.owner())
                    .flatMap(entity -> entity.attributes().stream()
                            .filter(candidate -> candidate.name().equals(bare + "_at")
                                    || candidate.name().equals(bare + "_on")
                                    || FLAGS.contains(bare)
                                            && candidate.status() != null
                                            && Facts.isNamed(candidate.name(), STATES)
                                    || FLAGS.contains(bare)
                                            && candidate.type() == BusinessType.BOOLEAN
                                            && !candidate.name().equals(attribute.name())
                                            && FLAGS.contains(
                                                    candidate.name().startsWith("is_")
                                                            ? candidate.name().substring(3)
                                                            : candidate.name()))
                            .findFirst());
            if (attribute.type() == BusinessType.BOOLEAN && other.isPresent()) {
                found.add(about(owned, Map.of("other", "'" + other.get().name() + "'")));
            }
        }
        return found;
    }

    static List<Raised> reference(Facts facts) {
        List<Raised> found = new ArrayList<>();
        Set<BusinessType> keys = Set.of(BusinessType.UUID, BusinessType.INTEGER, BusinessType.CODE, BusinessType.TEXT);
        for (Owned owned : facts.attributes()) {
            String name = owned.attribute().name();
            if (keys.contains(owned.attribute().type()) && name.endsWith("_id")) {
                facts.entity(name.substring(0, name.length() - "_id".length()))
                        .ifPresent(parent -> found.add(about(owned, Map.of("parent", words(parent.name())))));
            }
        }
        return found;
    }

    static List<Raised> sensitive(Facts facts) {
        return each(
                facts,
                owned -> !owned.attribute().sensitive()
                        && !facts.says(owned.subject(), "sensitive")
                        && (owned.attribute().type() == BusinessType.EMAIL
                                || owned.attribute().type() == BusinessType.PHONE
                                || Facts.isNamed(owned.attribute().name(), PERSONAL)));
    }

    static List<Raised> distance(Facts facts) {
        return each(
                facts,
                owned -> owned.attribute().type() == BusinessType.GEO_POINT
                        && facts.filters(owned.owner(), owned.attribute().name(), Operator.NEAREST));
    }

    static List<Raised> file(Facts facts) {
        return each(
                facts,
                owned -> owned.attribute().type() == BusinessType.FILE
                        && owned.attribute().description() == null);
    }

    static List<Raised> searchLanguage(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Owned owned : facts.attributes()) {
            if (owned.attribute().type() == BusinessType.TEXT && !facts.says(owned.subject(), "search_language")) {
                searching(facts, owned)
                        .ifPresent(pattern -> found.add(about(owned, Map.of("pattern", pattern.name()))));
            }
        }
        return found;
    }

    /** Texts that are searched in one language while each row says another. */
    static List<Raised> searchLanguages(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Owned owned : facts.attributes()) {
            String configuration = owned.attribute().searchLanguage();
            Optional<Attribute> language = facts.entity(owned.owner()).stream()
                    .flatMap(entity -> entity.attributes().stream())
                    .filter(attribute -> attribute.type() == BusinessType.LANGUAGE)
                    .findFirst();
            if (configuration != null && language.isPresent()) {
                String name = "'" + language.get().name() + "'";
                searching(facts, owned)
                        .ifPresent(pattern -> found.add(about(
                                owned,
                                Map.of("pattern", pattern.name(), "language", name, "configuration", configuration))));
            }
        }
        return found;
    }

    private static Optional<AccessPattern> searching(Facts facts, Owned owned) {
        return facts.patterns().stream()
                .filter(pattern -> pattern.entity().equals(owned.owner())
                        && pattern.filters().stream()
                                .anyMatch(filter -> filter.operator() == Operator.MATCHES
                                        && filter.path()
                                                .equals(owned.attribute().name())))
                .findFirst();
    }
}
