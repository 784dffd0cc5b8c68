package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import java.util.List;
import java.util.Set;

/** Columns that keep the name of a time zone. */
final class ZoneNames {
    private static final Set<List<String>> NAMES =
            Set.of(List.of("time", "zone"), List.of("timezone"), List.of("tz"), List.of("tzid"), List.of("zone", "id"));

    private ZoneNames() {}

    static boolean isZone(Column column) {
        List<String> words = NameWords.of(column.name());
        return FormattedType.of(column.type()).isText()
                && NAMES.stream()
                        .anyMatch(name -> words.size() >= name.size()
                                && words.subList(words.size() - name.size(), words.size())
                                        .equals(name));
    }
}
