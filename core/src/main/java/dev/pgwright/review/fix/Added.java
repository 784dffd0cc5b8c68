package dev.pgwright.review.fix;

import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.List;

/** The migration that a review adds where what it finds has been run already. */
final class Added {
    /** Its name, until it has a file. */
    static final String FILE = "(migration of fixes)";

    /** What its file is about. */
    static final String NAME = "review fixes";

    private Added() {}

    /** One with nothing in it, which is run as the last one of the history is. */
    static Migration migration(MigrationHistory history) {
        TransactionMode mode = history.migrations().stream()
                .filter(migration -> migration.kind() == Kind.VERSIONED)
                .map(migration -> migration.up().transactions())
                .reduce(TransactionMode.STATEMENT, (first, second) -> second);
        SourceFile source = SourceFile.of(FILE, "");
        Span all = new Span(0, 0);
        Script script = new Script(
                source, source, List.of(new Script.Piece(all, all)), List.of(), mode, "it is run as the others are");
        return new Migration(history.framework(), "", NAME, Kind.VERSIONED, script, null);
    }

    /** Where it comes: behind all that have a version, in front of what is run again and again. */
    static int place(MigrationHistory history) {
        List<Migration> all = history.migrations();
        int place = all.size();
        while (place > 0 && all.get(place - 1).kind() != Kind.VERSIONED) {
            place--;
        }
        return place == 0 ? all.size() : place;
    }
}
