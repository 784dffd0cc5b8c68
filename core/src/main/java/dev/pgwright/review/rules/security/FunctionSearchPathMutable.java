package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Routine;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;

/** Routines with somebody's rights that look for objects where the caller says. */
public final class FunctionSearchPathMutable implements SchemaRule {
    private static final Parameter INVOKER =
            new Parameter("invoker", 0, "1 to demand a search path of functions with their caller's rights, too");

    private static final RuleInfo INFO = RuleInfo.of(
                    "function-search-path-mutable", Area.SECURITY, Needs.SQL, Severity.ERROR)
            .detects("A SECURITY DEFINER function or procedure does not set search_path.")
            .cost("whoever calls it decides which tables, functions and operators it finds, and it uses them with its "
                    + "owner's rights")
            .safe("SET search_path = pg_catalog, pg_temp, and name the schema of everything else.")
            .byHand("the schemas that its names stand in are known to its author")
            .parameter(INVOKER)
            .seed("Core: privileges as narrow as the need")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        boolean invoker = report.limit(INVOKER) > 0;
        for (Routine routine : schema.catalog().routines()) {
            RoutineProperties.of(routine, schema)
                    .filter(properties -> (properties.definer() || invoker)
                            && !properties.setsSearchPath()
                            && !properties.boundEarly()
                            && !properties.isCompiled())
                    .ifPresent(properties -> report.found(
                                    schema,
                                    SchemaObject.routine(routine.name(), routine.arguments()),
                                    SchemaContext.shown(routine.name())
                                            + (properties.definer()
                                                    ? " runs with its owner's rights, but its caller decides by"
                                                            + " search_path which objects it finds"
                                                    : " finds its objects by whatever search_path its caller has"))
                            .advice("ALTER " + routine.kind() + " " + SchemaAccess.sql(routine.name()) + "("
                                    + routine.arguments()
                                    + ") SET search_path = pg_catalog, pg_temp, and name the schema of everything"
                                    + " else in its body."));
        }
    }
}
