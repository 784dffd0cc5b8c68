package dev.pgwright.migrate.rehearse;

import dev.pgwright.load.migrations.Script;
import dev.pgwright.source.Place;
import dev.pgwright.source.Span;
import dev.pgwright.sql.SyntaxError;

/** What ended a script: where, and the server's words. */
public record ScriptFailure(Place place, String message) {
    static ScriptFailure of(Script script, Span statement, String message) {
        Span there = script.inSource(Span.at(statement.start()));
        return new ScriptFailure(script.source().place(there.start()), message);
    }

    static ScriptFailure of(Script script, SyntaxError error) {
        return of(script, error.span(), error.message());
    }
}
