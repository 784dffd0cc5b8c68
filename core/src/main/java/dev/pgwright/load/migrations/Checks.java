package dev.pgwright.load.migrations;

import dev.pgwright.source.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What any history must keep to. */
final class Checks {
    /** Those that send what they read; psql, Flyway and Liquibase take the mark away. */
    private static final Set<Framework> KEEP_MARK = EnumSet.of(
            Framework.GOLANG_MIGRATE,
            Framework.GOOSE,
            Framework.DBMATE,
            Framework.SQLX,
            Framework.DIESEL,
            Framework.PRISMA,
            Framework.DRIZZLE,
            Framework.SUPABASE);

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Checks() {}

    /**
     * Two files of one version: the tool stops there, or runs one of them only.
     *
     * @param identity what the tool takes for the same version
     */
    static void duplicates(List<Migration> migrations, Function<Migration, Object> identity, Problems problems) {
        Map<Object, Migration> seen = new HashMap<>();
        for (Migration migration : migrations) {
            Migration first = seen.putIfAbsent(identity.apply(migration), migration);
            if (first != null) {
                problems.error(
                        Problems.DUPLICATE,
                        Place.of(migration.up().source().name()),
                        "the version " + migration.version() + " is also that of "
                                + first.up().source().name(),
                        "Give one of them a version of its own");
            }
        }
    }

    /** Two files without a version that the tool cannot tell apart: it stops there. */
    static void sameDescription(List<Migration> migrations, Problems problems) {
        Map<String, Migration> seen = new HashMap<>();
        for (Migration migration : migrations) {
            Migration first = seen.putIfAbsent(migration.description(), migration);
            if (first != null) {
                problems.error(
                        Problems.DUPLICATE,
                        Place.of(migration.up().source().name()),
                        "the name " + migration.description() + " is also that of "
                                + first.up().source().name(),
                        "Give one of them a name of its own");
            }
        }
    }

    /** A file whose byte order mark reaches the server, or the tool's own reader, which take it for a part of a word. */
    static void byteOrderMark(Migration migration, Problems problems) {
        if (!KEEP_MARK.contains(migration.framework())) {
            return;
        }
        String name = migration.up().source().name();
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            if (Arrays.equals(in.readNBytes(MARK.length), MARK)) {
                problems.error(
                        Problems.ENCODING,
                        migration.up().source().place(0),
                        "a byte order mark stands before the first character: "
                                + migration.framework().title()
                                + " leaves it there, and it is a syntax error",
                        "Save the file as UTF-8 without a byte order mark");
            }
        } catch (IOException e) {
            problems.error(Problems.UNREADABLE, Place.of(name), Problems.unreadable(e), null);
        }
    }

    static void empty(Migration migration, Problems problems) {
        Script up = migration.up();
        if (up.isBlank() && up.templates().isEmpty()) {
            problems.warning(
                    Problems.EMPTY, up.source().place(up.pieces().isEmpty() ? 0 : start(up)), "it does nothing", null);
        }
    }

    private static int start(Script script) {
        return script.pieces().get(0).source().start();
    }
}
