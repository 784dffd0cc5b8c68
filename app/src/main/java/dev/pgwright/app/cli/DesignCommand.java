package dev.pgwright.app.cli;

import dev.pgwright.api.DesignProject;
import dev.pgwright.design.questions.Question;
import dev.pgwright.finding.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright design}. */
final class DesignCommand implements Command {
    private static final String ANSWERS = "--answers";
    private static final String STRICT = "--strict";

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
        addQuestionOptions(spec);
        spec.addOption(OptionSpec.builder("--force")
                .type(boolean.class)
                .description("overwrite files in it that were edited")
                .build());
        spec.usageMessage()
                .description(
                        "design a database from its requirements and prove it",
                        "",
                        "Writes schema.sql, schema.dbml, queries, the first migration and its rollback,",
                        "ARCHITECTURE.md with every decision, questions.md with what is open, a diagram,",
                        "and evidence.json: each claim with the statement that showed it on an embedded",
                        "PostgreSQL.",
                        "",
                        "Exits with 0 when every claim was shown, with 1 when one was not, or when",
                        "--strict is given and a question is open that changes the schema; the folder",
                        "is written all the same.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright design requirements.yaml -o database",
                        "  pgwright design requirements.yaml --answers answers.yaml --strict -o database");
    }

    @Override
    public int run(ParseResult given, Session session) {
        Path file = given.matchedPositionalValue(0, Path.of(""));
        Path output = given.matchedOptionValue("--output", Path.of(""));
        DesignProject.Result result = DesignProject.run(
                new DesignProject.Request(
                        file, answers(given), output, given.hasMatchedOption("--force"), Version.NUMBER),
                session.progress());
        int exitCode = finish(result, session.terminal());
        boolean refused = isRefused(given, result.questions(), session.terminal());
        return refused ? ErrorCode.CHECK_FAILED.exitCode() : exitCode;
    }

    /** What has to do with questions is the same wherever requirements are read. */
    static void addQuestionOptions(CommandSpec spec) {
        spec.addOption(OptionSpec.builder(ANSWERS)
                .type(Path.class)
                .paramLabel("FILE")
                .description("answers to questions, YAML: an id and a value on each line")
                .build());
        spec.addOption(OptionSpec.builder(STRICT)
                .type(boolean.class)
                .description("exit with 1 while a question is open that changes the schema")
                .build());
    }

    static @Nullable Path answers(ParseResult given) {
        return given.<@Nullable Path>matchedOptionValue(ANSWERS, null);
    }

    /** Whether open questions are a reason to fail; names them then. */
    static boolean isRefused(ParseResult given, List<Question> questions, Terminal terminal) {
        List<Question> open = questions.stream().filter(Question::changesSchema).toList();
        if (!given.hasMatchedOption(STRICT) || open.isEmpty()) {
            return false;
        }
        terminal.error(terminal.styledError(Style.BOLD_RED, "error: ") + open.size()
                + (open.size() == 1 ? " open question changes" : " open questions change") + " the schema:");
        open.forEach(question -> terminal.error("  " + question.id()));
        terminal.error(terminal.styledError(Style.DIM, "  hint: ")
                + "answer them in the requirements or with --answers; 'default' accepts what was taken");
        return true;
    }

    /** Prints the summary; gives the exit code. */
    static int finish(DesignProject.Result result, Terminal terminal) {
        new DesignSummary(terminal).print(result);
        return result.report().allPassed() ? 0 : ErrorCode.CHECK_FAILED.exitCode();
    }
}
