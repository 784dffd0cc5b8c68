package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Include;
import dev.pgwright.design.requirements.AccessPattern.Kind;
import dev.pgwright.design.requirements.AccessPattern.Measure;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.AccessPattern.Sort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads access patterns against a model that is read already. */
final class AccessPatternReader {
    private static final Map<Kind, Set<String>> KEYS = Map.of(
            Kind.GET, Set.of("return", "include", "filter"),
            Kind.LIST, Set.of("return", "include", "filter", "sort", "page"),
            Kind.AGGREGATE, Set.of("filter", "group_by", "measures", "sort", "page", "freshness"),
            Kind.CREATE, Set.of(),
            Kind.UPDATE, Set.of("filter", "set"),
            Kind.DELETE, Set.of("filter"));
    private static final List<String> SHAPE =
            List.of("return", "include", "filter", "sort", "page", "group_by", "measures", "set", "freshness");
    private static final int MAX_PAGE = 1000;
    /** A server answers some ten thousand; what is asked more often is a slip of a unit. */
    private static final double MOST_CALLS = 1e7;

    private final Problems problems;
    private final Scalars scalars;
    private final Model model;
    private final Paths paths;
    private final References references;
    private final MeasureReader measures;
    private final Statements statements;
    private final FilterReader filters;
    private final SetReader sets;
    private final Keys keys;

