package dev.pgwright.load.folded;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.View;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.load.script.SqlScripts;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What SQL makes of an empty database, told from its statements alone, without a server. What PostgreSQL would refuse
 * is refused here in its words; statements that are not followed are in the catalog as not modelled. Queries, bodies and
 * all but the usual expressions are as they are written, not as PostgreSQL would show them.
 */
public final class FoldedSource {
    private static final String NOT_FOLLOWED = "statement not followed";
    private static final Set<String> ROUTINES = Set.of("function", "procedure", "aggregate");
    private static final int SHOWN = 100;

    private FoldedSource() {}

    /**
     * Folds files one after the other.
     *
     * @param version the major version of PostgreSQL whose rules count
     * @throws PgwrightException with all places that do not parse, or else all that PostgreSQL would refuse
     */
    public static Catalog load(List<SourceFile> files, int version) {
        // views and defaults are parsed again for themselves
        return Sql.parsingOften(() -> fold(SqlScripts.parse(files), version, Catalog.EMPTY));
    }

    /**
     * The same for the DDL of a model and what is to be run behind it. Kinds of objects that are not followed are taken from
     * the model.
     *
     * @param ddl of the model
     */
    public static Catalog load(Catalog model, SourceFile ddl, SourceFile more, int version) {
        return Sql.parsingOften(() -> fold(SqlScripts.parse(List.of(ddl, more)), version, model));
    }

    /** Whether this is in a catalog because no server was asked. */
    public static boolean isNotFollowed(NotModelled object) {
        return object.kind().equals(NOT_FOLLOWED);
    }

    private static Catalog fold(List<ParsedSql> scripts, int version, Catalog model) {
        SchemaFold fold = SchemaFold.empty(version);
        List<Problem> refused = new ArrayList<>();
        Set<NotModelled> absent = new LinkedHashSet<>(model.notModelled());
        boolean isModel = !model.equals(Catalog.EMPTY);
        for (ParsedSql script : scripts) {
            for (Statement statement : script.statements()) {
                String text = script.source().text();
                for (FoldFault fault : fold.apply(statement, text)) {
                    if (fault.refused()) {
                        refused.add(new Problem(
                                script.source().place(statement.span().start()), fault.message(), null));
                    } else if (!isModel) {
                        absent.add(notFollowed(statement.span().of(text)));
                    }
                }
            }
            isModel = false;
        }
        if (!refused.isEmpty()) {
            throw new PgwrightException(ErrorCode.INPUT, refused);
        }
        return complete(fold, model, List.copyOf(absent));
    }

    private static NotModelled notFollowed(String statement) {
        String line = String.join(" ", statement.strip().split("\\s+"));
        return new NotModelled(NOT_FOLLOWED, line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...");
    }

    private static Catalog complete(SchemaFold fold, Catalog model, List<NotModelled> absent) {
        Catalog catalog = fold.catalog();
        List<View> views = catalog.views().stream()
                .map(view -> view.withQuery(fold.state().query(view.name()).orElse(view.query())))
                .toList();
        return new Catalog(
                catalog.schemas(),
                catalog.extensions(),
                catalog.enums(),
                catalog.domains(),
                catalog.composites(),
                catalog.ranges(),
                catalog.sequences(),
                catalog.tables(),
                views,
                catalog.routines().stream().map(FoldedSource::qualified).toList(),
                model.objects(),
                catalog.access(),
                model.comments(),
                model.labels(),
                absent);
    }

    /**
     * The statement that makes a routine, with the schema that it is in: the search path of then is not that of whoever
     * runs it again.
     */
    private static Routine qualified(Routine routine) {
        String text = routine.definition();
        List<Token> tokens = Sql.tokens(text);
        int first = 0;
        while (!ROUTINES.contains(tokens.get(first).span().of(text).toLowerCase(Locale.ROOT))) {
            first++;
        }
        int last = first + 1;
        while (tokens.get(last + 1).span().of(text).equals(".")) {
            last += 2;
        }
        String name = Identifiers.quoteIdentifier(
                routine.name().schema(), routine.name().name());
        return new Routine(
                routine.name(),
                routine.kind(),
                routine.arguments(),
                text.substring(0, tokens.get(first + 1).span().start())
                        + name
                        + text.substring(tokens.get(last).span().end()),
                routine.comment());
    }
}
