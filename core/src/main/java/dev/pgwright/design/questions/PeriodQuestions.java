package dev.pgwright.design.questions;

import static dev.pgwright.design.questions.Facts.words;

import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.ConsistencyRule;
import dev.pgwright.design.requirements.ConsistencyRule.NoOverlap;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is open about periods of time and the rules on them. */
final class PeriodQuestions {
    /** What starts and ends are called, by pairs. */
    private static final List<Map.Entry<String, String>> ENDS = List.of(
            Map.entry("starts", "ends"),
            Map.entry("start", "end"),
            Map.entry("begins", "ends"),
            Map.entry("begin", "end"),
            Map.entry("from", "until"),
            Map.entry("from", "to"),
            Map.entry("from", "through"),
            Map.entry("opened", "closed"),
            Map.entry("opens", "closes"),
            Map.entry("started", "ended"),
            Map.entry("started", "finished"));

    private PeriodQuestions() {}

    static boolean isPeriod(Attribute attribute) {
        return attribute.type() == BusinessType.PERIOD || attribute.type() == BusinessType.DATE_PERIOD;
    }

    /** A start and its end. */
    record Ends(Attribute start, Attribute end) {}

    static Optional<Ends> startOfPeriod(Entity entity) {
        for (Attribute start : entity.attributes()) {
            for (Attribute end : entity.attributes()) {
                if (Facts.isMoment(start) && start.type() == end.type() && arePair(start.name(), end.name())) {
                    return Optional.of(new Ends(start, end));
                }
            }
        }
        return Optional.empty();
    }

    /** {@code starts_at} and {@code ends_at}, {@code valid_from} and {@code valid_until}. */
    private static boolean arePair(String start, String end) {
        return ENDS.stream().anyMatch(pair -> {
            String from = "_" + start + "_";
            String to = "_" + end + "_";
            return from.contains("_" + pair.getKey() + "_")
                    && from.replace("_" + pair.getKey() + "_", "_" + pair.getValue() + "_")
                            .equals(to);
        });
    }

    static List<Raised> overlap(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Entity entity : facts.requirements().entities()) {
            boolean period = entity.attributes().stream().anyMatch(PeriodQuestions::isPeriod)
                    || startOfPeriod(entity).isPresent();
            List<Relationship> parents = EntityQuestions.requiredParents(facts, entity);
            if (period
                    && !parents.isEmpty()
                    && facts.rules(entity.name(), NoOverlap.class).isEmpty()) {
                found.add(EntityQuestions.about(
                        facts,
                        entity,
                        Map.of(
                                "entity",
                                words(entity.name()),
                                "parent",
                                parents.stream()
                                        .map(parent -> words(parent.roleName()))
                                        .collect(Collectors.joining(" or ")))));
            }
        }
        return found;
    }

    static List<Raised> ends(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (Entity entity : facts.requirements().entities()) {
            startOfPeriod(entity)
                    .filter(pair -> !facts.areCompared(
                            entity.name(), pair.start().name(), pair.end().name()))
                    .filter(pair -> facts.rules(entity.name(), NoOverlap.class).isEmpty())
                    .ifPresent(pair -> found.add(EntityQuestions.about(
                            facts,
                            entity,
                            Map.of(
                                    "entity", words(entity.name()),
                                    "start", "'" + pair.start().name() + "'",
                                    "end", "'" + pair.end().name() + "'"))));
        }
        return found;
    }

    static List<Raised> lastDay(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (ConsistencyRule rule : facts.requirements().rules()) {
            if (rule instanceof NoOverlap noOverlap
                    && noOverlap.period().size() == 2
                    && !facts.says(Subject.of(rule), "last_day")
                    && isDate(facts, noOverlap)) {
                found.add(new Raised(
                        Subject.of(rule),
                        rule.place(),
                        facts.rows(rule.entity()),
                        Map.of(
                                "entity",
                                words(rule.entity()),
                                "end",
                                "'" + noOverlap.period().get(1) + "'")));
            }
        }
        return found;
    }

    private static boolean isDate(Facts facts, NoOverlap rule) {
        return facts.entity(rule.entity())
                .flatMap(entity -> entity.attribute(rule.period().get(1)))
                .filter(attribute -> attribute.type() == BusinessType.DATE)
                .isPresent();
    }
}
