package dev.pgwright.design.decide;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.decide.IndexTypeDecision.Leaf;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.model.GroupRule;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.model.IntendedAccess.Means;
import dev.pgwright.design.model.IntendedAccess.Step;
import dev.pgwright.design.model.PlannedIndex;
import dev.pgwright.design.requirements.AccessPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the indexes: for every access pattern equality, then sort, then range; for every foreign key one that starts
 * with its columns; and none that another already serves.
 */
final class IndexPlanner {
    /** Fewer rows are read as a whole in less time than an index is worth. */
    private static final long MANY_EXPIRING = 100_000;

    private final Mapping mapping;
    private final Draft draft;
    private final Map<String, String> constraintOfRule;
    private final Map<Index, PlannedIndexDraft> planned = new LinkedHashMap<>();
    private final List<IntendedAccess> accesses = new ArrayList<>();

    private record PlannedIndexDraft(TableDraft table, Leaf type, List<String> serves) {}

    IndexPlanner(Mapping mapping, Draft draft, Map<String, String> constraintOfRule) {
        this.mapping = mapping;
        this.draft = draft;
        this.constraintOfRule = constraintOfRule;
    }

    List<PlannedIndex> plan() {
        List<IndexNeed> needs = new ArrayList<>();
        PatternNeeds patternNeeds = new PatternNeeds(mapping, draft);
        for (AccessPattern pattern : mapping.requirements().accessPatterns()) {
            needs.addAll(patternNeeds.of(pattern));
        }
        for (TableDraft table : draft.tables) {
            for (Constraint constraint : table.constraints) {
                if (constraint instanceof Constraint.ForeignKey key) {
                    needs.add(new IndexNeed(
                            table, Leaf.BTREE_EQUALITY, key.columns(), List.of(), null, List.of(), key.name()));
                }
            }
        }
        needs.addAll(draft.needs);
        needs.addAll(expiring());
        for (GroupRule rule : draft.groupRules) {
            needs.add(new IndexNeed(
                    draft.table(rule.table()),
                    Leaf.BTREE_EQUALITY,
                    rule.group(),
                    List.of(),
                    null,
                    List.of(),
                    rule.constraints().get(0)));
        }
        // the widest first: it may serve the narrower ones
        needs.stream()
                .sorted(Comparator.comparingInt(IndexNeed::width).reversed())
                .forEach(this::satisfy);
        planned.forEach((index, made) -> made.table().indexes.add(index));
        joined();
        return planned.entrySet().stream()
                .map(entry -> new PlannedIndex(
                        entry.getValue().table().name,
                        entry.getKey(),
                        entry.getValue().type().words(),
                        entry.getValue().serves(),
                        WriteCost.words(mapping, entry.getValue().table(), entry.getKey())))
                .sorted(Comparator.comparing(PlannedIndex::table)
                        .thenComparing(index -> index.index().name()))
                .toList();
    }

    /** How each query is meant to get at its rows; known after {@link #plan()}. */
    List<IntendedAccess> accesses() {
        return accesses.stream().sorted().distinct().toList();
    }

    private void joined() {
        AccessFinder finder = new AccessFinder(mapping, draft);
        for (AccessPattern pattern : mapping.requirements().accessPatterns()) {
            if (pattern.sql() != null) {
                continue;
            }
            accesses.addAll(finder.joined(pattern));
            boolean reads = pattern.kind() != AccessPattern.Kind.CREATE;
            EntityTable table = mapping.table(pattern.entity());
            Optional<OverlapQuery> overlap = OverlapQuery.of(mapping, pattern);
            overlap.ifPresent(found -> accesses.add(new IntendedAccess(
                    pattern.name(),
                    table.name(),
                    Means.EXCLUSION,
                    List.of(constraintOfRule.getOrDefault(found.rule().name(), "")),
                    Step.FILTER)));
            boolean found = accesses.stream()
                    .anyMatch(access -> access.query().equals(pattern.name()) && access.step() == Step.FILTER);
            if (reads && !found) {
                accesses.add(
                        new IntendedAccess(pattern.name(), table.name(), Means.WHOLE_TABLE, List.of(), Step.FILTER));
            }
        }
    }

