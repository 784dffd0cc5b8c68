package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Routine;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgBoolean;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the statement that makes a routine says of it.
 *
 * @param definer {@code SECURITY DEFINER}
 * @param setsSearchPath whether it has a search path of its own
 * @param boundEarly whether its body was bound to objects when it was made, as one in the way of the SQL standard is
 * @param trigger whether only a trigger can call it
 * @param volatility as the statement says it, in lower case; {@code volatile} where it says nothing
 */
record RoutineProperties(
        boolean definer,
        boolean setsSearchPath,
        boolean boundEarly,
        boolean trigger,
        String language,
        String volatility) {
    /** Code that finds objects by other means than a search path. */
    private static final Set<String> COMPILED = Set.of("c", "internal");

    /** Empty for an aggregate, and where the definition cannot be read. */
    static Optional<RoutineProperties> of(Routine routine, SchemaContext schema) {
        return schema.statement(routine).map(RoutineProperties::of);
    }

    static RoutineProperties of(CreateFunctionStmt create) {
        boolean definer = false;
        boolean path = false;
        String language = "sql";
        String volatility = "volatile";
        for (Node node : create.options()) {
            if (node instanceof DefElem option) {
                definer |=
                        "security".equals(option.defname()) && option.arg() instanceof PgBoolean flag && flag.boolval();
                path |= option.arg() instanceof VariableSetStmt set && "search_path".equalsIgnoreCase(set.name());
                language = Trees.option(option, "language")
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .orElse(language);
                volatility = Trees.option(option, "volatility")
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .orElse(volatility);
            }
        }
        String returns = create.returnType() == null ? "" : Trees.typeName(create.returnType());
        boolean trigger = Set.of("trigger", "event_trigger").contains(returns);
        return new RoutineProperties(definer, path, create.sqlBody() != null, trigger, language, volatility);
    }

    boolean isCompiled() {
        return COMPILED.contains(language);
    }
}
