package dev.pgwright.load.migrations;

import dev.pgwright.source.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What any history must keep to. */
final class Checks {
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