    AccessPatternReader(Problems problems, Model model, Keys keys) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.model = model;
        this.paths = new Paths(problems, model);
        this.references = new References(problems, model);
        this.measures = new MeasureReader(problems, paths);
        this.statements = new Statements(problems);
        this.filters = new FilterReader(problems, model);
        this.sets = new SetReader(problems, model);
        this.keys = keys;
    }

    List<AccessPattern> read(Section root) {
        List<AccessPattern> patterns = new ArrayList<>();
        for (Scalars.Entry entry : root.entries("access_patterns")) {
            String subject = "access pattern '" + entry.name() + "'";
            scalars.isName(entry.key(), entry.name(), "the name of " + subject);
            Section section = Section.read(problems, entry.value(), subject, Vocabulary.ACCESS_PATTERN);
            if (section != null) {
                readPattern(entry, section).ifPresent(patterns::add);
            }
        }
        return patterns;
    }

    private Optional<AccessPattern> readPattern(Scalars.Entry entry, Section section) {
        Node kindNode =
                section.require("kind", "Write kind: " + String.join(", or ", Vocabulary.PATTERN_KINDS.keySet()));
        Kind kind = kindNode == null ? null : scalars.choice(kindNode, section.what("kind"), Vocabulary.PATTERN_KINDS);
        String entity = references.entity(section, "entity", "Name the entity whose rows are read or changed");
        Double rate = rate(section);
        Double latency = latency(section);
        String sql = section.text("sql");
        if (kind == null || entity == null) {
            return Optional.empty();
        }
        refuseKeysOfOtherKinds(section, kind, sql != null);
        List<Filter> read = filters.read(section, entity);
        boolean updates = kind == Kind.UPDATE;
        Map<String, Node> set = updates ? sets.named(section) : Map.of();
        List<String> groups = groups(section, entity);
        List<Measure> measured = kind == Kind.AGGREGATE ? measures.read(section, entity) : List.of();
        AccessPattern pattern = new AccessPattern(
                problems.place(entry.key()),
                entry.name(),
                section.text("description"),
                kind,
                entity,
                paths(section, "return", entity),
                includes(section, entity),
                read,
                kind == Kind.LIST ? sorts(section, entity) : List.of(),
                section.integer("page", 1, MAX_PAGE),
                groups,
                measured,
                kind == Kind.AGGREGATE ? measures.ranks(section, groups, measured) : List.of(),
                List.copyOf(set.keySet()),
                updates ? sets.how(section) : Map.of(),
                rate,
                latency,
                sql,
                freshness(section));
        if (sql == null) {
            checkShape(section, pattern, set);
        } else {
            statements.check(section.requireNode("sql"), sql, section.what("sql"), kind);
        }
        return Optional.of(pattern);
    }

    private @Nullable Double rate(Section section) {
        Node node = section.node("rate");
        String text = node == null ? null : scalars.text(node, section.what("rate"));
        if (node == null || text == null) {
            return null;
        }
        Double rate = Amounts.perSecond(text);
        if (rate == null || rate < 0 || rate > 1e9) {
            problems.add(
                    node,
                    section.what("rate") + " must be calls per time, not '" + text + "'",
                    "Write a rate such as 500/s or 10k/day; the units are "
                            + String.join(", ", Amounts.RATE_UNITS.keySet()));
            return null;
        }
        if (rate > MOST_CALLS) {
            problems.add(
                    node,
                    section.what("rate") + " is " + Math.round(rate)
                            + " calls a second, which hundreds of servers do not answer",
                    "Check the unit: k, M or B, and what it is per; what a cache answers does not reach the database");
            return null;
        }
        return rate;
    }

    private @Nullable Double latency(Section section) {
        Node node = section.node("latency");
        String text = node == null ? null : scalars.text(node, section.what("latency"));
        if (node == null || text == null) {
            return null;
        }
        Double latency = Amounts.milliseconds(text);
        if (latency == null || latency <= 0) {
            boolean number = Amounts.plainNumber(text) != null;
            problems.add(
                    node,
                    section.what("latency") + (number ? " has no unit: '" : " must be a time, not '") + text + "'",
                    number ? "Write " + text + " ms, or " + text + " s" : "Write a time such as 20 ms or 1.5 s");
            return null;
        }
        return latency;
    }

    private @Nullable Long freshness(Section section) {
        Node node = section.node("freshness");
        String text = node == null ? null : scalars.text(node, section.what("freshness"));
        if (node == null || text == null) {
            return null;
        }
        Long seconds = Amounts.seconds(text);
        if (seconds == null || seconds < 1) {
            problems.add(
                    node,
                    section.what("freshness") + " must be a time, not '" + text + "'",
                    "Write a number and seconds, minutes, hours or days, such as 5 minutes; leave it out where the"
                            + " numbers must be exact");
            return null;
        }
        return seconds;
    }

    private void refuseKeysOfOtherKinds(Section section, Kind kind, boolean sql) {
        Set<String> allowed = KEYS.getOrDefault(kind, Set.of());
        for (String key : SHAPE) {
            if (!section.has(key)) {
                continue;
            }
            if (sql) {
                section.problem(
                        key,
                        section.subject() + " has both 'sql' and '" + key + "'",
                        "Describe the query by keys, or write it in 'sql', but not both");
            } else if (!allowed.contains(key)) {
                section.problem(
                        key,
                        section.subject() + " cannot have '" + key + "': it is " + article(kind),
                        allowed.isEmpty()
                                ? "It takes every attribute of its entity"
                                : "It can have: "
                                        + String.join(
                                                ", ",
                                                SHAPE.stream()
                                                        .filter(allowed::contains)
                                                        .toList()));
            }
        }
    }

    private static String article(Kind kind) {
        return (kind == Kind.AGGREGATE || kind == Kind.UPDATE ? "an " : "a ") + kind.word();
    }

    private List<String> paths(Section section, String key, String entity) {
        Map<String, Node> texts = section.distinctTexts(key);
        paths.resolveAll(texts, entity);
        return List.copyOf(texts.keySet());
    }

    private List<String> groups(Section section, String entity) {
        Map<String, Node> texts = section.distinctTexts("group_by");
        for (Paths.Target target : paths.resolveAll(texts, entity)) {
            BusinessType type = target.type();
            if (type != null && !TypeTraits.sorts(type)) {
                Node node = texts.get(target.path());
                problems.add(
                        node == null ? section.requireNode("group_by") : node,
                        section.subject() + " cannot group by '" + target.path() + "': its type is " + type.word(),
                        null);
            }
        }
        return List.copyOf(texts.keySet());
    }

    private List<Include> includes(Section section, String entity) {
        List<Include> includes = new ArrayList<>();
        for (Scalars.Entry entry : section.entries("include")) {
            String child = entry.name();
            String what = "the include of '" + child + "' in " + section.subject();
            if (!model.entityNames().contains(child)) {
                problems.add(
                        entry.key(),
                        what + " names no entity",
                        Problems.choice(child, "The entities are", model.entityNames()));
                continue;
            }
            long ways = model.roles(child).values().stream()
                    .filter(role -> role.entity().equals(entity))
                    .count();
            if (ways == 0 && !model.hasUnclearRoles(child)) {
                problems.add(
                        entry.key(),
                        what + " is not possible: no relationship leads from '" + entity + "' to '" + child + "'",
                        model.roles(entity).values().stream()
                                        .anyMatch(role -> role.entity().equals(child))
                                ? "There is one '" + child + "' for each '" + entity + "': write it in 'return'"
                                : null);
                continue;
            }
            if (ways > 1) {
                problems.add(
                        entry.key(),
                        what + " is ambiguous: " + ways + " relationships lead from '" + entity + "' to '" + child
                                + "'",
                        "Write the query in 'sql'");
            }
            Map<String, Node> texts = scalars.distinctTexts(entry.value(), what);
            paths.resolveAll(texts, child);
            includes.add(new Include(problems.place(entry.key()), child, List.copyOf(texts.keySet())));
        }
        return includes;
    }

    private List<Sort> sorts(Section section, String entity) {
        List<Sort> sorts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Node node : section.list("sort")) {
            String text = scalars.text(node, "a value of " + section.what("sort"));
            if (text == null) {
                continue;
            }
            boolean descending = text.startsWith("-");
            String path = descending ? text.substring(1).strip() : text;
            if (!seen.add(path)) {
                problems.add(node, section.subject() + " sorts by '" + path + "' twice", null);
                continue;
            }
            paths.resolve(node, entity, path).ifPresent(target -> checkSort(node, section, target));
            sorts.add(new Sort(problems.place(node), path, descending));
        }
        return sorts;
    }

    private void checkSort(Node node, Section section, Paths.Target target) {
        BusinessType type = target.type();
        if (target.role() != null) {
            problems.add(
                    node,
                    section.subject() + " cannot sort by the role '" + target.path() + "'",
                    "Sort by an attribute of it: " + target.path() + ".name or another");
        } else if (type != null && !TypeTraits.sorts(type)) {
            problems.add(
                    node,
                    section.subject() + " cannot sort by '" + target.path() + "': its type is " + type.word(),
                    null);
        }
    }

    private void checkShape(Section section, AccessPattern pattern, Map<String, Node> set) {
        switch (pattern.kind()) {
            case GET -> {
                if (!section.has("filter")) {
                    section.problem(
                            "kind", section.subject() + " is a get and needs 'filter'", "Write filter: { id: equals }");
                } else {
                    checkGet(section, pattern);
                }
            }
            case LIST -> checkNearest(section, pattern);
            case AGGREGATE, CREATE -> {}
            case UPDATE -> {
                needsFilter(section);
                sets.check(section, pattern, set);
            }
            case DELETE -> needsFilter(section);
        }
    }

    private static void needsFilter(Section section) {
        if (!section.has("filter")) {
            section.problem(
                    "kind",
                    section.subject() + " has no 'filter' and would change every row",
                    "Write filter: { id: equals }");
        }
    }

    private void checkGet(Section section, AccessPattern pattern) {
        Set<String> equal = new HashSet<>();
        for (Filter filter : pattern.filters()) {
            if (filter.operator() == Operator.EQUALS) {
                equal.add(filter.path());
            }
        }
        if (section.entries("filter").size() == pattern.filters().size() && !keys.atMostOne(pattern.entity(), equal)) {
            section.problem(
                    "filter",
                    section.subject() + " is a get, but its filter may find many rows",
                    "Filter by equals on a key of '" + pattern.entity() + "': "
                            + String.join("; ", keys.shown(pattern.entity())) + "; or make it a list");
        }
    }

    private static void checkNearest(Section section, AccessPattern pattern) {
        boolean nearest = pattern.filters().stream().anyMatch(filter -> filter.operator() == Operator.NEAREST);
        if (nearest && !pattern.sort().isEmpty()) {
            section.problem(
                    "sort",
                    section.subject() + " is sorted by distance already: it filters by nearest",
                    "Remove 'sort'");
        }
    }
}
