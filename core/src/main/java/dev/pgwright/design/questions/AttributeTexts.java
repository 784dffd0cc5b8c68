package dev.pgwright.design.questions;

import static dev.pgwright.design.requirements.AnswerTarget.keys;
import static dev.pgwright.design.requirements.AnswerTarget.none;
import static dev.pgwright.design.requirements.AnswerTarget.value;
import static dev.pgwright.design.requirements.Subject.Kind.ATTRIBUTE;

/** What is asked of attributes. */
final class AttributeTexts {
    static final QuestionText UNIQUE = new QuestionText(
            keys(ATTRIBUTE, "unique", "unique_within"),
            true,
            "May two {entities} have the same {attribute}?",
            "People look things up by it and expect one; a unique key is easy now and hard once there are duplicates.",
            "Yes: nothing refuses the second.",
            "a unique key",
            "{ unique: true }");
    static final QuestionText UNIQUE_SCOPE = new QuestionText(
            none(ATTRIBUTE),
            true,
            "Is {attribute} unique among all {entities}, or only within its {parent}?",
            "Counting starts anew within each {parent} as a rule; a unique key over all would refuse the second 1.",
            "Among all, as the requirements say.",
            "the columns of the unique key",
            "default");
    static final QuestionText REQUIRED = new QuestionText(
            value(ATTRIBUTE, "required"),
            true,
            "Can {attribute} of {entity} be missing? {patterns} {use} it.",
            "A row without a value is not found by a comparison, and stands at one end of a sorted list.",
            "Yes: the column may be empty, and such rows are left out or come last.",
            "NOT NULL, or a case of its own in the query",
            "true");
    static final QuestionText MINIMUM = new QuestionText(
            value(ATTRIBUTE, "min"),
            true,
            "Can {attribute} of {entity} be below zero?",
            "Two requests at once take the last piece; a check in the database refuses the second.",
            "Yes: nothing refuses it.",
            "a check",
            "0");
    static final QuestionText MAXIMUM = new QuestionText(
            keys(ATTRIBUTE, "min", "max"),
            true,
            "Can {attribute} of {entity} be above 100?",
            "Shares of a whole cannot; growth and mark-ups can.",
            "No: a check keeps it from 0 to 100.",
            "the check",
            "{ min: 0, max: 1000 }");
    static final QuestionText CURRENCY = new QuestionText(
            value(ATTRIBUTE, "currency"),
            true,
            "In which currency is {attribute} of {entity}?",
            "Amounts in different currencies cannot be added or compared.",
            "Each row says its own, in a second column.",
            "one column less, and sums that mean something",
            "EUR");
    static final QuestionText SCALE = new QuestionText(
            value(ATTRIBUTE, "scale"),
            true,
            "How many digits behind the point count for {attribute} of {entity}?",
            "Without a limit every digit of a division is stored, and equal values differ.",
            "As many as are written.",
            "the type, and the width of each row",
            "2");
    static final QuestionText LENGTH = new QuestionText(
            value(ATTRIBUTE, "max_length"),
            true,
            "How long can {attribute} of {entity} get?",
            "It is in an index, and PostgreSQL refuses a row whose index entry is longer than about 2,700 bytes.",
            "Short enough for an index.",
            "a check",
            "200");
    static final QuestionText TIME_ZONE = new QuestionText(
            value(ATTRIBUTE, "time_zone"),
            true,
            "In which time zone is {attribute} of {entity}?",
            "{why}",
            "{taken}",
            "{changes}",
            "Europe/Berlin");
    static final QuestionText DEFAULT = new QuestionText(
            value(ATTRIBUTE, "default"),
            true,
            "Which {attribute} has a new {entity}?",
            "Its changes are ruled, so that its beginning should be too.",
            "None: whoever inserts a row says it.",
            "the column's default",
            "open");
    static final QuestionText TRANSITIONS = new QuestionText(
            value(ATTRIBUTE, "transitions"),
            true,
            "Which {attribute} of {entity} may follow which?",
            "What must not happen, such as the return from {last} to {first}, the database can refuse.",
            "Any may follow any.",
            "a trigger that refuses other changes",
            "{ open: [closed] }");
    static final QuestionText FLAG = new QuestionText(
            none(ATTRIBUTE),
            true,
            "Is {attribute} of {entity} a state of its own, or does it repeat {other}?",
            "Two columns for one fact can contradict each other.",
            "A state of its own.",
            "one column less",
            "default");
    static final QuestionText REFERENCE = new QuestionText(
            none(ATTRIBUTE),
            true,
            "Does {attribute} of {entity} name a row of {parent}?",
            "As a plain value it can name a row that is not there; a foreign key refuses that.",
            "No: it is a plain value.",
            "a foreign key and its index: a relationship in place of the attribute",
            "default");
    static final QuestionText SENSITIVE = new QuestionText(
            value(ATTRIBUTE, "sensitive"),
            false,
            "Is {attribute} of {entity} personal data or a secret?",
            "What is sensitive is marked in every document, asked for its retention, and kept out of logs and copies.",
            "No.",
            "comments, documents and the question of retention",
            "true");
    static final QuestionText DISTANCE = new QuestionText(
            none(ATTRIBUTE),
            true,
            "Is {attribute} of {entity} asked for nearest first only, or for distances in metres too?",
            "A point of PostgreSQL is a pair of numbers: near is right within a region, metres need PostGIS.",
            "Nearest first by degrees, within a region.",
            "the PostGIS extension and the type geography",
            "default");
    static final QuestionText FILE = new QuestionText(
            none(ATTRIBUTE),
            false,
            "Where are the files in '{attribute}' of {entity} kept, and how large do they get?",
            "Files in the database make its backups slow; beside it they need a backup of their own.",
            "In an object store; the database has the path.",
            "backups, and whether a table of contents is needed",
            "default");
    static final QuestionText SEARCH_LANGUAGE = new QuestionText(
            value(ATTRIBUTE, "search_language"),
            false,
            "In which language is {attribute} of {entity}?",
            "'{pattern}' searches words in it; with the language known, 'shoe' finds 'shoes'.",
            "In several or an unknown one: words are matched as written.",
            "the configuration of the search",
            "english");

    static final QuestionText SEARCH_LANGUAGES = new QuestionText(
            none(ATTRIBUTE),
            true,
            "Is every {attribute} of {entity} in one language, though each {entity} says its own in {language}?",
            "'{pattern}' searches all of them as {configuration}: words of another language are cut as if they were"
                    + " {configuration}, and many forms of them are not found.",
            "All are searched as {configuration}.",
            "a search column that is made by the language of its row, and a search that names its own",
            "default");

    private AttributeTexts() {}
}
