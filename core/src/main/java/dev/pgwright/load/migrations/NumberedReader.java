package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files named by a number, up and down in two files: golang-migrate, sqlx, Supabase. All three read one folder, leave out
 * names of another form and order by the number's value.
 *
 * <p>Sources: golang-migrate v4, source/parse.go and README of database/postgres; sqlx 0.8, sqlx-core/src/migrate
 * (source.rs, migration_type.rs) and the documentation of {@code MigrationSource}; Supabase CLI 2,
 * pkg/migration/file.go and pull requests 5671 and 6276.
 */
final class NumberedReader implements FrameworkReader {
    private static final Pattern UP_OR_DOWN = Pattern.compile("([0-9]+)_(.*)\\.(up|down)\\.sql");
    private static final Pattern SIMPLE = Pattern.compile("([0-9]+)_(.*)\\.sql");
    private static final String NO_TRANSACTION = "-- no-transaction";

    private final Framework framework;

    NumberedReader(Framework framework) {
        this.framework = framework;
    }

    private record Part(String version, String description, boolean down) {}

    /** The two files of a version. */
    private static final class Pair {
        final List<Entry> ups = new ArrayList<>();
        final List<Entry> downs = new ArrayList<>();
        String version = "";
        String description = "";
    }

    @Override
    public List<Migration> read(Folder folder, Problems problems) {
        Map<String, Pair> pairs = new HashMap<>();
        for (Entry entry : folder.ofOneFolder(candidate -> part(candidate.name()) != null, problems)) {
            Part part = part(entry.name());
            if (part != null) {
                add(pairs, entry, part);
            }
        }
        if (!folder.isOfFiles()) {
            misnamed(folder, pairs, problems);
        }
        List<Migration> migrations = new ArrayList<>();
        pairs.values().stream()
                .sorted((left, right) -> NaturalOrder.compareNumbers(left.version, right.version))
                .forEach(pair -> add(pair, migrations, problems));
        return migrations;
    }

    /** Files beside the migrations whose names the tool says something about. */
    private void misnamed(Folder folder, Map<String, Pair> pairs, Problems problems) {
        Set<String> folders = pairs.values().stream()
                .flatMap(pair -> Stream.concat(pair.ups.stream(), pair.downs.stream()))
                .map(Entry::folder)
                .collect(Collectors.toSet());
        for (Entry entry : folder.entries()) {
            boolean beside = entry.isSql() && folders.contains(entry.folder()) && part(entry.name()) == null;
            if (beside && framework == Framework.SUPABASE) {
                problems.warning(
                        Problems.NAME,
                        Problems.at(entry.path()),
                        "the Supabase CLI takes this name for no migration and leaves the file out",
                        "Name it <timestamp>_<name>.sql");
            } else if (beside && framework == Framework.SQLX && entry.name().contains("_")) {
                problems.error(
                        Problems.NAME,
                        Problems.at(entry.path()),
                        "what stands before the first underscore is no number, and sqlx refuses the whole folder",
                        "Name it <version>_<description>.sql, or move it elsewhere");
            }
        }
    }

    private static void add(Map<String, Pair> pairs, Entry entry, Part part) {
        Pair pair = pairs.computeIfAbsent(NaturalOrder.withoutZeros(part.version()), version -> new Pair());
        if (pair.version.isEmpty() || !part.down()) {
            pair.version = part.version();
            pair.description = part.description();
        }
        (part.down() ? pair.downs : pair.ups).add(entry);
    }

    private void add(Pair pair, List<Migration> migrations, Problems problems) {
        sameVersion(pair.ups, pair.version, problems);
        sameVersion(pair.downs, pair.version, problems);
        if (pair.ups.isEmpty()) {
            problems.warning(
                    Problems.DOWN_ALONE,
                    Problems.at(pair.downs.get(0).path()),
                    "it takes back the version " + pair.version + ", which has no migration up",
                    null);
            return;
        }
        for (Entry entry : pair.ups) {
            Script up = script(entry, problems);
            Part part = part(entry.name());
            if (up != null && part != null) {
                Entry down = down(pair, part);
                migrations.add(new Migration(
                        framework,
                        part.version(),
                        part.description(),
                        Kind.VERSIONED,
                        up,
                        down == null ? null : script(down, problems)));
            }
        }
    }

    /** The names need not agree, unless there are several. */
    private @Nullable Entry down(Pair pair, Part up) {
        return pair.downs.stream()
                .filter(entry -> {
                    Part down = part(entry.name());
                    return pair.ups.size() == 1
                            || (down != null && down.description().equals(up.description()));
                })
                .findFirst()
                .orElse(null);
    }

    private static void sameVersion(List<Entry> entries, String version, Problems problems) {
        for (Entry entry : entries.subList(Math.min(1, entries.size()), entries.size())) {
            problems.error(
                    Problems.DUPLICATE,
                    Problems.at(entry.path()),
                    "the version " + version + " is also that of "
                            + entries.get(0).path(),
                    "Give one of them a version of its own");
        }
    }

    private @Nullable Part part(String name) {
        Matcher paired = UP_OR_DOWN.matcher(name);
        if (framework != Framework.SUPABASE && paired.matches()) {
            return new Part(
                    paired.group(1),
                    description(paired.group(2)),
                    paired.group(3).equals("down"));
        }
        Matcher simple = SIMPLE.matcher(name);
        if (framework != Framework.GOLANG_MIGRATE && simple.matches()) {
            return new Part(simple.group(1), description(simple.group(2)), false);
        }
        return null;
    }

    private static String description(String name) {
        return name.replace('_', ' ');
    }

    private @Nullable Script script(Entry entry, Problems problems) {
        return MigrationText.read(entry.path(), problems)
                .map(source -> script(source, problems))
                .orElse(null);
    }

    private Script script(SourceFile source, Problems problems) {
        Scripts scripts = new Scripts(problems);
        return switch (framework) {
            case SQLX ->
                source.text().startsWith(NO_TRANSACTION)
                        ? scripts.whole(
                                source,
                                TransactionMode.SIMPLE_QUERY,
                                "its first line is \"-- no-transaction\"; sqlx then sends the file as one query, of which"
                                        + " several statements are one implicit transaction")
                        : scripts.whole(
                                source,
                                TransactionMode.SCRIPT,
                                "sqlx wraps every migration in a transaction unless its first line is"
                                        + " \"-- no-transaction\"");
            case SUPABASE ->
                scripts.whole(
                        source,
                        TransactionMode.SCRIPT_WITHOUT_REFUSED,
                        "the Supabase CLI runs a migration as one transaction; from 2.109 on it takes out statements"
                                + " that PostgreSQL refuses in one, before it fails on them");
            default ->
                scripts.whole(
                        source,
                        TransactionMode.SIMPLE_QUERY,
                        "golang-migrate opens no transaction, but sends the file as one query, of which several"
                                + " statements are one implicit transaction (unless x-multi-statement is set)");
        };
    }
}
