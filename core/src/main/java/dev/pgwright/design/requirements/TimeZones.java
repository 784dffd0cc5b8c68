package dev.pgwright.design.requirements;

import dev.pgwright.finding.Spelling;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names of the IANA time zone database, as Java has them; PostgreSQL has the same. */
final class TimeZones {
    static final Set<String> NAMES = names();

    private TimeZones() {}

    private static Set<String> names() {
        Set<String> names = ZoneId.getAvailableZoneIds().stream()
                // Java's own three-letter names and those of the System V are not PostgreSQL's
                .filter(name -> name.contains("/") && !name.startsWith("SystemV/"))
                .collect(Collectors.toCollection(TreeSet::new));
        names.add("UTC");
        return Collections.unmodifiableSet(names);
    }

    /** What may have been meant. */
    static String hint(String wrong) {
        String example = "Write a name such as Europe/Berlin, America/New_York or UTC";
        return Spelling.nearest(wrong, NAMES)
                .map(near -> "Did you mean '" + near + "'? " + example)
                .orElse(example);
    }
}
