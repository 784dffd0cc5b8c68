package dev.pgwright.design.decide;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Entity;
import java.util.List;
import java.util.stream.Stream;

/** What an index costs whoever writes. */
final class WriteCost {
    /** Index tuple header and line pointer, PostgreSQL's itup.h and itemid.h; bytes. */
    private static final int ENTRY_OVERHEAD = 12;

    private WriteCost() {}

    static String words(Mapping mapping, TableDraft table, Index index) {
        String written = switch (index.method()) {
            case "gin" -> "one entry a word or element, merged in batches by autovacuum (pending list)";
            case "gist" -> "several page visits an insert";
            case "brin" -> "next to nothing: a few bytes for every 128 pages";
            default -> "about " + entryBytes(table, index) + " bytes a row" + growth(mapping, table);
        };
        Stream<String> updated = mapping.requirements().accessPatterns().stream()
                .filter(pattern -> pattern.kind() == AccessPattern.Kind.UPDATE
                        && mapping.table(pattern.entity()).name().equals(table.name))
                .flatMap(pattern -> pattern.sets().stream());
        List<String> changed = Stream.concat(updated, oftenChanging(mapping, table))
                .filter(column -> covers(index, column))
                .distinct()
                .sorted()
                .toList();
        return changed.isEmpty()
                ? written
                : written + "; updates of " + String.join(", ", changed) + " cannot be heap-only";
    }

    /** The attributes of which the requirements say it themselves; what the entity says is no word about each of them. */
    private static Stream<String> oftenChanging(Mapping mapping, TableDraft table) {
        return mapping.tables().stream()
                .filter(candidate -> candidate.name().equals(table.name))
                .flatMap(candidate -> candidate.entity().attributes().stream())
                .filter(attribute -> attribute.changes() == Entity.Changes.OFTEN || attribute.overChildren() != null)
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
                .mapToInt(key -> table.columns.stream()
                        .filter(column -> column.name().equals(key))
                        .mapToInt(column -> Widths.bytes(column.type()))
                        .findFirst()
                        .orElse(8))
                .sum();
        return ENTRY_OVERHEAD + (width + 7) / 8 * 8;
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
