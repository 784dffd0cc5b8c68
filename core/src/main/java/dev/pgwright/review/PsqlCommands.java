package dev.pgwright.review;

import dev.pgwright.finding.Finding;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Skipped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The commands of psql in a script, taken in with the statements that they stand between. */
final class PsqlCommands {
    private final Deque<Skipped> commands;
    private final Script script;
    private final SchemaFold schema;
    private final List<Finding> problems;

    /** @param problems gets what is to be said of them */
    PsqlCommands(ParsedSql parsed, Script script, SchemaFold schema, List<Finding> problems) {
        this.commands = new ArrayDeque<>(parsed.skipped());
        this.script = script;
        this.schema = schema;
        this.problems = problems;
    }

    /** Takes in those that stand before an offset. */
    void before(int offset) {
        while (!commands.isEmpty() && commands.peek().span().start() < offset) {
            PsqlCommand command = PsqlCommand.of(commands.remove(), script);
            if (command.readsSql()) {
                schema.anythingMayHaveChanged();
            }
            command.finding(script).ifPresent(problems::add);
        }
    }
}
