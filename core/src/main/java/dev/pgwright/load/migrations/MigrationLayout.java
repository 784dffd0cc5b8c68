package dev.pgwright.load.migrations;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files in which SQL is written into a folder of migrations, in the manner of its tool, so that the tool runs each
 * step by itself. Reading the folder with these files in it gives the same steps in the same order.
 */
public final class MigrationLayout {
    private final MigrationHistory history;
    private final Framework framework;
    private final List<LayoutFile> files = new ArrayList<>();
    private @Nullable Migration replaced;

    /**
     * What is committed together.
     *
     * @param name a few words for the file's name
     * @param up statements without their semicolons
     * @param down what takes them back, in the order in which it is run; empty when nothing does
     * @param transaction whether they run in one transaction; if not there is one statement at most each way
     */
    public record Step(String name, List<String> up, List<String> down, boolean transaction) {
        public Step {
            up = List.copyOf(up);
            down = List.copyOf(down);
            if (up.isEmpty() || (!transaction && (up.size() > 1 || down.size() > 1))) {
                throw new IllegalArgumentException("a step outside transactions is one statement: " + up);
            }
        }
    }

    /**
     * A file with its whole new text.
     *
     * @param before the text that it takes the place of; null of a new file, which must not be there
     */
    public record LayoutFile(
            Path path, String text, @Nullable String before) {}

    private MigrationLayout(MigrationHistory history) {
        this.history = history;
        this.framework = history.framework();
    }

    /**
     * The files that are the first migrations of a tool, in a folder that has none.
     *
     * @param now in UTC, for the versions of tools that count by time
     * @throws PgwrightException with {@code REFUSED} when the tool cannot run the steps by themselves
     */
    public static List<LayoutFile> begin(Framework framework, Path folder, List<Step> steps, LocalDateTime now) {
        MigrationLayout layout = new MigrationLayout(new MigrationHistory(framework, folder, List.of(), List.of()));
        layout.check(folder, steps);
        if (framework == Framework.LIQUIBASE) {
            return List.of(LiquibaseLayout.begin(folder.resolve("changelog.sql"), steps));
        }
        String before = VersionGap.beforeTheFirst(framework, now);
        List<String> versions = VersionGap.versions(framework, before, null, steps.size())
                .orElseThrow(() -> new IllegalStateException("no version behind " + before));
        Path near = folder.resolve(
                switch (framework) {
                    case DIESEL -> before + "/up.sql";
                    case PRISMA -> before + "/migration.sql";
                    case GOLANG_MIGRATE, SQLX -> before + ".up.sql";
                    default -> before + ".sql";
                });
        for (int i = 0; i < steps.size(); i++) {
            layout.write(steps.get(i), versions.get(i), near, null);
        }
        return List.copyOf(layout.files);
    }

    /**
     * The files that put steps in the place of a migration: the first step into its own file, the others into new ones
     * behind it and before the migration that follows.
     *
     * @throws PgwrightException with {@code REFUSED} when the tool cannot run the steps by themselves, or no version fits
     */
    public static List<LayoutFile> replace(MigrationHistory history, Migration original, List<Step> steps) {
        if (original.kind() != Kind.VERSIONED || !original.up().isVerbatim()) {
            throw refused(Path.of(original.up().source().name()), "it is not a file of SQL that is run once", null);
        }
        MigrationLayout layout = new MigrationLayout(history);
        layout.replaced = original;
        layout.check(Path.of(original.up().source().name()), steps);
        List<String> versions = new ArrayList<>(List.of(original.version()));
        List<Step> more = steps.subList(1, steps.size());
        versions.addAll(
                layout.fitByName(original, more)
                        ? Collections.nCopies(more.size(), original.version())
                        : layout.versions(original, more.size()));
        Path up = Path.of(original.up().source().name());
        layout.write(steps.get(0), original.version(), up, original);
        for (int i = 1; i < steps.size(); i++) {
            layout.write(steps.get(i), versions.get(i), up, null);
        }
        return List.copyOf(layout.files);
    }

    /**
     * The files that put steps behind all versioned migrations of a history.
     *
     * @throws PgwrightException with {@code REFUSED} when the tool cannot run the steps by themselves, or the history is
     *     empty, so that nothing shows how its files are named
     */
    public static List<LayoutFile> append(MigrationHistory history, List<Step> steps) {
        return append(history, steps, 0);
    }

