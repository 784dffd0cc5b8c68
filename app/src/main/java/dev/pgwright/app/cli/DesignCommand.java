package dev.pgwright.app.cli;

import dev.pgwright.api.DesignProject;
import dev.pgwright.finding.ErrorCode;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright design}. */
final class DesignCommand implements Command {
    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .type(Path.class)
                .paramLabel("FILE")
                .description("the requirements, YAML; docs/requirements.md describes them")
                .build());
        spec.addOption(OptionSpec.builder("-o", "--output")
                .type(Path.class)
                .required(true)
                .paramLabel("DIR")
                .description("the folder to write; made if it is not there")
                .build());
        spec.addOption(OptionSpec.builder("--force")
                .type(boolean.class)
                .description("overwrite files in it that were edited")
                .build());
        spec.usageMessage()
                .description(
                        "design a database from its requirements and prove it",
                        "",
                        "Writes schema.sql, schema.dbml, queries, the first migration and its rollback,",
                        "ARCHITECTURE.md with every decision, a diagram, and evidence.json: each claim",
                        "with the statement that showed it on an embedded PostgreSQL.",
                        "",
                        "Exits with 0 when every claim was shown, with 1 when one was not.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer("  pgwright design requirements.yaml -o database");
    }

    @Override
    public int run(ParseResult given, Session session) {
        Path file = given.matchedPositionalValue(0, Path.of(""));
        Path output = given.matchedOptionValue("--output", Path.of(""));
        DesignProject.Result result = DesignProject.run(
                new DesignProject.Request(file, output, given.hasMatchedOption("--force"), Version.NUMBER),
                session.progress());
        return finish(result, session.terminal());
    }

    /** Prints the summary; gives the exit code. */
    static int finish(DesignProject.Result result, Terminal terminal) {
        new DesignSummary(terminal).print(result);
        return result.report().allPassed() ? 0 : ErrorCode.CHECK_FAILED.exitCode();
    }
}
