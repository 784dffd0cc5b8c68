package dev.pgwright.migrate.rehearse;

import dev.pgwright.load.migrations.Migration;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of running a migration and then its way back.
 *
 * @param place where to look: the script that failed, else the way back
 * @param details of the verdict: differences, or the server's message; when the way back is exact, what is another one without
 *     counting: the order of columns, white space of routines
 * @param unchecked why rows were not compared, null when they were
 */
public record RoundTrip(
        Migration migration,
        Verdict verdict,
        Place place,
        List<String> details,
        @Nullable String unchecked) {
    public RoundTrip {
        details = List.copyOf(details);
    }

    /** The same with one detail more. */
    RoundTrip with(String detail) {
        List<String> more = new ArrayList<>(details);
        more.add(detail);
        return new RoundTrip(migration, verdict, place, more, unchecked);
    }

    /** How near to the state before the way back comes. */
    public enum Verdict {
        /** Schema and rows are as before, but for the order of columns, which nothing gives back, and white space of routines. */
        EXACT("exact"),
        /** The schema is another one than before. */
        DIFFERS("differs"),
        /** The schema is as before, but rows or values are gone. */
        LOSES_DATA("loses data"),
        /** The migration or its way back does not run. */
        FAILS("fails"),
        /** There is no way back. */
        NONE("no way back");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** As outputs say it. */
        public String word() {
            return word;
        }
    }
}
