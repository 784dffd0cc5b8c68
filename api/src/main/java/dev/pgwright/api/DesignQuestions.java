package dev.pgwright.api;

import dev.pgwright.design.decide.Design;
import dev.pgwright.design.questions.Question;
import dev.pgwright.design.questions.QuestionEngine;
import dev.pgwright.design.requirements.RequirementsDocument;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a requirements file to what it leaves open, in the order in which to ask. */
public final class DesignQuestions {
    private DesignQuestions() {}

    /**
     * What to read.
     *
     * @param answers to questions asked before; null when there are none
     */
    public record Request(Path requirements, @Nullable Path answers) {}

    /** The open questions, most important first. */
    public record Result(String project, List<Question> questions) {
        public Result {
            questions = List.copyOf(questions);
        }
    }

    /**
     * Reads and designs; needs no server and writes nothing.
     *
     * @throws dev.pgwright.finding.PgwrightException if the requirements or the answers are wrong
     */
    public static Result run(Request request, Progress progress) {
        RequirementsDocument document = document(request.requirements(), request.answers());
        Design design = DesignProject.design(DesignProject.read(document, progress), progress);
        return new Result(design.mapping().requirements().project().name(), ask(design, progress));
    }

    static RequirementsDocument document(Path requirements, @Nullable Path answers) {
        RequirementsDocument document = RequirementsDocument.read(requirements);
        return answers == null ? document : document.answered(answers, QuestionEngine.targets());
    }

    static List<Question> ask(Design design, Progress progress) {
        try (Progress.Step step = progress.step("Look for open questions")) {
            List<Question> questions = QuestionEngine.questions(design);
            step.done(
                    questions.isEmpty()
                            ? "none"
                            : questions.size() + ", "
                                    + questions.stream()
                                            .filter(Question::changesSchema)
                                            .count()
                                    + " about the schema");
            return questions;
        }
    }
}
