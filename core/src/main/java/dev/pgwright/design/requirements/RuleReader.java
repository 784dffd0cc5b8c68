package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.ConsistencyRule.Check;
import dev.pgwright.design.requirements.ConsistencyRule.NoOverlap;
import dev.pgwright.design.requirements.ConsistencyRule.UniqueTogether;
import dev.pgwright.design.requirements.ConsistencyRule.When;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads consistency rules against a model that is read already. */
final class RuleReader {
    private static final List<String> FORMS = List.of("unique", "no_overlap", "conserve", "check");

    private static final Map<String, List<String>> KEYS_OF_FORMS = Map.of(
            "within", List.of("no_overlap", "conserve"),
            "last_day", List.of("no_overlap"),
            "missing", List.of("unique"),
            "when", List.of("no_overlap"),
            "total", List.of("conserve"));

    private final Problems problems;
    private final Model model;
    private final Scalars scalars;
    private final Paths paths;
    private final References references;
    private final Expressions expressions;

    RuleReader(Problems problems, Model model) {
        this.problems = problems;
        this.model = model;
        this.scalars = new Scalars(problems);
        this.paths = new Paths(problems, model);
        this.references = new References(problems, model);
        this.expressions = new Expressions(problems, model);
    }

    List<ConsistencyRule> read(Section root) {
        List<ConsistencyRule> rules = new ArrayList<>();
        for (Scalars.Entry entry : root.entries("rules")) {
            String subject = "rule '" + entry.name() + "'";
            scalars.isName(entry.key(), entry.name(), "the name of " + subject);
            Section section = Section.read(problems, entry.value(), subject, Vocabulary.RULE);
            if (section != null) {
                readRule(entry, section).ifPresent(rules::add);
            }
        }
        model.entities().forEach(this::checkScopes);
        return rules;
    }

    /** What attributes are unique within, which was read before the roles were known. */
    private void checkScopes(Entity entity) {
        for (AttributeReader.Scope scope : model.scopes(entity.name())) {
            String subject = "attribute '" + entity.name() + "." + scope.attribute() + "'";
            if (scope.path().contains(".")) {
                problems.add(
                        scope.node(),
                        "'unique_within' of " + subject + " goes to another entity: '" + scope.path() + "'",
                        "It is about attributes and roles of '" + entity.name() + "' itself");
            } else if (scope.path().equals(scope.attribute())) {
                problems.add(
                        scope.node(), subject + " is unique within itself", "Name what its values are counted within");
            } else {
                paths.resolve(scope.node(), entity.name(), scope.path())
                        .filter(target -> target.type() != null && !TypeTraits.canBePartOfKey(target.type()))
                        .ifPresent(target -> problems.add(
                                scope.node(),
                                subject + " cannot be unique within '" + scope.path() + "': its type is "
                                        + Objects.requireNonNull(target.type()).word(),
                                null));
            }
        }
    }

    private boolean lastDay(Section section, String entity, List<String> period) {
        Boolean included = section.choice("last_day", Vocabulary.LAST_DAY);
        boolean dates = period.size() == 2
                && period.stream()
                        .allMatch(path -> model.attribute(entity, path)
                                .filter(attribute -> attribute.type() == BusinessType.DATE)
                                .isPresent());
        if (included != null && !dates && !period.isEmpty() && !model.isUnclear(entity)) {
            section.problem(
                    "last_day",
                    section.subject() + " cannot have 'last_day'",
                    "It is for a period of two dates; moments and periods say themselves where they end");
            return false;
        }
        return Boolean.TRUE.equals(included);
    }

    private Optional<ConsistencyRule> readRule(Scalars.Entry entry, Section section) {
        String entity = references.entity(section, "entity", "Name the entity whose rows must keep the rule");
        List<String> forms = FORMS.stream().filter(section::has).toList();
        if (forms.size() != 1) {
            problems.add(
                    entry.key(),
                    section.subject()
                            + (forms.isEmpty() ? " says nothing" : " says several things: " + Problems.quoted(forms)),
                    "A rule has one of " + String.join(", ", FORMS));
            return Optional.empty();
        }
        String form = forms.get(0);
        KEYS_OF_FORMS.forEach((key, users) -> {
            if (section.has(key) && !users.contains(form)) {
                section.problem(
                        key, section.subject() + " cannot have '" + key + "'", "It is for " + String.join(", ", users));
            }
        });
        if (entity == null) {
            return Optional.empty();
        }
        String because = section.text("because");
        if (form.equals("unique")) {
            List<String> unique = unique(section, entity);
            return Optional.of(new UniqueTogether(
                    problems.place(entry.key()),
                    entry.name(),
                    entity,
                    unique,
                    because,
                    section.choice("missing", Vocabulary.MISSING)));
        }
        if (form.equals("no_overlap")) {
            List<String> period = period(section, entity);
            return Optional.of(new NoOverlap(
                    problems.place(entry.key()),
                    entry.name(),
                    entity,
                    period,
                    lastDay(section, entity, period),
                    within(section, entity),
                    when(section, entity),
                    because));
        }
        if (form.equals("conserve")) {
            return new ConservationReader(problems, paths).read(entry, section, entity, within(section, entity));
        }
        String expression = section.text("check");
        if (expression != null) {
            expressions.check(section.requireNode("check"), expression, section.what("check"), entity);
        }
        return expression == null
                ? Optional.empty()
                : Optional.of(new Check(problems.place(entry.key()), entry.name(), entity, expression, because));
    }

