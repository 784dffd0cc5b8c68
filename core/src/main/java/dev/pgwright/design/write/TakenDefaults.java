package dev.pgwright.design.write;

import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.OnDeleteDecision;
import dev.pgwright.design.questions.Question;
import dev.pgwright.design.requirements.AnswerTarget;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.RequirementsDocument.Explicit;
import dev.pgwright.design.requirements.Stated;
import dev.pgwright.design.requirements.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a design took for what nobody said, to be written out in {@code requirements.normalized.yaml}. */
public final class TakenDefaults {
    /** Keys that are false unless said. */
    private static final Set<String> FLAGS = Set.of("required", "sensitive", "shared", "unique");

    private TakenDefaults() {}

    /** The names and deletions that were decided, and a remark for each open question that has a key of its own. */
    public static List<Explicit> of(Design design, List<Question> questions) {
        List<Explicit> taken = new ArrayList<>();
        Stated stated = design.mapping().requirements().stated();
        for (EntityTable table : design.mapping().tables()) {
            Subject subject = Subject.of(table.entity());
            if (!stated.says(subject, "table")) {
                taken.add(new Explicit(subject, "table", table.name().name(), "default"));
            }
        }
        for (Relationship relationship : design.mapping().requirements().relationships()) {
            Subject subject = Subject.of(relationship);
            if (!stated.says(subject, "on_delete")) {
                taken.add(new Explicit(subject, "on_delete", word(OnDeleteDecision.action(relationship)), "default"));
            }
        }
        for (Question question : questions) {
            AnswerTarget target = question.kind().target();
            if (target.form() == AnswerTarget.Form.VALUE) {
                String key = target.keys().get(0);
                String value = taken.stream()
                        .filter(explicit -> explicit.subject().equals(question.subject())
                                && explicit.key().equals(key))
                        .findFirst()
                        .map(Explicit::value)
                        .orElse(FLAGS.contains(key) ? "false" : key.equals("identity") ? "local" : null);
                taken.removeIf(explicit -> explicit.subject().equals(question.subject())
                        && explicit.key().equals(key));
                taken.add(new Explicit(
                        question.subject(),
                        key,
                        value,
                        (value == null ? question.taken() + " " : "") + "taken: " + question.id()));
            }
        }
        return taken;
    }

    private static String word(ReferentialAction action) {
        return switch (action) {
            case CASCADE -> "cascade";
            case SET_NULL, SET_DEFAULT -> "unset";
            case RESTRICT, NO_ACTION -> "restrict";
        };
    }
}
