package dev.pgwright.load.folded;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import dev.pgwright.sql.tree.AlterFunctionStmt;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.VariableSetKind;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code ALTER FUNCTION} and the like: the statement that made a routine is changed to what would make it now. */
final class RoutineOptions {
    private final Folding folding;
    private final Routines routines;

    RoutineOptions(Folding folding) {
        this.folding = folding;
        this.routines = new Routines(folding);
    }

    void alter(AlterFunctionStmt statement) {
        RoutineEntry routine =
                statement.func() == null ? null : routines.find(statement.func(), statement.objtype(), false);
        if (routine == null) {
            return;
        }
        String definition = routine.definition;
        for (Node action : statement.actions()) {
            if (action instanceof DefElem option) {
                definition = changed(definition, option);
                if (definition == null) {
                    folding.notFollowed(
                            routine.name.name(),
                            "the properties of a routine that is defined like this are not followed");
                    return;
                }
            }
        }
        RoutineEntry changed = folding.store.touch(routine);
        changed.definition = definition;
        volatility(statement.actions()).ifPresent(letter -> changed.volatility = letter);
    }

    /** What a statement says of the volatility; empty where it says nothing. */
    static Optional<Character> volatility(List<Node> options) {
        return options.stream()
                .filter(option -> option instanceof DefElem element && "volatility".equals(element.defname()))
                .flatMap(option -> option instanceof DefElem element && element.arg() instanceof PgString word
                        ? Stream.of(String.valueOf(word.sval()).charAt(0))
                        : Stream.empty())
                .findFirst();
    }

    private static @Nullable String changed(String definition, DefElem option) {
        CreateFunctionStmt create;
        try {
            if (!(Sql.parseStatement(definition).tree() instanceof CreateFunctionStmt parsed)) {
                return null;
            }
            create = parsed;
        } catch (PgwrightException notAlone) {
            return null;
        }
        List<DefElem> options = create.options().stream()
                .filter(DefElem.class::isInstance)
                .map(DefElem.class::cast)
                .toList();
        int end = create.sqlBody() == null ? definition.length() : bodyStart(definition);
        int at = options.isEmpty() ? end : options.get(0).location();
        StringBuilder text = new StringBuilder(definition.substring(0, at));
        String clause = clause(option);
        text.append(clause.isEmpty() ? "" : clause + "\n");
        for (int i = 0; i < options.size(); i++) {
            int next = i + 1 < options.size() ? options.get(i + 1).location() : end;
            if (!replaces(option, options.get(i))) {
                text.append(definition, options.get(i).location(), next);
            }
        }
        return text.append(definition.substring(end)).toString();
    }

    /** Where the body of a routine in the way of the SQL standard begins. */
    private static int bodyStart(String definition) {
        for (Token token : Sql.tokens(definition)) {
            String word = token.span().of(definition).toUpperCase(Locale.ROOT);
            if (word.equals("RETURN") || word.equals("BEGIN")) {
                return token.span().start();
            }
        }
        return definition.length();
    }

    private static boolean replaces(DefElem option, DefElem old) {
        if (!Scope.text(option.defname()).equals(old.defname())) {
            return false;
        }
        return !(option.arg() instanceof VariableSetStmt set)
                || set.kind() == VariableSetKind.VAR_RESET_ALL
                || (old.arg() instanceof VariableSetStmt before
                        && Scope.text(set.name()).equalsIgnoreCase(before.name()));
    }

    private static String clause(DefElem option) {
        String value = Scope.text(Options.text(option.arg()));
        boolean flag = Options.flag(option);
        return switch (Scope.text(option.defname())) {
            case "security" -> flag ? "SECURITY DEFINER" : "SECURITY INVOKER";
            case "strict" -> flag ? "STRICT" : "CALLED ON NULL INPUT";
            case "leakproof" -> flag ? "LEAKPROOF" : "NOT LEAKPROOF";
            case "volatility" -> value.toUpperCase(Locale.ROOT);
            case "parallel" -> "PARALLEL " + value.toUpperCase(Locale.ROOT);
            case "cost" -> "COST " + value;
            case "rows" -> "ROWS " + value;
            case "support" ->
                "SUPPORT "
                        + (option.arg() instanceof PgList name
                                ? Nodes.names(name.items()).stream()
                                        .map(Identifiers::quoteIdentifier)
                                        .collect(Collectors.joining("."))
                                : value);
            case "set" -> option.arg() instanceof VariableSetStmt set ? clause(set) : "";
            default -> "";
        };
    }

    private static String clause(VariableSetStmt set) {
        String name = Scope.text(set.name());
        return switch (set.kind()) {
            case VAR_SET_VALUE -> {
                List<String> values = new ArrayList<>();
                for (Node argument : set.args()) {
                    values.add(Identifiers.quoteLiteral(Scope.text(Options.text(argument))));
                }
                yield "SET " + name + " TO " + String.join(", ", values);
            }
            case VAR_SET_CURRENT -> "SET " + name + " FROM CURRENT";
            default -> "";
        };
    }
}
