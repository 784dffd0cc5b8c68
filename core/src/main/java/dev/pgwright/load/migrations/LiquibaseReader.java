package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.ChangelogFiles.Changelog;
import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.load.migrations.PreConditions.Verdict;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Liquibase: changesets in the order in which the master changelog holds and includes them; includeAll takes files by the
 * order of their paths. The master is the changelog that no other includes.
 *
 * <p>Source: Liquibase 5, documentation pages "include", "includeAll", "changeSet", "SQL changelog format".
 */
final class LiquibaseReader implements FrameworkReader {
    private final List<LiquibaseMigration> read = new ArrayList<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Deque<Path> including = new ArrayDeque<>();
    private final Map<Path, String> includedBy = new HashMap<>();
    private final PreConditions conditions = new PreConditions();
    private final Set<String> unfiltered = new TreeSet<>();
    private LiquibaseFilter filter = LiquibaseFilter.near(Path.of(""));
    private int filtered;

    @Override
    public List<Migration> read(Folder folder, Problems problems) {
        ChangelogFiles files = new ChangelogFiles(problems);
        filter = LiquibaseFilter.near(folder.root());
        List<Changelog> changelogs = folder.entries().stream()
                .filter(entry -> ChangelogFiles.mayBeChangelog(entry.name()))
                .sorted(Comparator.comparing(entry -> entry.path().toString()))
                .map(Entry::path)
                .map(files::get)
                .flatMap(Optional::stream)
                .filter(changelog -> changelog.root() != null || FormattedSql.isFormatted(changelog.source()))
                .toList();
        for (Changelog master : masters(changelogs, files, problems)) {
            changelog(master, files, problems);
        }
        duplicates(problems);
        aboutFilter(folder, problems);
        return read.stream().map(LiquibaseMigration::migration).toList();
    }

    private static List<Changelog> masters(List<Changelog> changelogs, ChangelogFiles files, Problems problems) {
        Set<Path> included = new HashSet<>();
        for (Changelog changelog : changelogs) {
            if (changelog.root() != null) {
                for (ChangeNode node : changelog.root().children()) {
                    included(changelog, node, files).forEach(path -> included.add(key(path)));
                }
            }
        }
        List<Changelog> roots = changelogs.stream()
                .filter(changelog -> !included.contains(key(changelog.path())))
                .toList();
        List<Changelog> masters =
                roots.stream().filter(LiquibaseReader::includes).toList();
        if (masters.isEmpty()) {
            return roots.isEmpty() ? changelogs : roots;
        }
        for (Changelog root : roots) {
            if (!includes(root)) {
                problems.warning(
                        Problems.NAME,
                        Place.of(root.source().name()),
                        "no changelog includes it, and it is not read",
                        null);
            }
        }
        if (masters.size() > 1) {
            problems.warning(
                    Problems.NAME,
                    Place.of(masters.get(1).source().name()),
                    "there is a second master changelog besides "
                            + masters.get(0).source().name() + "; they are read one after the other",
                    "Name the one that Liquibase is given");
        }
        return masters;
    }

