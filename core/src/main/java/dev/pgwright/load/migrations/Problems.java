package dev.pgwright.load.migrations;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Finding;
import dev.pgwright.finding.Severity;
import dev.pgwright.source.Place;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a folder of migrations. */
final class Problems {
    static final String UNREADABLE = "migration-unreadable";
    static final String ENCODING = "migration-encoding";
    static final String TOO_LARGE = "migration-too-large";
    static final String NONE = "no-migrations";
    static final String NAME = "migration-name";
    static final String DUPLICATE = "duplicate-migration-version";
    static final String DOWN_ALONE = "migration-down-without-up";
    static final String EMPTY = "empty-migration";
    static final String FORM = "migration-form";
    static final String TEMPLATE = "template-not-read";
    static final String CHANGE = "change-not-read";
    static final String CONFIGURATION = "tool-configuration";
    static final String ROWS = "rows-not-read";
    static final String ASSUMED = "migration-assumed";

    private final TreeSet<Finding> found = new TreeSet<>();

    void error(String id, Place place, String message, @Nullable String hint) {
        found.add(new Finding(id, Severity.ERROR, place, message, hint, Evidence.DERIVED));
    }

    void warning(String id, Place place, String message, @Nullable String hint) {
        found.add(new Finding(id, Severity.WARNING, place, message, hint, Evidence.DERIVED));
    }

    /** What is taken to be so without being known. */
    void note(String id, Place place, String message, @Nullable String hint) {
        found.add(new Finding(id, Severity.ADVICE, place, message, hint, Evidence.DERIVED));
    }

    static Place at(Path path) {
        return Place.of(path.toString());
    }

    /** What the system says of a file that it does not give; the file itself is in the place. */
    static String unreadable(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "it cannot be read: permission denied";
        }
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return "it cannot be read" + (reason == null ? "" : ": " + reason);
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
