package dev.pgwright.app.cli;

import dev.pgwright.api.DesignQuestions;
import dev.pgwright.design.questions.Question;
import dev.pgwright.design.write.QuestionsWriter;
import dev.pgwright.finding.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright design questions}. */
final class DesignQuestionsCommand implements Command {
    private static final String FORMAT = "--format";

    /** How questions are printed. */
    enum Format {
        TEXT,
        JSON
    }

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
        DesignCommand.addQuestionOptions(spec);
        spec.addOption(OptionSpec.builder(FORMAT)
                .type(Format.class)
                .paramLabel("FORMAT")
                .description("text or json; text unless given")
                .build());
        spec.usageMessage()
                .description(
                        "list what the requirements leave open",
                        "",
                        "Those questions first that change the schema, and of these those that concern",
                        "the most rows; each with its reason and with what is taken until somebody",
                        "answers. Needs no server and writes nothing. docs/questions.md lists all that",
                        "can be asked.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  pgwright design questions requirements.yaml",
                        "  pgwright design questions requirements.yaml --answers answers.yaml --strict");
    }

    @Override
    public int run(ParseResult given, Session session) {
        Path file = given.matchedPositionalValue(0, Path.of(""));
        DesignQuestions.Result result = DesignQuestions.run(
                new DesignQuestions.Request(file, DesignCommand.answers(given)), session.progress());
        Terminal terminal = session.terminal();
        if (given.matchedOptionValue(FORMAT, Format.TEXT) == Format.JSON) {
            QuestionsWriter.json(result.project(), result.questions()).lines().forEach(terminal::print);
        } else {
            print(result, terminal);
        }
        return DesignCommand.isRefused(given, result.questions(), terminal) ? ErrorCode.CHECK_FAILED.exitCode() : 0;
    }

    private static void print(DesignQuestions.Result result, Terminal terminal) {
        List<Question> questions = result.questions();
        if (questions.isEmpty()) {
            terminal.print(
                    "Nothing is open: the requirements of " + result.project() + " say all that a design needs.");
            return;
        }
        group("These change the schema", terminal, questions, true);
        group("These change indexes, documents and estimates only", terminal, questions, false);
        terminal.print("Answer them in the requirements, or in a file for --answers, such as");
        questions.stream()
                .limit(2)
                .forEach(question ->
                        terminal.print("  " + question.id() + ": " + terminal.styled(Style.DIM, question.example())));
        terminal.print("'default' accepts what was taken.");
    }

    private static void group(String title, Terminal terminal, List<Question> questions, boolean schema) {
        List<Question> shown = questions.stream()
                .filter(question -> question.changesSchema() == schema)
                .toList();
        if (!shown.isEmpty()) {
            terminal.print(terminal.styled(Style.BOLD, title));
            terminal.print("");
            for (Question question : shown) {
                new QuestionLines(terminal).print(question);
                terminal.print("");
            }
        }
    }
}
