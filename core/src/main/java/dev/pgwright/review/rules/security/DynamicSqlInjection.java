package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Table;
import dev.pgwright.code.EmbeddedStatement.OpenPart;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.CodeContext;
import dev.pgwright.review.CodeRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Text of the caller that becomes SQL. */
public final class DynamicSqlInjection implements StatementRule, SchemaRule, CodeRule {
    private static final RuleInfo INFO = RuleInfo.of("dynamic-sql-injection", Area.SECURITY, Needs.SQL, Severity.ERROR)
            .detects(
                    "EXECUTE runs a text that is put together with || or format('%s') from an argument of the function, or "
                            + "from the row of a trigger; or a program puts its SQL together from what it is given.")
            .cost("a caller can have SQL of its own run, with the rights of the function or program")
            .safe("Pass values by USING or as parameters, and names by format('%I') or quote_ident().")
            .byHand("what is a name and what is a value in the text is known to its author")
            .seed("Core: dynamic SQL is parametrized")
            .build();

    /** Every form of dynamic SQL has the word. */
    private static final String EXECUTE = "execute";

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Arguments are known where the function is made. */
    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof CreateFunctionStmt create) {
            statement.bodyWith(EXECUTE).ifPresent(body -> {
                DynamicText text = DynamicText.of(create, body, column -> false);
                for (Inner inner : body.statements()) {
                    List<String> names = unquoted(text, inner);
                    if (!names.isEmpty()) {
                        report.found(statement, message(names)).at(inner.span());
                    }
                }
            });
        }
    }

    /** What the row of a trigger has is known in the end; and what a database has was made by statements nobody shows. */
    @Override
    public void check(SchemaContext schema, Report report) {
        for (Routine routine : schema.catalog().routines()) {
            if (!routine.definition().toLowerCase(Locale.ROOT).contains(EXECUTE)) {
                continue;
            }
            try {
                Statement statement = Sql.parseStatement(routine.definition());
                Optional<RoutineBody> body = RoutineBody.ofDefinition(statement, routine.definition());
                if (body.isPresent() && statement.tree() instanceof CreateFunctionStmt create) {
                    DynamicText text = DynamicText.of(create, body.get(), textColumns(schema, routine));
                    body.get().statements().stream()
                            .map(inner -> unquoted(text, inner).stream()
                                    .filter(name -> schema.isDatabase() || name.contains("."))
                                    .toList())
                            .filter(names -> !names.isEmpty())
                            .forEach(names -> report.found(
                                    schema, SchemaObject.routine(routine.name(), routine.arguments()), message(names)));
                }
            } catch (PgwrightException notReadable) {
                // an aggregate, or a language that nobody reads here
            }
        }
    }

    /** The columns that are texts in every table whose trigger calls the function. */
    private static Predicate<String> textColumns(SchemaContext schema, Routine routine) {
        List<Table> tables = schema.state().uses().triggersOf(routine.name()).stream()
                .flatMap(name -> schema.state().table(name).stream())
                .toList();
        return column -> !tables.isEmpty()
                && tables.stream()
                        .allMatch(table -> table.columns().stream()
                                .anyMatch(one -> one.name().equals(column) && DynamicText.isTextual(one.type())));
    }

    /** A program: what comes from a parameter or request, and what stands between quotes without being quoted. */
    @Override
    public void check(CodeContext code, Report report) {
        for (OpenPart part : code.statement().parts()) {
            if (part.fromInput()) {
                report.found(code, part.span(), message(List.of(part.shown())))
                        .advice(
                                "Pass values as parameters; choose names and directions from constants of the program.");
            } else if (part.argument()) {
                report.found(code, part.span(), message(List.of(part.shown())))
                        .severity(Severity.WARNING)
                        .evidence(Evidence.ASSUMED)
                        .advice("Pass values as parameters; say by its type if this is a number.");
            } else if (part.quoted()) {
                report.found(
                                code,
                                part.span(),
                                "The value of " + part.shown()
                                        + " is put between quotes as it is, so that a quote in it ends the text and begins SQL")
                        .severity(Severity.WARNING)
                        .evidence(Evidence.ASSUMED)
                        .advice("Pass it as a parameter.");
            }
        }
    }

    private static String message(List<String> names) {
        boolean one = names.size() == 1;
        String all = one
                ? "value of " + names.get(0) + " becomes a part of the SQL that is run here as it is"
                : "values of " + String.join(", ", names.subList(0, names.size() - 1)) + " and "
                        + names.get(names.size() - 1)
                        + " become parts of the SQL that is run here as they are";
        return "The " + all + ", so that whoever chooses " + (one ? "it" : "them") + " chooses the SQL";
    }

    private static List<String> unquoted(DynamicText text, Inner inner) {
        Optional<PlpgsqlNode> expression =
                inner.dynamic() ? inner.node().node("query") : inner.node().node("dynquery");
        return expression
                .flatMap(node -> node.text("query"))
                .flatMap(RoutineBody::expression)
                .flatMap(DynamicSqlInjection::value)
                .map(text::unquoted)
                .orElse(List.of());
    }

    private static Optional<Node> value(Node tree) {
        return tree instanceof SelectStmt select
                        && select.targetList().size() == 1
                        && select.targetList().get(0) instanceof ResTarget target
                ? Optional.ofNullable(target.val())
                : Optional.empty();
    }
}
