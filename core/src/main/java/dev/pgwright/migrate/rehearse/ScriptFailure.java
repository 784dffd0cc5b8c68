package dev.pgwright.migrate.rehearse;

import dev.pgwright.source.Place;

/** What ended a script: where, and the server's words. */
public record ScriptFailure(Place place, String message) {}
