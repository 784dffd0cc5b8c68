package dev.pgwright.load.script;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Skipped;
import dev.pgwright.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses files that are to be carried out as a whole. */
public final class SqlScripts {
    private static final Pattern COMMAND = Pattern.compile("\\\\(\\w+)");

    /** Commands of psql by which SQL comes from elsewhere or runs only sometimes: without them the schema is another. */
    private static final Set<String> COMMANDS_THAT_MATTER =
            Set.of("i", "ir", "include", "include_relative", "if", "gexec");

    private SqlScripts() {}

    /**
     * Parses files.
     *
     * @throws PgwrightException with all places that do not parse or would need psql
     */
    public static List<ParsedSql> parse(List<SourceFile> files) {
        List<ParsedSql> parsed = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (SourceFile file : files) {
            ParsedSql sql = Sql.parse(file);
            parsed.add(sql);
            sql.errors()
                    .forEach(error ->
                            problems.add(new Problem(file.place(error.span().start()), error.message(), null)));
            sql.skipped().forEach(skipped -> refusal(file, skipped).ifPresent(problems::add));
        }
        if (!problems.isEmpty()) {
            throw new PgwrightException(ErrorCode.INPUT, problems);
        }
        return parsed;
    }

    private static Optional<Problem> refusal(SourceFile file, Skipped skipped) {
        Matcher command = COMMAND.matcher(skipped.span().of(file.text()));
        boolean matters = skipped.kind() == Skipped.Kind.META_COMMAND
                && command.lookingAt()
                && COMMANDS_THAT_MATTER.contains(command.group(1));
        return matters
                ? Optional.of(new Problem(
                        file.place(skipped.span().start()),
                        "psql's command " + command.group() + " is not carried out here",
                        "give the files that psql would read, in their order"))
                : Optional.empty();
    }
}
