package dev.pgwright.design.decide;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.decide.Demand.Constant;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Entity;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an index costs whoever writes. */
final class WriteCost {
    /** Index tuple header and line pointer, PostgreSQL's itup.h and itemid.h; bytes. */
    private static final int ENTRY_OVERHEAD = 12;
    /** An entry of a B-tree, in row visits: the page is found and dirtied, and logged. */
    private static final double BTREE_ENTRY = 2;

    private static final double GIN_ROW = 10;
    private static final double GIST_ENTRY = 5;
    private static final double BRIN_ROW = 0.01;

    private WriteCost() {}

    static String words(Mapping mapping, TableDraft table, Index index) {
        String written = switch (index.method()) {
            case "gin" -> "one entry a word or element, merged in batches by autovacuum (pending list)";
            case "gist" -> "several page visits an insert";
            case "brin" -> "next to nothing: a few bytes for every 128 pages";
            default -> "about " + entryBytes(table, index) + " bytes a row" + growth(mapping, table);
        };
        Stream<String> updated = updates(mapping, table).flatMap(pattern -> columns(mapping, pattern).stream());
        List<String> changed = Stream.concat(updated, oftenChanging(mapping, table))
                .filter(column -> covers(index, column))
                .distinct()
                .sorted()
                .toList();
        return changed.isEmpty()
                ? written
                : written + "; updates of " + String.join(", ", changed) + " cannot be heap-only";
    }

    /**
     * Row visits a second in the busy hour that keeping an index costs.
     *
     * @param added the columns that it has and that no index has that is there anyway: an update of one of them is no
     *     longer heap-only, and writes an entry into every index of the table
     * @param others indexes of the table beside it
     */
    static double perSecond(
            Mapping mapping, Selectivity selectivity, EntityTable table, IndexNeed need, Collection<IndexNeed> others) {
        double entry = switch (need.type().method()) {
            case "gin" -> GIN_ROW;
            case "gist" -> GIST_ENTRY;
            case "brin" -> BRIN_ROW;
            default -> BTREE_ENTRY;
        };
        double held =
                need.constants().stream().mapToDouble(Constant::fraction).reduce(1, (left, right) -> left * right);
        return selectivity.insertsPerSecond(table) * entry * Math.min(1, 2 * held)
                + updatesPerSecond(mapping, selectivity, table, need, others, entry);
    }

    /** What it costs to give an index that is there anyway more columns. */
    static double widening(
            Mapping mapping, Selectivity selectivity, EntityTable table, IndexNeed wide, Collection<IndexNeed> others) {
        return selectivity.insertsPerSecond(table) * BTREE_ENTRY / 10
                + updatesPerSecond(mapping, selectivity, table, wide, others, BTREE_ENTRY);
    }

    private static double updatesPerSecond(
            Mapping mapping,
            Selectivity selectivity,
            EntityTable table,
            IndexNeed need,
            Collection<IndexNeed> others,
            double entry) {
        Set<String> own = indexed(need);
        Set<String> there = new HashSet<>();
        others.forEach(other -> there.addAll(indexed(other)));
        double cost = 0;
        for (Attribute attribute : ReachedMoment.unwritten(mapping.requirements(), table.entity())) {
            if (own.contains(attribute.name())) {
                double perSecond = selectivity.insertsPerSecond(table) * selectivity.present(table, attribute.name());
                cost += perSecond * (entry + (there.contains(attribute.name()) ? 0 : others.size() * BTREE_ENTRY));
            }
        }
        for (AccessPattern pattern : updates(mapping, table.name()).toList()) {
            List<String> changed = columns(mapping, pattern);
            if (pattern.ratePerSecond() != null && changed.stream().anyMatch(own::contains)) {
                boolean heapOnlyBefore = changed.stream().noneMatch(there::contains);
                cost += pattern.ratePerSecond() * (entry + (heapOnlyBefore ? others.size() * BTREE_ENTRY : 0));
            }
        }
        return cost;
    }

