package dev.pgwright.design.questions;

import static dev.pgwright.design.questions.Facts.words;

import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Relationship.Kind;
import dev.pgwright.design.requirements.Relationship.OnDelete;
import dev.pgwright.design.requirements.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is open about relationships. */
final class RelationshipQuestions {
    private static final Set<String> ONE =
            Set.of("profile", "setting", "settings", "preference", "preferences", "configuration", "detail", "details");
    private static final Set<String> MANY = Set.of("address", "phone", "photo", "document", "comment", "note");
    private static final Set<String> ENDED = Set.of(
            "cancelled", "canceled", "rejected", "revoked", "expired", "failed", "withdrawn", "void", "declined");
    private static final int LONGEST_WAY = 3;

    private RelationshipQuestions() {}

    private static Stream<Relationship> all(Facts facts, Kind... kinds) {
        List<Kind> wanted = List.of(kinds);
        return facts.requirements().relationships().stream()
                .filter(relationship -> wanted.contains(relationship.kind()));
    }

    private static Raised about(Facts facts, Relationship relationship, Map<String, String> words) {
        boolean pair = relationship.kind() == Kind.MANY_TO_MANY;
        return new Raised(
                Subject.of(relationship),
                relationship.place(),
                pair ? facts.rows(relationship) : facts.rows(relationship.to()),
                words);
    }

    private static boolean says(Facts facts, Relationship relationship, String key) {
        return facts.says(Subject.of(relationship), key);
    }

    static List<Raised> onDelete(Facts facts) {
        return facts.requirements().relationships().stream()
                .filter(relationship -> relationship.onDelete() == null && !relationship.owned())
                .filter(relationship -> relationship.kind() != Kind.MANY_TO_MANY
                        || !relationship.attributes().isEmpty())
                .map(relationship -> about(
                        facts,
                        relationship,
                        relationship.kind() == Kind.MANY_TO_MANY
                                ? Map.of(
                                        "child",
                                        "the pair",
                                        "role",
                                        words(relationship.roleName()) + " or " + words(relationship.to()))
                                : Map.of("child", words(relationship.to()), "role", words(relationship.roleName()))))
                .toList();
    }

    static List<Raised> pairs(Facts facts) {
        return all(facts, Kind.MANY_TO_MANY)
                .filter(pair -> pair.volume() == null)
                .map(pair -> about(facts, pair, Map.of("from", words(pair.from()), "to", words(pair.to()))))
                .toList();
    }

    static List<Raised> cardinality(Facts facts) {
        return all(facts, Kind.ONE_TO_MANY, Kind.ONE_TO_ONE)
                .filter(relationship -> {
                    boolean one = relationship.kind() == Kind.ONE_TO_ONE;
                    return Facts.isNamed(relationship.to(), one ? MANY : ONE)
                            && !relationship.from().equals(relationship.to());
                })
                .filter(relationship -> facts.parents(relationship.to()).size() == 1)
                .map(relationship -> about(
                        facts,
                        relationship,
                        Map.of(
                                "from", words(relationship.from()),
                                "many",
                                        relationship.kind() == Kind.ONE_TO_ONE
                                                ? "only one " + words(relationship.to())
                                                : "several " + Facts.plural(relationship.to()),
                                "kind", relationship.kind().word())))
                .toList();
    }

    static List<Raised> optional(Facts facts) {
        return all(facts, Kind.ONE_TO_MANY, Kind.ONE_TO_ONE)
                .filter(relationship -> !relationship.required()
                        && !says(facts, relationship, "required")
                        && relationship.onDelete() != OnDelete.UNSET
                        && !relationship.from().equals(relationship.to()))
                // the only one that it could belong to, or a life that ends with it
                .filter(relationship ->
                        facts.parents(relationship.to()).size() == 1 || relationship.onDelete() == OnDelete.CASCADE)
                .map(relationship -> about(
                        facts,
                        relationship,
                        Map.of("child", words(relationship.to()), "role", words(relationship.roleName()))))
                .toList();
    }