    private static Path key(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static boolean includes(Changelog changelog) {
        return changelog.root() != null
                && changelog.root().children().stream()
                        .anyMatch(node -> node.name().startsWith("include"));
    }

    /** The files that an include or includeAll names and that are there. */
    private static List<Path> included(Changelog changelog, ChangeNode node, ChangelogFiles files) {
        boolean relative = node.is("relativeToChangelogFile");
        return switch (node.name()) {
            case "include" ->
                ChangelogFiles.resolve(changelog.path(), node.get("file", ""), relative).stream()
                        .toList();
            case "includeAll" ->
                ChangelogFiles.resolve(changelog.path(), node.get("path", ""), relative).stream()
                        .flatMap(found -> files.below(found).stream())
                        .filter(path -> path.toString().endsWith(node.get("endsWithFilter", "")))
                        .toList();
            default -> List.of();
        };
    }

    private void changelog(Changelog changelog, ChangelogFiles files, Problems problems) {
        ChangeNode root = changelog.root();
        if (root == null) {
            take(FormattedSql.read(changelog.source(), problems), problems);
            return;
        }
        if (!filter.takes(root.attributes())) {
            filtered++;
            return;
        }
        including.push(key(changelog.path()));
        for (ChangeNode node : root.children()) {
            switch (node.name()) {
                case "changeSet" ->
                    take(ChangesetReader.read(changelog, files, node, Map.copyOf(properties), problems), problems);
                case "include", "includeAll" -> {
                    if (filter.takes(node.attributes())) {
                        include(changelog, node, files, problems);
                    } else {
                        filtered++;
                    }
                }
                case "property" -> property(node);
                case "preConditions", "changeLogPropertyDefined", "removeChangeSetProperty" -> {
                    // they change no SQL that can be known here
                }
                default ->
                    problems.warning(
                            Problems.CHANGE,
                            changelog.source().place(node.span().start()),
                            node.name() + " in a changelog is not read",
                            null);
            }
        }
        including.pop();
    }

    /** Takes those that are run, by their contexts, labels and preConditions. */
    private void take(List<LiquibaseMigration> parts, Problems problems) {
        Map<Changeset, List<LiquibaseMigration>> changesets = new LinkedHashMap<>();
        for (LiquibaseMigration part : parts) {
            changesets
                    .computeIfAbsent(part.changeset(), changeset -> new ArrayList<>())
                    .add(part);
        }
        changesets.forEach((changeset, own) -> {
            Map<String, String> attributes = changeset.attributes();
            if (!filter.takes(attributes)) {
                filtered++;
                return;
            }
            if (!filter.isOn()) {
                String contexts = LiquibaseFilter.contextsOf(attributes);
                Stream.of(String.valueOf(contexts == null ? "" : contexts), attributes.getOrDefault("labels", ""))
                        .filter(word -> !word.isBlank())
                        .forEach(unfiltered::add);
            }
            if (isRun(own.get(0), problems)) {
                read.addAll(own);
                conditions.ran(
                        changeset, own.stream().map(LiquibaseMigration::up).toList());
            } else {
                conditions.ran(changeset, List.of());
            }
        });
    }

    private boolean isRun(LiquibaseMigration migration, Problems problems) {
        if (migration.preConditions().isEmpty()) {
            return true;
        }
        ChangeNode asked = migration.preConditions().get();
        Verdict verdict = conditions.judge(asked);
        Place place = place(migration);
        if (verdict.holds().isEmpty()) {
            if (!verdict.unknown().isEmpty()) {
                problems.note(
                        Problems.ASSUMED,
                        place,
                        "whether the preConditions of " + migration.changeset().version() + " hold is not known here ("
                                + String.join(", ", verdict.unknown()) + "): it is taken to be run",
                        null);
            }
            return true;
        }
        String onFail = asked.get("onFail", "HALT").toUpperCase(Locale.ROOT);
        if (verdict.holds().get() || onFail.equals("WARN")) {
            return true;
        }
        boolean stops = onFail.equals("HALT");
        String message = "the preConditions of " + migration.changeset().version()
                + " do not hold behind the changesets before it: "
                + (stops ? "Liquibase stops here" : "it is left out, as onFail=" + onFail + " says");
        if (stops) {
            problems.warning(
                    Problems.FORM, place, message, "Say what is to be done then: onFail=MARK_RAN, for example");
        } else {
            problems.note(Problems.ASSUMED, place, message, null);
        }
        return stops;
    }

    private static Place place(LiquibaseMigration migration) {
        Script up = migration.up();
        return up.source()
                .place(up.pieces().isEmpty() ? 0 : up.pieces().get(0).source().start());
    }

    private void aboutFilter(Folder folder, Problems problems) {
        if (filtered > 0) {
            problems.note(
                    Problems.ASSUMED,
                    Problems.at(folder.root()),
                    filter.file() + " names contexts or labels: " + filtered
                            + " changesets or changelogs that do not fit them are left out",
                    null);
        }
        if (!unfiltered.isEmpty()) {
            problems.note(
                    Problems.ASSUMED,
                    Problems.at(folder.root()),
                    "changesets have contexts or labels (" + String.join("; ", unfiltered)
                            + "), and all are taken to be run",
                    "Name those that are run as contexts or labelFilter in liquibase.properties");
        }
    }

    /** The first definition of a property counts. */
    private void property(ChangeNode node) {
        String name = node.get("name");
        String value = node.get("value");
        if (name != null && value != null && Changeset.isForPostgres(node.get("dbms"))) {
            properties.putIfAbsent(name, value);
        }
    }

    private void include(Changelog changelog, ChangeNode node, ChangelogFiles files, Problems problems) {
        List<Path> paths = included(changelog, node, files);
        SourceFile source = changelog.source();
        Place place = source.place(node.span().start());
        if (paths.isEmpty()) {
            String path = node.get("file", node.get("path", ""));
            problems.error(
                    Problems.UNREADABLE,
                    place,
                    node.name().equals("include")
                            ? "the file " + path + " is not found"
                            : "there are no changelogs in " + path,
                    null);
        }
        for (Path path : paths) {
            boolean itself = key(path).equals(key(changelog.path()));
            if (including.contains(key(path))) {
                if (!itself || node.name().equals("include")) {
                    problems.error(
                            Problems.FORM,
                            place,
                            "the file " + path.getFileName() + " includes itself in the end",
                            null);
                }
            } else {
                includedBy.put(key(path), node.name());
                files.get(path).ifPresent(found -> changelog(found, files, problems));
            }
        }
    }

    /** The changelog that holds what {@link #read} found last; empty when it found nothing. */
    Optional<Path> last() {
        return read.isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of(read.get(read.size() - 1).changeset().file()));
    }

    /** Whether a changelog is taken because of the folder that it lies in. */
    boolean isTakenWithItsFolder(Path changelog) {
        return "includeAll".equals(includedBy.get(key(changelog)));
    }

    /** The identities, author and id, of what was read of a changelog. */
    Set<String> versions(Path changelog) {
        return read.stream()
                .map(LiquibaseMigration::changeset)
                .filter(changeset -> key(Path.of(changeset.file())).equals(key(changelog)))
                .map(Changeset::version)
                .collect(Collectors.toSet());
    }

    private void duplicates(Problems problems) {
        Map<String, Changeset> seen = new HashMap<>();
        for (LiquibaseMigration migration : read) {
            Changeset changeset = migration.changeset();
            Changeset first = seen.putIfAbsent(changeset.file() + "\n" + changeset.version(), changeset);
            if (first != null && first != changeset) {
                problems.error(
                        Problems.DUPLICATE,
                        place(migration),
                        "the changeset " + changeset.version() + " is in this file twice",
                        "Give one of them an id of its own");
            }
        }
    }
}