    /**
     * The same behind files that {@link #replace} adds behind the last migration.
     *
     * @param taken how many there are
     */
    public static List<LayoutFile> append(MigrationHistory history, List<Step> steps, int taken) {
        Migration last = history.migrations().stream()
                .filter(migration -> migration.kind() == Kind.VERSIONED)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new PgwrightException(
                        ErrorCode.REFUSED,
                        Place.of(history.root().toString()),
                        "there is no migration here that shows how files are named",
                        null));
        MigrationLayout layout = new MigrationLayout(history);
        Path up = Path.of(last.up().source().name());
        layout.check(up, steps);
        if (layout.framework == Framework.LIQUIBASE) {
            return List.of(LiquibaseLayout.append(history.root(), steps));
        }
        List<String> versions = layout.versions(last, taken + steps.size());
        for (int i = 0; i < steps.size(); i++) {
            layout.write(steps.get(i), versions.get(taken + i), up, null);
        }
        return List.copyOf(layout.files);
    }

    private void check(Path near, List<Step> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("no steps");
        }
        switch (framework) {
            case DRIZZLE ->
                throw refused(
                        near,
                        "Drizzle runs all pending migrations in one transaction, so that steps cannot be run by themselves",
                        "Run the steps by hand, each by itself");
            case RAILS_STRUCTURE, DJANGO_SQLMIGRATE ->
                throw refused(
                        near,
                        "files for " + framework.title() + " are not written",
                        "Take the steps over into its own files, each as a migration by itself");
            default -> {
                // one file, or a few, for each step
            }
        }
    }

    private List<String> versions(Migration after, int count) {
        String next = next(after);
        return count == 0
                ? List.of()
                : VersionGap.versions(framework, after.version(), next, count)
                        .orElseThrow(() -> refused(
                                Path.of(after.up().source().name()),
                                "between the versions " + after.version() + " and " + next + " there is no room for "
                                        + count + " more",
                                "Renumber the migrations that follow and have not been run anywhere yet"));
    }

    /** Whether folders of the same version come between a migration and the next: Prisma knows and orders them by whole names. */
    private boolean fitByName(Migration after, List<Step> steps) {
        if (framework != Framework.PRISMA
                || VersionGap.versions(framework, after.version(), next(after), steps.size())
                        .isPresent()) {
            return false;
        }
        String first = folderOf(after);
        String last = first;
        for (Step step : steps) {
            String name = after.version() + "_" + slug(step);
            if (name.compareTo(last) <= 0) {
                return false;
            }
            last = name;
        }
        String behind = last;
        return history.migrations().stream()
                .map(MigrationLayout::folderOf)
                .filter(name -> name.compareTo(first) > 0)
                .allMatch(name -> name.compareTo(behind) > 0);
    }

    private static String folderOf(Migration migration) {
        return Folder.nameOfFolder(Path.of(migration.up().source().name()));
    }

    private @Nullable String next(Migration after) {
        return history.migrations().stream()
                .filter(migration -> migration.kind() == Kind.VERSIONED)
                .map(Migration::version)
                .filter(version -> !version.isEmpty())
                .filter(version -> VersionGap.order(framework).compare(version, after.version()) > 0)
                .min(VersionGap.order(framework))
                .orElse(null);
    }

    /** The words of a step that stand in a file's name. */
    static String slug(Step step) {
        return step.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
    }

    /**
     * Writes a step.
     *
     * @param up the file beside which it comes
     * @param original the migration whose place it takes, which has that file; null for a new one
     */
    private void write(Step step, String version, Path up, @Nullable Migration original) {
        boolean same = original != null;
        String slug = slug(step);
        String base = version + "_" + slug;
        switch (framework) {
            case GOOSE -> file(same ? up : up.resolveSibling(base + ".sql"), goose(step));
            case DBMATE -> file(same ? up : up.resolveSibling(base + ".sql"), dbmate(step));
            case DIESEL, PRISMA -> folder(step, same ? up : inNewFolder(up, base), original);
            case FLYWAY ->
                flyway(step, version, same ? up : up.resolveSibling("V" + version + "__" + slug + ".sql"), same);
            case GOLANG_MIGRATE, SQLX -> {
                boolean paired = up.toString().endsWith(".up.sql");
                pair(
                        step,
                        same ? up : up.resolveSibling(base + (paired ? ".up.sql" : ".sql")),
                        paired ? Optional.of(".up.sql") : Optional.empty(),
                        original);
            }
            default ->
                pair(
                        step,
                        same ? up : up.resolveSibling(base + ending(up)),
                        framework == Framework.PLAIN ? Optional.of(ending(up)) : Optional.empty(),
                        original);
        }
    }

    private static String ending(Path up) {
        return up.toString().endsWith(".up.sql") ? ".up.sql" : ".sql";
    }

    private static Path inNewFolder(Path up, String name) {
        Path folder = Objects.requireNonNull(up.toAbsolutePath().getParent());
        Path sibling = up.getParent() == null ? folder : up.getParent();
        return sibling.resolveSibling(name).resolve(String.valueOf(up.getFileName()));
    }

    private void pair(Step step, Path up, Optional<String> upEnding, @Nullable Migration original) {
        file(up, body(step, step.up()));
        Script down = original == null ? null : original.down();
        if (down != null) {
            file(Path.of(down.source().name()), body(step, step.down()));
        } else if (upEnding.isPresent() && !step.down().isEmpty()) {
            String name = String.valueOf(up.getFileName());
            String base = name.substring(0, name.length() - upEnding.get().length());
            file(up.resolveSibling(base + ".down.sql"), body(step, step.down()));
        }
    }

    private void folder(Step step, Path up, @Nullable Migration original) {
        file(up, body(step, step.up()));
        if (!step.down().isEmpty() || (original != null && original.down() != null)) {
            file(up.resolveSibling("down.sql"), body(step, step.down()));
        }
        boolean marked = original != null && original.up().transactions() != TransactionMode.SCRIPT;
        if (framework == Framework.DIESEL && (!step.transaction() || marked)) {
            file(up.resolveSibling("metadata.toml"), "run_in_transaction = " + step.transaction() + "\n");
        }
    }

    private void flyway(Step step, String version, Path up, boolean same) {
        file(up, body(step, step.up()));
        boolean undoes = history.migrations().stream().anyMatch(migration -> migration.down() != null);
        if (undoes && !step.down().isEmpty()) {
            String name = String.valueOf(up.getFileName());
            file(up.resolveSibling("U" + name.substring(1)), body(step, step.down()));
        }
        if (!step.transaction() || same) {
            file(up.resolveSibling(up.getFileName() + ".conf"), "executeInTransaction=" + step.transaction() + "\n");
        }
    }

    /** The statements of one way, with what makes the tool run them as the step says. */
    private String body(Step step, List<String> statements) {
        String sql = lines(statements);
        boolean byStatement = framework == Framework.PLAIN || framework == Framework.PRISMA;
        if (byStatement && step.transaction() && statements.size() > 1) {
            return "BEGIN;\n" + sql + "COMMIT;\n";
        }
        return framework == Framework.SQLX && !step.transaction() ? "-- no-transaction\n" + sql : sql;
    }

    private static String lines(List<String> statements) {
        return statements.isEmpty()
                ? "-- nothing to take back\n"
                : statements.stream().map(statement -> statement + ";\n").collect(Collectors.joining());
    }

    private static String goose(Step step) {
        String text = (step.transaction() ? "" : "-- +goose NO TRANSACTION\n") + "-- +goose Up\n" + blocks(step.up());
        return step.down().isEmpty() ? text : text + "\n-- +goose Down\n" + blocks(step.down());
    }

    /** goose ends a statement at every semicolon that ends a line. */
    private static String blocks(List<String> statements) {
        return statements.stream()
                .map(statement -> statement.contains(";")
                        ? "-- +goose StatementBegin\n" + statement + ";\n-- +goose StatementEnd\n"
                        : statement + ";\n")
                .collect(Collectors.joining());
    }

    private static String dbmate(Step step) {
        String option = step.transaction() ? "\n" : " transaction:false\n";
        return "-- migrate:up" + option + lines(step.up()) + "\n-- migrate:down" + option
                + (step.down().isEmpty() ? "" : lines(step.down()));
    }

    private void file(Path path, String text) {
        files.add(new LayoutFile(path, text, before(path)));
    }

    private @Nullable String before(Path path) {
        return replaced == null
                ? null
                : Stream.of(Optional.of(replaced.up()), Optional.ofNullable(replaced.down()))
                        .flatMap(Optional::stream)
                        .map(Script::source)
                        .filter(source -> path.equals(Path.of(source.name())))
                        .map(SourceFile::text)
                        .findFirst()
                        .orElse(null);
    }

    private static PgwrightException refused(Path path, String message, @Nullable String hint) {
        return new PgwrightException(ErrorCode.REFUSED, Place.of(path.toString()), message, hint);
    }
}
