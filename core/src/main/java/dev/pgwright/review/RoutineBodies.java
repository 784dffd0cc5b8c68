package dev.pgwright.review;

import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.sql.Once;
import dev.pgwright.sql.Parsing;
import dev.pgwright.sql.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The PL/pgSQL of the migrations of a history: those of one are parsed at once, by the first who asks or ahead of him. */
final class RoutineBodies {
    private final Map<Migration, Once<Map<Statement, RoutineBody>>> bodies = new IdentityHashMap<>();

    RoutineBodies(List<Migration> history) {
        history.forEach(migration -> bodies.put(migration, new Once<>(() -> parsed(migration.up()))));
    }

    /** Has those of some migrations parsed in the background. */
    void ahead(List<Migration> some) {
        List<Once<Map<Statement, RoutineBody>>> work = new ArrayList<>();
        long length = 0;
        for (Migration migration : some) {
            work.add(Objects.requireNonNull(bodies.get(migration)));
            length += migration.up().sql().text().length();
        }
        Parsing.ahead(work, length);
    }

    private static Map<Statement, RoutineBody> parsed(Script script) {
        Map<Statement, RoutineBody> found = new IdentityHashMap<>();
        for (Statement statement : script.parsed().statements()) {
            RoutineBody.of(statement, script.sql()).ifPresent(body -> found.put(statement, body));
        }
        return found;
    }

    /** The body that a statement of a migration has. */
    Optional<RoutineBody> of(Migration migration, Statement statement) {
        return RoutineBody.isPossible(statement)
                ? Optional.ofNullable(
                        Objects.requireNonNull(bodies.get(migration)).get().get(statement))
                : Optional.empty();
    }
}
