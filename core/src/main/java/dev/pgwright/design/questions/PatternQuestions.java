package dev.pgwright.design.questions;

import static dev.pgwright.design.questions.Facts.words;

import dev.pgwright.design.decide.Numbers;
import dev.pgwright.design.decide.ReachedMoment;
import dev.pgwright.design.model.MissedTarget;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Kind;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Relationship.OnDelete;
import dev.pgwright.design.requirements.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is open about access patterns, and about entities for want of one. */
final class PatternQuestions {
    private static final Set<BusinessType> COUNTED = Set.of(BusinessType.INTEGER, BusinessType.QUANTITY);
    private static final double SECONDS_A_DAY = 86_400;

    /** Calls a second from which the time of one call matters to the server. */
    private static final double HOT = 10;

    private static final double MANY_ROWS_A_DAY = 1_000_000;
    private static final long LARGE = 1_000_000;

    /** Rows that one aggregate reads, from which it takes longer than a person waits. */
    private static final double SLOW_ROWS = 1_000_000;

    private static final double MANY_CHILDREN = 10_000;

    /** A busy hour has a tenth of a day's calls or more; beyond this the two numbers are about different things. */
    private static final double MOST_CREATES_PER_ROW = 20;

    private PatternQuestions() {}

    private static List<Raised> each(Facts facts, Predicate<AccessPattern> open) {
        return facts.patterns().stream()
                .filter(open)
                .map(pattern -> about(facts, pattern, Map.of()))
                .toList();
    }

    private static Raised about(Facts facts, AccessPattern pattern, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(more);
        all.putIfAbsent("pattern", pattern.name());
        all.putIfAbsent("entity", words(pattern.entity()));
        all.putIfAbsent("rows", Numbers.rows(facts.rows(pattern.entity())));
        all.putIfAbsent("rate", rate(pattern.ratePerSecond()));
        return new Raised(Subject.of(pattern), pattern.place(), facts.rows(pattern.entity()), all);
    }

    private static String rate(@Nullable Double perSecond) {
        return perSecond == null
                ? "at an unknown rate"
                : String.format(Locale.ROOT, "%,d times a second", Math.round(perSecond));
    }

    static List<Raised> rate(Facts facts) {
        return each(facts, pattern -> pattern.latencyMillis() != null && pattern.ratePerSecond() == null);
    }

    static List<Raised> latency(Facts facts) {
        return each(
                facts,
                pattern -> pattern.latencyMillis() == null
                        && pattern.ratePerSecond() != null
                        && pattern.ratePerSecond() >= HOT);
    }

    static List<Raised> target(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (AccessPattern pattern : facts.patterns()) {
            facts.design().missedTargets().stream()
                    .filter(missed -> missed.query().equals(pattern.name()))
                    .max(Comparator.comparingDouble(MissedTarget::visits))
                    .ifPresent(missed -> found.add(about(
                            facts,
                            pattern,
                            Map.of(
                                    "target", millis(pattern.latencyMillis()),
                                    "visits", Numbers.about(missed.visits()),
                                    "table", missed.table().toString(),
                                    "time", millis(missed.millis())))));
        }
        return found;
    }

    private static String millis(@Nullable Double millis) {
        double time = millis == null ? 0 : millis;
        return time < 10_000 ? Numbers.about(time) + " ms" : Numbers.about(time / 1000) + " s";
    }

    static List<Raised> page(Facts facts) {
        return each(
                facts,
                pattern -> pattern.kind() == Kind.LIST
                        && pattern.sql() == null
                        && pattern.page() == null
                        && facts.rows(pattern.entity()) >= LARGE
                        && pattern.filters().stream().noneMatch(filter -> isRole(facts, pattern, filter)));
    }

    private static boolean isRole(Facts facts, AccessPattern pattern, Filter filter) {
        return filter.operator() == Operator.EQUALS
                && facts.parents(pattern.entity()).stream()
                        .anyMatch(parent -> parent.roleName().equals(filter.path()));
    }

    static List<Raised> read(Facts facts) {
        return facts.requirements().entities().stream()
                .filter(entity -> !facts.isRead(entity.name()))
                .map(entity -> new Raised(
                        Subject.of(entity),
                        entity.place(),
                        facts.rows(entity.name()),
                        Map.of("entity", words(entity.name()))))
                .toList();
    }

    static List<Raised> created(Facts facts) {
        return facts.requirements().entities().stream()
                .filter(entity -> facts.growth(entity.name()) >= MANY_ROWS_A_DAY
                        && facts.patterns(entity.name(), Kind.CREATE).isEmpty())
                .map(entity -> new Raised(
                        Subject.of(entity),
                        entity.place(),
                        facts.rows(entity.name()),
                        Map.of("entity", words(entity.name()), "growth", Numbers.rows(facts.growth(entity.name())))))
                .toList();
    }