    static List<Raised> again(Facts facts) {
        List<Raised> found = new ArrayList<>();
        all(facts, Kind.ONE_TO_ONE)
                .forEach(relationship -> ended(facts, relationship.to())
                        .ifPresent(ended -> found.add(about(
                                facts,
                                relationship,
                                Map.of(
                                        "child", words(relationship.to()),
                                        "role", words(relationship.roleName()),
                                        "ended", words(ended))))));
        return found;
    }

    private static Optional<String> ended(Facts facts, String entity) {
        return facts.entity(entity).map(Entity::attributes).orElse(List.of()).stream()
                .map(Attribute::status)
                .flatMap(Stream::ofNullable)
                .flatMap(status -> status.values().stream())
                .filter(ENDED::contains)
                .findFirst();
    }

    static List<Raised> pairAgain(Facts facts) {
        List<Raised> found = new ArrayList<>();
        all(facts, Kind.MANY_TO_MANY)
                .forEach(pair -> pair.attributes().stream()
                        .filter(attribute -> attribute.required()
                                && (Facts.isMoment(attribute)
                                        || attribute.type() == BusinessType.PERIOD
                                        || attribute.type() == BusinessType.DATE_PERIOD))
                        .findFirst()
                        .ifPresent(attribute -> found.add(about(
                                facts,
                                pair,
                                Map.of(
                                        "from", words(pair.from()),
                                        "to", words(pair.to()),
                                        "attribute", "'" + attribute.name() + "'")))));
        return found;
    }

    static List<Raised> hierarchy(Facts facts) {
        return all(facts, Kind.ONE_TO_MANY)
                .filter(relationship -> relationship.from().equals(relationship.to()))
                .map(relationship -> about(facts, relationship, Map.of("entity", words(relationship.to()))))
                .toList();
    }

    /** Ways from an entity up to another, as role paths. */
    static List<Raised> same(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Entity entity : facts.requirements().entities()) {
            Map<String, List<Way>> ways = ways(facts, entity.name());
            ways.entrySet().stream()
                    .filter(ancestor -> !facts.isTenant(ancestor.getKey()))
                    .flatMap(ancestor -> closing(ancestor.getKey(), ancestor.getValue()).stream())
                    .findFirst()
                    .ifPresent(pair -> found.add(new Raised(
                            Subject.of(entity),
                            entity.place(),
                            facts.rows(entity.name()),
                            Map.of(
                                    "entity", words(entity.name()),
                                    "ancestor", words(pair.ancestor()),
                                    "paths",
                                            "'" + pair.one().path() + "' and '"
                                                    + pair.other().path() + "'"))));
        }
        return found;
    }

    /**
     * @param required every row has it
     * @param length how many references it follows
     */
    private record Way(String path, String first, boolean required, int length) {}

    private record Pair(String ancestor, Way one, Way other) {}

    /**
     * Two ways that part at once, one of them short and in every row, the other long: of two references side by side everybody sees that
     * they may differ.
     */
    private static Optional<Pair> closing(String ancestor, List<Way> ways) {
        for (Way one : ways) {
            for (Way other : ways) {
                boolean part = !one.first().equals(other.first());
                boolean closes = one.length() == 1 && other.length() > 1;
                if (part && closes && one.required()) {
                    return Optional.of(new Pair(ancestor, one, other));
                }
            }
        }
        return Optional.empty();
    }

    private record Step(String entity, Way way) {}

    private static Map<String, List<Way>> ways(Facts facts, String entity) {
        Map<String, List<Way>> ways = new LinkedHashMap<>();
        Deque<Step> open = new ArrayDeque<>();
        open.add(new Step(entity, new Way("", "", true, 0)));
        while (!open.isEmpty()) {
            Step step = open.remove();
            if (step.way().length() == LONGEST_WAY) {
                continue;
            }
            for (Relationship up : facts.parents(step.entity())) {
                if (up.from().equals(step.entity())) {
                    continue;
                }
                Way before = step.way();
                Way way = new Way(
                        before.length() == 0 ? up.roleName() : before.path() + "." + up.roleName(),
                        before.length() == 0 ? up.roleName() : before.first(),
                        before.required() && up.required(),
                        before.length() + 1);
                ways.computeIfAbsent(up.from(), name -> new ArrayList<>()).add(way);
                open.add(new Step(up.from(), way));
            }
        }
        return ways;
    }
}
