package dev.pgwright.design.questions;

import static dev.pgwright.design.requirements.AnswerTarget.entries;
import static dev.pgwright.design.requirements.AnswerTarget.none;
import static dev.pgwright.design.requirements.AnswerTarget.value;
import static dev.pgwright.design.requirements.Subject.Kind.ENTITY;
import static dev.pgwright.design.requirements.Subject.Kind.PROJECT;
import static dev.pgwright.design.requirements.Subject.Kind.RULE;

/** What is asked of the project, its entities and the rules on them. */
final class EntityTexts {
    static final QuestionText VOLUME = new QuestionText(
            value(ENTITY, "volume"),
            true,
            "How many {entities} are there at go-live, and how many come in a day?",
            "Partitions, index types and disks depend on it, and a table is split most easily while it is empty.",
            "Few enough for one plain table.",
            "partitions, index types and the estimate of size",
            "{ rows: 100k, growth: 200/day }");
    static final QuestionText GROWTH = new QuestionText(
            value(ENTITY, "volume.growth"),
            true,
            "There are {rows} {entities} at go-live: how many come in a day?",
            "A large table that grows is partitioned; one that does not is left alone.",
            "None: the table stays as large as it is.",
            "partitions and the estimate of size",
            "5k/day");
    static final QuestionText TENANCY = new QuestionText(
            entries(PROJECT, "tenancy"),
            true,
            "Does each {entity} see only its own rows, like a tenant?",
            "A tenant belongs in every key; to add it later touches every table and every query.",
            "No: {entity} is an entity like any other.",
            "every primary key, foreign key and index",
            "{ entity: organisation }");
    static final QuestionText SHARED = new QuestionText(
            value(ENTITY, "shared"),
            true,
            "Is {entity} the same for all tenants, or does each have its own?",
            "There are so few rows that they look like a common list.",
            "Each tenant has its own.",
            "the tenant's column in the table and in its keys",
            "true");
    static final QuestionText IDENTITY = new QuestionText(
            value(ENTITY, "identity"),
            true,
            "Are identifiers of {entities} made or kept outside this database too?",
            "{attribute} is the identifier of another system; numbers from two sources collide, UUIDs do not.",
            "No: bigint, made here.",
            "the type of the primary key and of all references to it",
            "global");
    static final QuestionText IDENTIFY = new QuestionText(
            entries(ENTITY, "rules"),
            true,
            "How do people tell one {entity} from another, and which two would be duplicates?",
            "No attribute is unique; the same thing can be entered twice, and merging is work for ever.",
            "By its id alone: duplicates are possible.",
            "a unique key",
            "{ one_name: { entity: SUBJECT, unique: [name] } }");
    static final QuestionText PAIR = new QuestionText(
            entries(ENTITY, "rules"),
            true,
            "May the same {parents} be connected by two {entities}?",
            "{entity} has nothing of its own that would tell the two apart.",
            "Yes: nothing refuses the second.",
            "a unique key of the references",
            "{ one_pair: { entity: SUBJECT, unique: [customer, listing] } }");
    static final QuestionText POSITION = new QuestionText(
            entries(ENTITY, "attributes"),
            true,
            "In which order are the {entities} of one {parent} shown?",
            "Rows have no order of their own, and {pattern} brings them along.",
            "By id: the order in which they were inserted.",
            "a position column, unique within its {parent}",
            "{ position: { type: integer, required: true, min: 1 } }");
    static final QuestionText OVERLAP = new QuestionText(
            entries(ENTITY, "rules"),
            true,
            "May two {entities} of the same {parent} overlap in time?",
            "Only the database sees two requests at once; an exclusion constraint refuses the second.",
            "Yes: nothing refuses it.",
            "an exclusion constraint on a GiST index",
            "{ one_at_a_time: { entity: SUBJECT, no_overlap: [during], within: [room] } }");
    static final QuestionText ENDS = new QuestionText(
            entries(ENTITY, "rules"),
            true,
            "Does {end} of {entity} always come after {start}?",
            "A period that ends before it begins is found by no query.",
            "Not refused.",
            "a check",
            "{ ends_after_start: { entity: SUBJECT, check: ends_at > starts_at } }");
    static final QuestionText LAST_DAY = new QuestionText(
            value(RULE, "last_day"),
            true,
            "Does the day {end} still belong to {entity}?",
            "If it does, one that ends and one that begins on that day overlap.",
            "No: the next one may begin on it.",
            "the range that the exclusion constraint compares",
            "included");
    static final QuestionText MISSING_VALUES = new QuestionText(
            value(RULE, "missing"),
            true,
            "Are two rows of {entity} equal that both lack {attributes}?",
            "To PostgreSQL two missing values differ, unless the key says otherwise.",
            "{taken}",
            "what the unique key refuses",
            "distinct");
    static final QuestionText HISTORY = new QuestionText(
            value(ENTITY, "audit"),
            true,
            "Must it be known later what {attribute} of {entity} was, and who changed it?",
            "An UPDATE overwrites; what was not kept cannot be had afterwards.",
            "No: only the present value is kept.",
            "a table of earlier values, filled by a trigger",
            "true");
    static final QuestionText RETENTION = new QuestionText(
            value(ENTITY, "retention"),
            true,
            "How long may personal data of {entity} be kept?",
            "Data protection law asks for an end; to delete old rows from a large table is a job of its own.",
            "For ever.",
            "partitions by age, or a job that deletes",
            "{ keep: 3 years, by: created_at }");
    static final QuestionText RETENTION_BLOCKED = new QuestionText(
            none(ENTITY),
            true,
            "What becomes of {children} whose {entity} is past its time?",
            "Old {entities} are to go after {days} days, but a reference to them refuses.",
            "They stay as long as something refers to them.",
            "ON DELETE, or a retention of {children} too",
            "default");
    static final QuestionText GO_LIVE = new QuestionText(
            value(PROJECT, "go_live"),
            true,
            "When does the system go live?",
            "{tables} {are} partitioned by time, and the first partitions start on that day.",
            "Nobody knows: there is only a default partition.",
            "the first partitions",
            "2027-01-01");

    private EntityTexts() {}
}
