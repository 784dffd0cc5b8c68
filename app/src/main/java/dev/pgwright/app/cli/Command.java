package dev.pgwright.app.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What one command accepts and does. Built only when it is asked for. */
interface Command {
    /** Adds options, parameters, a longer description and examples; name and summary are there already. */
    void describe(CommandSpec spec);

    /**
     * Does the work.
     *
     * @return the exit code, by {@link dev.pgwright.finding.ErrorCode}; 0 is fine
     */
    int run(ParseResult given, Session session);
}