    static List<Raised> written(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Entity entity : facts.requirements().entities()) {
            List<String> names = ReachedMoment.unwritten(facts.requirements(), entity).stream()
                    .map(attribute -> "'" + attribute.name() + "'")
                    .toList();
            if (!names.isEmpty()) {
                found.add(new Raised(
                        Subject.of(entity),
                        entity.place(),
                        facts.rows(entity.name()),
                        Map.of("entity", words(entity.name()), "attributes", String.join(" and ", names))));
            }
        }
        return found;
    }

    /** Counts that a rule guards and that an update writes over, without a word whether it means to. */
    static List<Raised> overwrites(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (AccessPattern pattern : facts.patterns()) {
            List<String> counts = pattern.sets().stream()
                    .filter(set -> !pattern.setBy().containsKey(set) && isCount(facts, pattern.entity(), set))
                    .map(set -> "'" + set + "'")
                    .toList();
            if (!counts.isEmpty()) {
                found.add(about(facts, pattern, Map.of("attributes", String.join(" and ", counts))));
            }
        }
        return found;
    }

    private static boolean isCount(Facts facts, String entity, String name) {
        return facts.entity(entity)
                .flatMap(owner -> owner.attribute(name))
                .filter(attribute -> COUNTED.contains(attribute.type()) && attribute.required())
                .filter(attribute -> attribute.minimum() != null || facts.isChecked(entity, name))
                .isPresent();
    }

    static List<Raised> busy(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (AccessPattern pattern : facts.patterns()) {
            Entity entity = facts.entity(pattern.entity()).orElse(null);
            Double rate = pattern.ratePerSecond();
            if (pattern.kind() == Kind.CREATE && rate != null && entity != null && entity.volume() != null) {
                double aDay = rate * SECONDS_A_DAY;
                double growth = entity.volume().growthPerDay();
                boolean only = facts.patterns(entity.name(), Kind.CREATE).size() == 1;
                boolean tooFew = only && growth > 1.1 * aDay;
                boolean tooMany = growth > 0 && aDay > MOST_CREATES_PER_ROW * growth && entity.retention() == null;
                if (tooFew || tooMany) {
                    found.add(about(
                            facts,
                            pattern,
                            Map.of(
                                    "mismatch",
                                    "At its busiest rate it creates " + Numbers.rows(aDay) + " rows a day, but "
                                            + words(entity.name()) + " grows by " + Numbers.rows(growth) + ".")));
                }
            }
        }
        return found;
    }

    /** Rows that an aggregate reads: what its filters on references leave of the table. */
    static List<Raised> freshness(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (AccessPattern pattern : facts.patterns()) {
            if (pattern.kind() == Kind.AGGREGATE
                    && pattern.freshnessSeconds() == null
                    && pattern.sql() == null
                    && (pattern.latencyMillis() != null || pattern.ratePerSecond() != null)) {
                double rows = facts.rows(pattern.entity());
                for (Filter filter : pattern.filters()) {
                    rows /= selective(facts, pattern.entity(), filter);
                }
                if (rows >= SLOW_ROWS) {
                    found.add(about(facts, pattern, Map.of("rows", Numbers.rows(rows))));
                }
            }
        }
        return found;
    }

    private static double selective(Facts facts, String entity, Filter filter) {
        Optional<Relationship> parent = facts.parents(entity).stream()
                .filter(relationship -> relationship.roleName().equals(filter.path()))
                .findFirst();
        if (parent.isPresent() && filter.operator() == Operator.EQUALS) {
            return Math.max(1, facts.rows(parent.get().from()));
        }
        // a span of time is a small part of two years
        return Set.of(Operator.RANGE, Operator.LAST_DAYS).contains(filter.operator()) ? 24 : 1;
    }

    private static List<AccessPattern> deletions(Facts facts) {
        return facts.patterns().stream()
                .filter(pattern -> pattern.kind() == Kind.DELETE)
                .toList();
    }

    static List<Raised> deletion(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (AccessPattern pattern : deletions(facts)) {
            facts.children(pattern.entity()).stream()
                    .filter(child ->
                            !child.owned() && (child.onDelete() == null || child.onDelete() == OnDelete.RESTRICT))
                    .max(Comparator.comparingLong(child -> facts.rows(child.to())))
                    .ifPresent(child -> found.add(about(facts, pattern, Map.of("child", words(child.to())))));
        }
        return found;
    }

    static List<Raised> recoverable(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (AccessPattern pattern : deletions(facts)) {
            boolean chosen = pattern.filters().stream()
                    .anyMatch(filter -> !filter.values().isEmpty());
            List<Attribute> attributes =
                    facts.entity(pattern.entity()).map(Entity::attributes).orElse(List.of());
            attributes.stream()
                    .filter(attribute -> attribute.type() == BusinessType.MONEY
                            || attribute.status() != null
                                    && !attribute.status().transitions().isEmpty())
                    .findFirst()
                    .filter(attribute -> !chosen)
                    .ifPresent(attribute ->
                            found.add(about(facts, pattern, Map.of("attribute", "'" + attribute.name() + "'"))));
        }
        return found;
    }

    static List<Raised> cascade(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (AccessPattern pattern : deletions(facts)) {
            double own = Math.max(1, facts.rows(pattern.entity()));
            facts.children(pattern.entity()).stream()
                    .filter(child -> child.owned() || child.onDelete() == OnDelete.CASCADE)
                    .filter(child -> facts.rows(child.to()) / own >= MANY_CHILDREN)
                    .findFirst()
                    .ifPresent(child -> found.add(about(
                            facts,
                            pattern,
                            Map.of(
                                    "children",
                                    Facts.plural(child.to()),
                                    "count",
                                    Numbers.rows(facts.rows(child.to()) / own)))));
        }
        return found;
    }
}
