package dev.pgwright.load.migrations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway takes a file's name for: a prefix, a version, a separator, a description and a suffix. Of prefixes that fit,
 * the longest counts; names of callbacks are prefixes too.
 *
 * <p>Source: Flyway 11, documentation pages "Migrations" and "Callback Events"; flyway-core, {@code ResourceNameParser} and
 * {@code Event}.
 */
final class FlywayNames {
    /** Callbacks that migrate runs and those of other commands that change no less, in the order in which they are run. */
    private static final List<String> REVIEWED = List.of(
            "beforeConnect",
            "afterConnect",
            "beforeCreateSchema",
            "createSchema",
            "beforeValidate",
            "afterValidate",
            "afterValidateError",
            "beforeBaseline",
            "afterBaseline",
            "afterBaselineError",
            "beforeMigrate",
            FlywayReader.BEFORE_EACH,
            "beforeEachMigrateStatement",
            "afterEachMigrateStatement",
            "afterEachMigrateStatementError",
            "afterEachMigrate",
            "afterEachMigrateError",
            "beforeVersioned",
            "afterVersioned",
            "beforeRepeatables",
            "afterMigrateApplied",
            "afterMigrate",
            "afterMigrateError",
            "afterMigrateOperationFinish",
            "beforeRepair",
            "afterRepair",
            "afterRepairError",
            "beforeInfo",
            "afterInfo",
            "afterInfoError");

    /** Those around commands whose job it is to drop things; like down scripts they are not reviewed. */
    private static final List<String> LEFT_OUT = List.of(
            "beforeClean",
            "afterClean",
            "afterCleanError",
            "beforeUndo",
            "beforeEachUndo",
            "beforeEachUndoStatement",
            "afterEachUndoStatement",
            "afterEachUndoStatementError",
            "afterEachUndo",
            "afterEachUndoError",
            "afterUndo",
            "afterUndoError",
            "afterInfoOperationFinish");

    private static final Pattern VERSION = Pattern.compile("[0-9]+(?:[._][0-9]+)*");

    private final String separator;
    private final List<String> suffixes;
    private final List<Prefix> prefixes = new ArrayList<>();

    /** What a file is. */
    enum Form {
        VERSIONED,
        UNDO,
        BASELINE,
        REPEATABLE,
        CALLBACK,
        CALLBACK_LEFT_OUT,
        /** It looks like a migration, but Flyway would take it for none. */
        MISNAMED
    }

    private record Prefix(String text, Form form) {}

    /**
     * A name in its parts.
     *
     * @param version empty where it has none; of a callback its event
     * @param description with blanks for underscores; null without a separator
     */
    record Name(Form form, String version, @Nullable String description) {
        String shown() {
            return description == null ? "" : description;
        }

        boolean isVersioned() {
            return form == Form.VERSIONED || form == Form.BASELINE;
        }
    }

    FlywayNames(FlywayConfiguration configuration) {
        separator = configuration.get("sqlMigrationSeparator", "__");
        List<String> several = configuration.list("sqlMigrationSuffixes");
        suffixes = several.isEmpty() ? List.of(configuration.get("sqlMigrationSuffix", ".sql")) : several;
        prefixes.add(new Prefix(configuration.get("sqlMigrationPrefix", "V"), Form.VERSIONED));
        prefixes.add(new Prefix(configuration.get("undoSqlMigrationPrefix", "U"), Form.UNDO));
        prefixes.add(new Prefix(configuration.get("baselineMigrationPrefix", "B"), Form.BASELINE));
        prefixes.add(new Prefix(configuration.get("repeatableSqlMigrationPrefix", "R"), Form.REPEATABLE));
        REVIEWED.forEach(event -> prefixes.add(new Prefix(event, Form.CALLBACK)));
        LEFT_OUT.forEach(event -> prefixes.add(new Prefix(event, Form.CALLBACK_LEFT_OUT)));
        prefixes.sort(
                Comparator.comparing((Prefix prefix) -> prefix.text().length()).reversed());
    }

    /** The name; empty for a file that is nothing of Flyway's. */
    Optional<Name> of(String file) {
        String bare = suffixes.stream()
                .filter(file::endsWith)
                .findFirst()
                .map(suffix -> file.substring(0, file.length() - suffix.length()))
                .orElse(null);
        if (bare == null) {
            return Optional.empty();
        }
        return prefixes.stream()
                .filter(prefix -> bare.startsWith(prefix.text()))
                .findFirst()
                .flatMap(prefix -> of(prefix, bare.substring(prefix.text().length())));
    }

    private Optional<Name> of(Prefix prefix, String rest) {
        int divided = rest.indexOf(separator);
        String before = divided < 0 ? rest : rest.substring(0, divided);
        String description = divided < 0
                ? null
                : rest.substring(divided + separator.length()).replace('_', ' ');
        return switch (prefix.form()) {
            case VERSIONED, UNDO, BASELINE -> {
                if (VERSION.matcher(before).matches()) {
                    yield Optional.of(new Name(prefix.form(), before, description));
                }
                yield misnamed(!rest.isEmpty() && NaturalOrder.isDigit(rest.charAt(0)));
            }
            case REPEATABLE -> {
                if (before.isEmpty() && description != null) {
                    yield Optional.of(new Name(Form.REPEATABLE, "", description));
                }
                yield misnamed(rest.startsWith(separator.substring(0, 1)));
            }
            default ->
                before.isEmpty() ? Optional.of(new Name(prefix.form(), prefix.text(), description)) : Optional.empty();
        };
    }

    private static Optional<Name> misnamed(boolean looksLikeOne) {
        return looksLikeOne ? Optional.of(new Name(Form.MISNAMED, "", null)) : Optional.empty();
    }

    /** Whether a name shows that Flyway is at work: one with a separator, so that no other tool would have it. */
    boolean shows(String file) {
        return of(file).filter(name -> name.description() != null
                        && (name.isVersioned() || name.form() == Form.UNDO || name.form() == Form.REPEATABLE))
                .isPresent();
    }

    /** How a version's file is named, for hints. */
    String example() {
        String prefix = prefixes.stream()
                .filter(candidate -> candidate.form() == Form.VERSIONED)
                .findFirst()
                .map(Prefix::text)
                .orElse("V");
        return prefix + "<version>" + separator + "<description>" + suffixes.get(0);
    }

    /** Where a callback stands among others. */
    static int order(String event) {
        return REVIEWED.indexOf(event);
    }
}