    /** The columns an update of which needs a new entry, or a look at the predicate. */
    private static Set<String> indexed(IndexNeed need) {
        Set<String> columns = need.columns();
        need.constants().forEach(constant -> columns.add(constant.column()));
        return columns;
    }

    private static Stream<AccessPattern> updates(Mapping mapping, TableDraft table) {
        return updates(mapping, table.name);
    }

    private static Stream<AccessPattern> updates(Mapping mapping, dev.pgwright.catalog.QualifiedName table) {
        return mapping.requirements().accessPatterns().stream()
                .filter(pattern -> pattern.kind() == AccessPattern.Kind.UPDATE
                        && mapping.table(pattern.entity()).name().equals(table));
    }

    private static List<String> columns(Mapping mapping, AccessPattern update) {
        return update.sets().stream()
                .map(set -> mapping.reference(update.entity(), set)
                        .map(Reference::column)
                        .orElse(set))
                .toList();
    }

    /** Whether rows of a table change so often that few of its pages are known to be visible to all. */
    static boolean changes(Mapping mapping, EntityTable table, Collection<String> columns) {
        Set<String> updated = updates(mapping, table.name())
                .flatMap(pattern -> columns(mapping, pattern).stream())
                .collect(Collectors.toSet());
        return table.entity().changes() == Entity.Changes.OFTEN
                || columns.stream().anyMatch(updated::contains)
                || table.entity().attributes().stream()
                        .anyMatch(attribute -> columns.contains(attribute.name())
                                && (changes(attribute)
                                        || ReachedMoment.is(mapping.requirements(), table.entity(), attribute)));
    }

    private static boolean changes(Attribute attribute) {
        boolean lives =
                attribute.status() != null && !attribute.status().transitions().isEmpty();
        return lives || attribute.changes() == Entity.Changes.OFTEN;
    }

    /**
     * The attributes of which the requirements say it themselves, or ask whether they are there yet; what the entity says is
     * no word about each of them.
     */
    private static Stream<String> oftenChanging(Mapping mapping, TableDraft table) {
        return mapping.tables().stream()
                .filter(candidate -> candidate.name().equals(table.name))
                .flatMap(candidate -> candidate.entity().attributes().stream()
                        .filter(attribute -> changes(attribute)
                                || attribute.overChildren() != null
                                || ReachedMoment.is(mapping.requirements(), candidate.entity(), attribute)))
                .map(Attribute::name);
    }

    private static boolean covers(Index index, String column) {
        boolean inPredicate = index.predicate() != null
                && List.of(index.predicate().split("[^A-Za-z0-9_]+")).contains(column);
        return inPredicate
                || index.include().contains(column)
                || index.elements().stream().anyMatch(element -> element.key().equals(column));
    }

    private static int entryBytes(TableDraft table, Index index) {
        int width = Stream.concat(index.elements().stream().map(IndexElement::key), index.include().stream())
                .mapToInt(key -> bytes(table, key))
                .sum();
        return ENTRY_OVERHEAD + (width + 7) / 8 * 8;
    }

    /** Bytes of a column's values. */
    static int bytes(TableDraft table, String name) {
        return table.columns.stream()
                .filter(column -> column.name().equals(name))
                .mapToInt(column -> Widths.bytes(column.type()))
                .findFirst()
                .orElse(8);
    }

    private static String growth(Mapping mapping, TableDraft table) {
        return mapping.tables().stream()
                .filter(candidate -> candidate.name().equals(table.name))
                .map(candidate -> candidate.entity().volume())
                .filter(volume -> volume != null && volume.growthPerDay() >= 1)
                .map(Entity.Volume::growthPerDay)
                .findFirst()
                .map(perDay -> ", " + Numbers.rows(perDay) + " rows a day")
                .orElse("");
    }
}
