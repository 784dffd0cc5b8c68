package dev.pgwright.design.questions;

import static dev.pgwright.design.requirements.AnswerTarget.none;
import static dev.pgwright.design.requirements.AnswerTarget.value;
import static dev.pgwright.design.requirements.Subject.Kind.ENTITY;
import static dev.pgwright.design.requirements.Subject.Kind.RELATIONSHIP;

/** What is asked of relationships. */
final class RelationshipTexts {
    static final QuestionText ON_DELETE = new QuestionText(
            value(RELATIONSHIP, "on_delete"),
            true,
            "What becomes of {child} when its {role} is deleted?",
            "A foreign key must refuse, delete too, or forget; the wrong one loses data or blocks the work.",
            "The deletion is refused.",
            "ON DELETE of the foreign key",
            "restrict");
    static final QuestionText PAIRS = new QuestionText(
            value(RELATIONSHIP, "volume"),
            false,
            "How many pairs of {from} and {to} are there, and how many come in a day?",
            "A junction is often the largest table of all.",
            "Few enough not to matter.",
            "the estimate of size and the costs of indexes",
            "{ rows: 1M, growth: 1k/day }");
    static final QuestionText CARDINALITY = new QuestionText(
            value(RELATIONSHIP, "kind"),
            true,
            "Can one {from} really have {many}?",
            "One and many are different constraints; changing over later means to choose among rows.",
            "As the requirements say: {kind}.",
            "a unique key, and the shape of the queries",
            "1:1");
    static final QuestionText OPTIONAL = new QuestionText(
            value(RELATIONSHIP, "required"),
            true,
            "Can {role} of {child} be missing?",
            "Nothing else says what such a row belongs to; NOT NULL keeps orphans out.",
            "Yes: the column may be empty.",
            "NOT NULL of the foreign key's column",
            "true");
    static final QuestionText AGAIN = new QuestionText(
            value(RELATIONSHIP, "kind"),
            true,
            "When {child} is {ended}, can its {role} get a new one?",
            "1:1 is a unique key: the ended row blocks a second one for ever.",
            "No: there is one for good.",
            "the unique key: 1:N, or unique among those that count",
            "1:N");
    static final QuestionText PAIR_AGAIN = new QuestionText(
            none(RELATIONSHIP),
            true,
            "Can the same {from} and {to} belong together twice, at different times?",
            "{attribute} says when; with the pair as the key there is one time only, and an earlier one is overwritten.",
            "No: the pair is the key.",
            "the key of the junction: it becomes an entity with two relationships of kind 1:N",
            "default");
    static final QuestionText HIERARCHY = new QuestionText(
            none(RELATIONSHIP),
            false,
            "How deep does {entity} nest in {entity}, and who keeps it from containing itself?",
            "A foreign key allows rings, on which recursive queries do not end.",
            "A few levels; the application keeps rings out.",
            "a check by trigger, or the path stored with each row",
            "default");
    static final QuestionText SAME = new QuestionText(
            none(ENTITY),
            true,
            "Do {paths} of one {entity} always name the same {ancestor}?",
            "There are two ways to the same fact, and nothing keeps them in step.",
            "Both are kept, and not compared.",
            "one reference less, or a foreign key that carries the shared column",
            "default");

    private RelationshipTexts() {}
}