    /** Attributes and roles of the entity itself; a constraint cannot look into another table. */
    private List<Paths.Target> own(Section section, String key, Map<String, Node> texts, String entity) {
        Map<String, Node> near = new LinkedHashMap<>();
        texts.forEach((path, node) -> {
            if (path.contains(".")) {
                problems.add(
                        node,
                        section.what(key) + " goes to another entity: '" + path + "'",
                        "A rule is about attributes and roles of '" + entity + "' itself");
            } else {
                near.put(path, node);
            }
        });
        List<Paths.Target> found = new ArrayList<>(paths.resolveAll(near, entity));
        found.removeIf(target -> {
            boolean aggregate = target.attribute() != null && target.attribute().overChildren() != null;
            Node node = near.get(target.path());
            if (aggregate && node != null) {
                problems.add(
                        node,
                        section.what(key) + " uses '" + target.path() + "', which is derived from children",
                        "A rule sees what a row itself keeps");
            }
            return aggregate;
        });
        return found;
    }

    private List<String> unique(Section section, String entity) {
        Map<String, Node> texts = section.distinctTexts("unique");
        for (Paths.Target target : own(section, "unique", texts, entity)) {
            BusinessType type = target.type();
            Node node = texts.get(target.path());
            if (node != null && type != null && !TypeTraits.canBePartOfKey(type)) {
                problems.add(
                        node,
                        section.subject() + " cannot make '" + target.path() + "' unique: its type is " + type.word(),
                        null);
            }
        }
        return List.copyOf(texts.keySet());
    }

    private List<String> within(Section section, String entity) {
        Map<String, Node> texts = section.distinctTexts("within");
        for (Paths.Target target : own(section, "within", texts, entity)) {
            BusinessType type = target.type();
            Node node = texts.get(target.path());
            if (node != null && type != null && !TypeTraits.operators(type).contains(AccessPattern.Operator.EQUALS)) {
                problems.add(
                        node,
                        section.subject() + " cannot compare '" + target.path() + "': its type is " + type.word(),
                        null);
            }
        }
        return List.copyOf(texts.keySet());
    }

    private List<String> period(Section section, String entity) {
        Map<String, Node> texts = section.distinctTexts("no_overlap");
        List<Paths.Target> targets = own(section, "no_overlap", texts, entity);
        if (texts.isEmpty() || targets.size() < texts.size()) {
            return List.copyOf(texts.keySet());
        }
        List<BusinessType> types = new ArrayList<>();
        targets.forEach(target -> {
            if (target.type() != null) {
                types.add(target.type());
            }
        });
        boolean onePeriod = types.size() == 1 && targets.size() == 1 && TypeTraits.PERIODS.contains(types.get(0));
        boolean startAndEnd = types.size() == 2
                && targets.size() == 2
                && types.get(0) == types.get(1)
                && TypeTraits.MOMENTS.contains(types.get(0));
        if (!onePeriod && !startAndEnd) {
            problems.add(
                    section.requireNode("no_overlap"),
                    section.what("no_overlap") + " is no period: [" + String.join(", ", texts.keySet()) + "]",
                    "Name one attribute of type period or date_period, or a start and an end, both date or both"
                            + " timestamp");
        }
        return List.copyOf(texts.keySet());
    }

    private @Nullable When when(Section section, String entity) {
        List<Scalars.Entry> entries = section.entries("when");
        if (entries.isEmpty()) {
            return null;
        }
        if (entries.size() > 1) {
            section.problem("when", section.what("when") + " must name one status", "Write { status: [confirmed] }");
            return null;
        }
        Scalars.Entry entry = entries.get(0);
        Map<String, Node> values = scalars.distinctTexts(entry.value(), section.what("when"));
        Optional<Paths.Target> target = own(section, "when", Map.of(entry.name(), entry.key()), entity).stream()
                .findFirst();
        if (target.isEmpty()) {
            return null;
        }
        Attribute attribute = target.get().attribute();
        if (attribute == null || attribute.status() == null) {
            problems.add(
                    entry.key(), section.what("when") + " names '" + entry.name() + "', which is not a status", null);
            return null;
        }
        List<String> known = attribute.status().values();
        values.forEach((value, node) -> {
            if (!known.contains(value)) {
                problems.add(
                        node,
                        "'" + entity + "." + entry.name() + "' has no value '" + value + "'",
                        Problems.choice(value, "Its values are", known));
            }
        });
        return new When(entry.name(), List.copyOf(values.keySet()));
    }
}
