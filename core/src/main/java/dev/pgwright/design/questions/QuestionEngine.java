package dev.pgwright.design.questions;

import dev.pgwright.design.decide.Design;
import dev.pgwright.design.requirements.AnswerTarget;
import dev.pgwright.design.requirements.Stated;
import dev.pgwright.design.requirements.Subject;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.finding.Spelling;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what the requirements of a design leave open. */
public final class QuestionEngine {
    private static final Comparator<Question> ORDER = Comparator.comparing(Question::changesSchema)
            .thenComparing(Question::rows)
            .reversed()
            .thenComparing(Question::kind)
            .thenComparing(Question::id);

    private QuestionEngine() {}

    /** Where the answer to each kind of question goes. */
    public static Map<String, AnswerTarget> targets() {
        Map<String, AnswerTarget> targets = new LinkedHashMap<>();
        for (QuestionKind kind : QuestionKind.values()) {
            targets.put(kind.word(), kind.target());
        }
        return Collections.unmodifiableMap(targets);
    }

    /**
     * The open questions, those first that change the schema, and of these those that concern the most rows.
     *
     * @throws PgwrightException with {@link ErrorCode#INPUT} when the requirements accept the default of a question that
     *     there cannot be
     */
    public static List<Question> questions(Design design) {
        Stated stated = design.mapping().requirements().stated();
        checkAccepted(stated);
        Facts facts = new Facts(design);
        List<Question> found = new ArrayList<>();
        for (QuestionKind kind : QuestionKind.values()) {
            for (Raised raised : kind.find(facts)) {
                Question question = kind.question(raised);
                // what the design itself has split off nobody can answer for
                if (stated.knows(question.subject()) && !stated.accepted().containsKey(question.id())) {
                    found.add(question);
                }
            }
        }
        found.sort(ORDER);
        List<Question> ranked = new ArrayList<>();
        for (Question question : found) {
            ranked.add(new Question(
                    question.id(),
                    question.kind(),
                    question.subject(),
                    question.place(),
                    question.text(),
                    question.why(),
                    question.taken(),
                    question.changes(),
                    question.rows(),
                    ranked.size() + 1));
        }
        return List.copyOf(ranked);
    }

    private static void checkAccepted(Stated stated) {
        List<Problem> problems = new ArrayList<>();
        stated.accepted().forEach((id, place) -> problem(stated, id, place).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            throw new PgwrightException(ErrorCode.INPUT, problems);
        }
    }

    private static Optional<Problem> problem(Stated stated, String id, Place place) {
        int colon = id.indexOf(':');
        String word = colon < 0 ? id : id.substring(0, colon);
        AnswerTarget target = targets().get(word);
        if (target == null) {
            return Optional.of(new Problem(
                    place,
                    "no question has the id '" + id + "': there is no kind '" + word + "'",
                    Spelling.nearest(word, targets().keySet())
                            .map(near -> "Did you mean '" + near + "'? docs/questions.md lists the kinds")
                            .orElse("docs/questions.md lists the kinds")));
        }
        Subject subject = new Subject(target.subject(), id.substring(colon + 1));
        if (colon >= 0 && stated.knows(subject)) {
            return Optional.empty();
        }
        List<String> ids = stated.keys().keySet().stream()
                .filter(known -> known.kind() == target.subject())
                .map(known -> word + ":" + known.name())
                .sorted()
                .toList();
        return Optional.of(new Problem(
                place,
                "no question has the id '" + id + "': there is no "
                        + target.subject().words() + " '" + (colon < 0 ? "" : subject.name()) + "'",
                Spelling.nearest(id, ids)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse(null)));
    }
}
