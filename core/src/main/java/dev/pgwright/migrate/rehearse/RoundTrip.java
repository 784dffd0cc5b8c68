package dev.pgwright.migrate.rehearse;

import dev.pgwright.load.migrations.Migration;
import dev.pgwright.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of running a migration and then its way back.
 *
 * @param place where to look: the script that failed, else the way back
 * @param details of the verdict: differences, or the server's message; when the way back is exact, of columns that are now in
 *     another order, if there are any
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

    /** How near to the state before the way back comes. */
    public enum Verdict {
        /** Schema and rows are as before, but for the order of columns, which nothing gives back. */
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
