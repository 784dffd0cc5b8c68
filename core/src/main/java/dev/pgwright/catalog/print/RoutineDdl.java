package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Kind;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Functions and procedures. */
final class RoutineDdl {
    private static final Pattern TYPE_OF = Pattern.compile("%\\s*(row)?type\\b", Pattern.CASE_INSENSITIVE);

    private final Routine routine;
    private final List<Token> tokens;
    private final int body;

    RoutineDdl(Routine routine) {
        this.routine = routine;
        this.tokens = SqlTokens.of(routine.definition());
        this.body = bodyIndex(tokens);
    }

    /** What PostgreSQL resolves when it makes the routine: all but a body that is a string. */
    List<Token> resolvedAtOnce() {
        List<Token> resolved = new ArrayList<>(tokens);
        if (body >= 0) {
            resolved.remove(body);
        }
        return resolved;
    }

    /** The body that is a string; empty when it is standard SQL, which is resolved at once. */
    String body() {
        return body < 0 ? "" : tokens.get(body).value();
    }

    /**
     * Whether making it can fail though all its objects will be there in the end: the validator looks at every name in
     * an SQL body, also at those found by a search path, and at the types of PL/pgSQL's variables.
     */
    boolean isPickyWhenMade() {
        return body >= 0 && (language().equals("sql") || TYPE_OF.matcher(body()).find());
    }

    /** All that its definition names with a schema. */
    Set<QualifiedName> qualifiedNames() {
        Set<QualifiedName> names = new HashSet<>();
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).isName()
                    && tokens.get(i + 1).isSymbol('.')
                    && tokens.get(i + 2).isName()) {
                names.add(QualifiedName.of(
                        tokens.get(i).value(), tokens.get(i + 2).value()));
            }
        }
        return names;
    }

    /** @param goesWithType whether a type that is removed before takes the routine with it */
    List<Statement> statements(boolean goesWithType) {
        String block = "routine " + signature();
        List<Statement> statements = new ArrayList<>();
        String kind = routine.kind().name();
        statements.add(new Statement(
                block,
                routine.definition().strip(),
                "DROP " + kind + " " + (goesWithType ? "IF EXISTS " : "") + signature()));
        if (routine.comment() != null) {
            statements.add(Statement.of(block + " comment", SqlText.comment(kind, signature(), routine.comment())));
        }
        return statements;
    }

    private String signature() {
        boolean ofAnything =
                routine.kind() == Routine.Kind.AGGREGATE && routine.arguments().isEmpty();
        return quoteIdentifier(routine.name().schema(), routine.name().name()) + "("
                + (ofAnything ? "*" : routine.arguments()) + ")";
    }

    private String language() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isWord("language")) {
                return tokens.get(i + 1).value().toLowerCase(Locale.ROOT);
            }
        }
        return "sql";
    }

    /** The index of the literal behind AS, or -1. */
    private static int bodyIndex(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Kind next = tokens.get(i + 1).kind();
            if (tokens.get(i).isWord("as") && (next == Kind.DOLLAR_STRING || next == Kind.STRING)) {
                return i + 1;
            }
        }
        return -1;
    }
}
