package dev.pgwright.design.prove;

import dev.pgwright.server.Session;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.SyntaxError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies the migration and takes it back. */
final class ScriptProofs {
    private static final int NAMED_OBJECTS = 8;

    private final Session session;

    ScriptProofs(Session session) {
        this.session = session;
    }

    /** Runs a script statement by statement in a session without settings of its own, up to the first refusal. */
    Proof applied(Claim claim, String name, String script) {
        SourceFile source = SourceFile.of(name, script);
        ParsedSql parsed = Sql.parse(source);
        if (!parsed.errors().isEmpty()) {
            SyntaxError error = parsed.errors().get(0);
            return claim.failed(
                    source.place(error.span().start()) + ": " + error.message(),
                    "42601",
                    error.statement().of(script));
        }
        int count = parsed.statements().size();
        if (count == 0) {
            return claim.failed("the script has no statements", null, null);
        }
        for (int i = 0; i < count; i++) {
            Statement statement = parsed.statements().get(i);
            String sql = statement.span().of(script);
            Optional<Proof> refused = session.attempt(sql)
                    .failure()
                    .map(failure -> claim.failed(
                            source.place(statement.span().start()) + ": the server refused: " + failure.message(),
                            failure.sqlState(),
                            sql));
            if (refused.isPresent()) {
                // a transaction that the script has opened must not stay open
                session.attempt("ROLLBACK");
                session.reset();
                return refused.get();
            }
        }
        if (!session.attempt("DISCARD ALL").worked()) {
            session.attempt("ROLLBACK");
            session.reset();
            return claim.failed("the script leaves its transaction open", null, null);
        }
        return claim.passed(count + (count == 1 ? " statement" : " statements") + " applied", null, null);
    }

    static Proof nothingLeft(Claim claim, ObjectSnapshot before, ObjectSnapshot after) {
        List<String> differences = differences(before, after);
        return differences.isEmpty()
                ? claim.passed("every object is gone, and nothing else is", null, null)
                : claim.failed(String.join("; ", differences), null, null);
    }

    static Proof sameAgain(Claim claim, ObjectSnapshot first, ObjectSnapshot second) {
        List<String> differences = differences(first, second);
        return differences.isEmpty()
                ? claim.passed("the same " + first.objects().size() + " objects are there again", null, null)
                : claim.failed(String.join("; ", differences), null, null);
    }

    private static List<String> differences(ObjectSnapshot wanted, ObjectSnapshot found) {
        List<String> differences = new ArrayList<>();
        add("left behind: ", found.without(wanted), differences);
        add("missing: ", wanted.without(found), differences);
        return differences;
    }

    private static void add(String title, List<String> objects, List<String> differences) {
        if (!objects.isEmpty()) {
            String more = objects.size() > NAMED_OBJECTS ? " and " + (objects.size() - NAMED_OBJECTS) + " more" : "";
            differences.add(title
                    + String.join(", ", objects.subList(0, Math.min(NAMED_OBJECTS, objects.size())))
                    + more);
        }
    }
}
