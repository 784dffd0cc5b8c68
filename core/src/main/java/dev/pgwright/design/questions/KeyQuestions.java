package dev.pgwright.design.questions;

import dev.pgwright.design.decide.MissingValuesDecision;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.ConsistencyRule;
import dev.pgwright.design.requirements.ConsistencyRule.UniqueTogether;
import dev.pgwright.design.requirements.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is open about keys whose values may be missing. */
final class KeyQuestions {
    private KeyQuestions() {}

    static List<Raised> missingValues(Facts facts) {
        List<Raised> found = new ArrayList<>();
        for (ConsistencyRule rule : facts.requirements().rules()) {
            if (rule instanceof UniqueTogether unique && unique.missing() == null) {
                List<String> missing = unique.paths().stream()
                        .filter(path -> mayBeMissing(facts, rule.entity(), path))
                        .toList();
                if (!missing.isEmpty()) {
                    found.add(new Raised(
                            Subject.of(rule),
                            rule.place(),
                            facts.rows(rule.entity()),
                            Map.of(
                                    "entity",
                                    Facts.words(rule.entity()),
                                    "attributes",
                                    missing.stream().map(Facts::words).collect(Collectors.joining(" or ")),
                                    "taken",
                                    taken(facts, unique, missing))));
                }
            }
        }
        return found;
    }

    private static String taken(Facts facts, UniqueTogether rule, List<String> missing) {
        boolean fact = facts.entity(rule.entity())
                .filter(entity ->
                        missing.stream().anyMatch(path -> entity.attribute(path).isPresent()))
                .isPresent();
        int postgres = facts.requirements().project().postgres();
        MissingValuesDecision.Leaf leaf = MissingValuesDecision.leaf(rule, fact, true, postgres);
        return leaf.equal()
                ? "Yes: the key is UNIQUE NULLS NOT DISTINCT."
                : leaf == MissingValuesDecision.Leaf.FACT_MISSING
                        ? "No: what is not known is not the same."
                        : "No: before PostgreSQL 15 a unique key cannot compare them.";
    }

    private static boolean mayBeMissing(Facts facts, String entity, String path) {
        Optional<Attribute> attribute = facts.entity(entity).flatMap(found -> found.attribute(path));
        return attribute.isPresent()
                ? !attribute.get().required()
                : facts.parents(entity).stream()
                        .anyMatch(parent -> parent.roleName().equals(path) && !parent.required());
    }
}