    private void serve(IndexNeed need, Means means, List<String> names) {
        boolean query = mapping.requirements().accessPatterns().stream()
                .anyMatch(pattern -> pattern.name().equals(need.servedName()));
        if (query) {
            accesses.add(new IntendedAccess(need.servedName(), need.table().name, means, names, Step.FILTER));
        }
    }

    /** Rows that expire one by one are found by their age, batch after batch. */
    private List<IndexNeed> expiring() {
        return mapping.tables().stream()
                .filter(table -> table.partitionColumn() == null
                        && table.entity().retention() != null
                        && table.entity().volume() != null
                        && table.entity().volume().rowsAfter(SchemaDesigner.HORIZON_DAYS) >= MANY_EXPIRING)
                .map(table -> new IndexNeed(
                        draft.table(table.name()),
                        Leaf.BTREE_RANGE,
                        List.of(),
                        List.of(IndexElement.column(
                                java.util.Objects.requireNonNull(table.entity().retention())
                                        .by())),
                        null,
                        List.of(),
                        "expire_" + table.name().name()))
                .toList();
    }

    private void satisfy(IndexNeed need) {
        if (servedByConstraint(need)) {
            return;
        }
        for (var entry : planned.entrySet()) {
            boolean sameTable = entry.getValue().table() == need.table();
            if (sameTable && serves(entry.getKey(), need)) {
                entry.getValue().serves().add(need.servedName());
                serve(need, Means.INDEX, List.of(entry.getKey().name()));
                return;
            }
        }
        if (need.type() == Leaf.GIN_TRIGRAM) {
            draft.extensions.add("pg_trgm");
        }
        List<String> words = new ArrayList<>(need.elements().stream()
                .map(IndexElement::key)
                .filter(key -> !key.equals(mapping.tenantColumn().orElse(null)) || need.width() == 1)
                .toList());
        if (!need.label().isEmpty()) {
            words.add(need.label());
        }
        String name = draft.naming.constraint(need.table().name.name(), words, "idx");
        Index index = Index.of(name, need.type().method(), need.elements())
                .withPredicate(need.predicate())
                .withInclude(need.include());
        planned.put(
                index, new PlannedIndexDraft(need.table(), need.type(), new ArrayList<>(List.of(need.servedName()))));
        serve(need, Means.INDEX, List.of(name));
    }

    private static boolean serves(Index index, IndexNeed need) {
        if (!index.method().equals(need.type().method())) {
            return false;
        }
        if (!index.method().equals("btree")) {
            return index.elements().equals(need.elements());
        }
        return index.include().containsAll(need.include()) && need.servedBy(index.elements(), index.predicate());
    }

    private boolean servedByConstraint(IndexNeed need) {
        if (!need.type().method().equals("btree")) {
            return false;
        }
        List<String> names = new ArrayList<>();
        Means means = Means.UNIQUE;
        for (Constraint constraint : need.table().constraints) {
            List<String> columns = constraint instanceof Constraint.PrimaryKey key
                    ? key.columns()
                    : constraint instanceof Constraint.Unique unique ? unique.columns() : List.of();
            if (columns.isEmpty()) {
                continue;
            }
            List<IndexElement> keys = columns.stream().map(IndexElement::column).toList();
            if (need.findsOneRowBy(columns) || (need.include().isEmpty() && need.servedBy(keys, null))) {
                names.add(constraint.name());
                means = constraint instanceof Constraint.PrimaryKey ? Means.PRIMARY_KEY : means;
            }
        }
        if (names.isEmpty()) {
            return false;
        }
        serve(need, means, names);
        return true;
    }
}
