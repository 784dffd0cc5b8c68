package dev.pgwright.design.questions;

import static dev.pgwright.design.requirements.AnswerTarget.entries;
import static dev.pgwright.design.requirements.AnswerTarget.keys;
import static dev.pgwright.design.requirements.AnswerTarget.none;
import static dev.pgwright.design.requirements.AnswerTarget.value;
import static dev.pgwright.design.requirements.Subject.Kind.ACCESS_PATTERN;
import static dev.pgwright.design.requirements.Subject.Kind.ATTRIBUTE;
import static dev.pgwright.design.requirements.Subject.Kind.ENTITY;
import static dev.pgwright.design.requirements.Subject.Kind.PROJECT;
import static dev.pgwright.design.requirements.Subject.Kind.RELATIONSHIP;
import static dev.pgwright.design.requirements.Subject.Kind.RULE;

import dev.pgwright.design.requirements.AnswerTarget;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything that can be asked, in the order in which questions of equal weight are put. Names in braces in the texts
 * stand for what a question is about.
 */
public enum QuestionKind {
    ON_DELETE(
            value(RELATIONSHIP, "on_delete"),
            true,
            "What becomes of {child} when its {role} is deleted?",
            "A foreign key must refuse, delete too, or forget; the wrong one loses data or blocks the work.",
            "The deletion is refused.",
            "ON DELETE of the foreign key",
            "restrict",
            RelationshipQuestions::onDelete),
    VOLUME(
            value(ENTITY, "volume"),
            true,
            "How many {entities} are there at go-live, and how many come in a day?",
            "Partitions, index types and disks depend on it, and a table is split most easily while it is empty.",
            "Few enough for one plain table.",
            "partitions, index types and the estimate of size",
            "{ rows: 100k, growth: 200/day }",
            EntityQuestions::volume),
    GROWTH(
            value(ENTITY, "volume.growth"),
            true,
            "There are {rows} {entities} at go-live: how many come in a day?",
            "A large table that grows is partitioned; one that does not is left alone.",
            "None: the table stays as large as it is.",
            "partitions and the estimate of size",
            "5k/day",
            EntityQuestions::growth),
    PAIRS(
            value(RELATIONSHIP, "volume"),
            false,
            "How many pairs of {from} and {to} are there, and how many come in a day?",
            "A junction is often the largest table of all.",
            "Few enough not to matter.",
            "the estimate of size and the costs of indexes",
            "{ rows: 1M, growth: 1k/day }",
            RelationshipQuestions::pairs),
    CARDINALITY(
            value(RELATIONSHIP, "kind"),
            true,
            "Can one {from} really have {many}?",
            "One and many are different constraints; changing over later means to choose among rows.",
            "As the requirements say: {kind}.",
            "a unique key, and the shape of the queries",
            "1:1",
            RelationshipQuestions::cardinality),
    OPTIONAL(
            value(RELATIONSHIP, "required"),
            true,
            "Is there {child} without {role}?",
            "Nothing else says what such a row belongs to; NOT NULL keeps orphans out.",
            "Yes: the column may be empty.",
            "NOT NULL of the foreign key's column",
            "true",
            RelationshipQuestions::optional),
    AGAIN(
            value(RELATIONSHIP, "kind"),
            true,
            "When {child} is {ended}, can its {role} get a new one?",
            "1:1 is a unique key: the ended row blocks a second one for ever.",
            "No: there is one for good.",
            "the unique key: 1:N, or unique among those that count",
            "1:N",
            RelationshipQuestions::again),
    PAIR_AGAIN(
            none(RELATIONSHIP),
            true,
            "Can the same {from} and {to} belong together twice, at different times?",
            "{attribute} says when; with the pair as the key there is one time only, and an earlier one is overwritten.",
            "No: the pair is the key.",
            "the key of the junction: it becomes an entity with two relationships of kind 1:N",
            "default",
            RelationshipQuestions::pairAgain),
    HIERARCHY(
            none(RELATIONSHIP),
            false,
            "How deep does {entity} nest in {entity}, and who keeps it from containing itself?",
            "A foreign key allows rings, on which recursive queries do not end.",
            "A few levels; the application keeps rings out.",
            "a check by trigger, or the path stored with each row",
            "default",
            RelationshipQuestions::hierarchy),
    SAME(
            none(ENTITY),
            true,
            "Do {paths} of one {entity} always name the same {ancestor}?",
            "There are two ways to the same fact, and nothing keeps them in step.",
            "Both are kept, and not compared.",
            "one reference less, or a foreign key that carries the shared column",
            "default",
            RelationshipQuestions::same),
    TENANCY(
            entries(PROJECT, "tenancy"),
            true,
            "Does each {entity} see only its own rows, like a tenant?",
            "A tenant belongs in every key; to add it later touches every table and every query.",
            "No: {entity} is an entity like any other.",
            "every primary key, foreign key and index",
            "{ entity: organisation }",
            ProjectQuestions::tenancy),
    SHARED(
            value(ENTITY, "shared"),
            true,
            "Is {entity} the same for all tenants, or does each have its own?",
            "There are so few rows that they look like a common list.",
            "Each tenant has its own.",
            "the tenant's column in the table and in its keys",
            "true",
            EntityQuestions::shared),
    IDENTITY(
            value(ENTITY, "identity"),
            true,
            "Are identifiers of {entities} made or kept outside this database too?",
            "{attribute} is the identifier of another system; numbers from two sources collide, UUIDs do not.",
            "No: bigint, made here.",
            "the type of the primary key and of all references to it",
            "global",
            EntityQuestions::identity),
    IDENTIFY(
            entries(ENTITY, "rules"),
            true,
            "How do people tell one {entity} from another, and which two would be duplicates?",
            "No attribute is unique; the same thing can be entered twice, and merging is work for ever.",
            "By its id alone: duplicates are possible.",
            "a unique key",
            "{ one_name: { entity: SUBJECT, unique: [name] } }",
            EntityQuestions::identify),
    PAIR(
            entries(ENTITY, "rules"),
            true,
            "May the same {parents} be connected by two {entities}?",
            "{entity} has nothing of its own that would tell the two apart.",
            "Yes: nothing refuses the second.",
            "a unique key of the references",
            "{ one_pair: { entity: SUBJECT, unique: [customer, listing] } }",
            EntityQuestions::pair),
    UNIQUE(
            keys(ATTRIBUTE, "unique", "unique_within"),
            true,
            "May two {entities} have the same {attribute}?",
            "People look things up by it and expect one; a unique key is easy now and hard once there are duplicates.",
            "Yes: nothing refuses the second.",
            "a unique key",
            "{ unique: true }",
            AttributeQuestions::unique),
    UNIQUE_SCOPE(
            none(ATTRIBUTE),
            true,
            "Is {attribute} unique among all {entities}, or only within its {parent}?",
            "Counting starts anew within each {parent} as a rule; a unique key over all would refuse the second 1.",
            "Among all, as the requirements say.",
            "the columns of the unique key",
            "default",
            AttributeQuestions::uniqueScope),
    REQUIRED(
            value(ATTRIBUTE, "required"),
            true,
            "Is there {entity} without {attribute}? {patterns} {use} it.",
            "A row without a value is not found by a comparison, and stands at one end of a sorted list.",
            "Yes: the column may be empty, and such rows are left out or come last.",
            "NOT NULL, or a case of its own in the query",
            "true",
            AttributeQuestions::required),
    MINIMUM(
            value(ATTRIBUTE, "min"),
            true,
            "Can {attribute} of {entity} be below zero?",
            "Two requests at once take the last piece; a check in the database refuses the second.",
            "Yes: nothing refuses it.",
            "a check",
            "0",
            AttributeQuestions::minimum),
    MAXIMUM(
            keys(ATTRIBUTE, "min", "max"),
            true,
            "Can {attribute} of {entity} be above 100?",
            "Shares of a whole cannot; growth and mark-ups can.",
            "No: a check keeps it from 0 to 100.",
            "the check",
            "{ min: 0, max: 1000 }",
            AttributeQuestions::maximum),
    CURRENCY(
            value(ATTRIBUTE, "currency"),
            true,
            "In which currency is {attribute} of {entity}?",
            "Amounts in different currencies cannot be added or compared.",
            "Each row says its own, in a second column.",
            "one column less, and sums that mean something",
            "EUR",
            AttributeQuestions::currency),
    SCALE(
            value(ATTRIBUTE, "scale"),
            true,
            "How many digits behind the point count for {attribute} of {entity}?",
            "Without a limit every digit of a division is stored, and equal values differ.",
            "As many as are written.",
            "the type, and the width of each row",
            "2",
            AttributeQuestions::scale),
    LENGTH(
            value(ATTRIBUTE, "max_length"),
            true,
            "How long can {attribute} of {entity} get?",
            "It is in an index, and PostgreSQL refuses a row whose index entry is longer than about 2,700 bytes.",
            "Short enough for an index.",
            "a check",
            "200",
            AttributeQuestions::length),
    TIME_ZONE(
            value(ATTRIBUTE, "time_zone"),
            true,
            "In which time zone is {attribute} of {entity}?",
            "{why}",
            "{taken}",
            "{changes}",
            "Europe/Berlin",
            AttributeQuestions::timeZone),
    DEFAULT(
            value(ATTRIBUTE, "default"),
            true,
            "Which {attribute} has a new {entity}?",
            "Its changes are ruled, so that its beginning should be too.",
            "None: whoever inserts a row says it.",
            "the column's default",
            "open",
            AttributeQuestions::statusDefault),
    TRANSITIONS(
            value(ATTRIBUTE, "transitions"),
            true,
            "Which {attribute} of {entity} may follow which?",
            "What must not happen, such as the return from {last} to {first}, the database can refuse.",
            "Any may follow any.",
            "a trigger that refuses other changes",
            "{ open: [closed] }",
            AttributeQuestions::transitions),
    FLAG(
            none(ATTRIBUTE),
            true,
            "Is {attribute} of {entity} a state of its own, or does it repeat {other}?",
            "Two columns for one fact can contradict each other.",
            "A state of its own.",
            "one column less",
            "default",
            AttributeQuestions::flag),
    REFERENCE(
            none(ATTRIBUTE),
            true,
            "Does {attribute} of {entity} name a row of {parent}?",
            "As a plain value it can name a row that is not there; a foreign key refuses that.",
            "No: it is a plain value.",
            "a foreign key and its index: a relationship in place of the attribute",
            "default",
            AttributeQuestions::reference),
    POSITION(
            entries(ENTITY, "attributes"),
            true,
            "In which order are the {entities} of one {parent} shown?",
            "Rows have no order of their own, and {pattern} brings them along.",
            "By id: the order in which they were inserted.",
            "a position column, unique within its {parent}",
            "{ position: { type: integer, required: true, min: 1 } }",
            EntityQuestions::position),
    OVERLAP(
            entries(ENTITY, "rules"),
            true,
            "May two {entities} of the same {parent} overlap in time?",
            "Only the database sees two requests at once; an exclusion constraint refuses the second.",
            "Yes: nothing refuses it.",
            "an exclusion constraint on a GiST index",
            "{ one_at_a_time: { entity: SUBJECT, no_overlap: [during], within: [room] } }",
            EntityQuestions::overlap),
    ENDS(
            entries(ENTITY, "rules"),
            true,
            "Does {end} of {entity} always come after {start}?",
            "A period that ends before it begins is found by no query.",
            "Not refused.",
            "a check",
            "{ ends_after_start: { entity: SUBJECT, check: ends_at > starts_at } }",
            EntityQuestions::ends),
    LAST_DAY(
            value(RULE, "last_day"),
            true,
            "Does the day {end} still belong to {entity}?",
            "If it does, one that ends and one that begins on that day overlap.",
            "No: the next one may begin on it.",
            "the range that the exclusion constraint compares",
            "included",
            EntityQuestions::lastDay),
    MISSING_VALUES(
            value(RULE, "missing"),
            true,
            "Are two {entities} equal that both lack {attributes}?",
            "To PostgreSQL two missing values differ, unless the key says otherwise.",
            "{taken}",
            "what the unique key refuses",
            "distinct",
            EntityQuestions::missingValues),
    HISTORY(
            value(ENTITY, "audit"),
            true,
            "Must it be known later what {attribute} of {entity} was, and who changed it?",
            "An UPDATE overwrites; what was not kept cannot be had afterwards.",
            "No: only the present value is kept.",
            "a table of earlier values, filled by a trigger",
            "true",
            EntityQuestions::history),
    RETENTION(
            value(ENTITY, "retention"),
            true,
            "How long may personal data of {entity} be kept?",
            "Data protection law asks for an end; to delete old rows from a large table is a job of its own.",
            "For ever.",
            "partitions by age, or a job that deletes",
            "{ keep: 3 years, by: created_at }",
            EntityQuestions::retention),
    RETENTION_BLOCKED(
            none(ENTITY),
            true,
            "What becomes of {children} that still refer to {entity} whose time is over?",
            "Old {entities} are to go after {days} days, but a reference to them refuses.",
            "They stay as long as something refers to them.",
            "ON DELETE, or a retention of {children} too",
            "default",
            EntityQuestions::retentionBlocked),
    SENSITIVE(
            value(ATTRIBUTE, "sensitive"),
            false,
            "Is {attribute} of {entity} personal data or a secret?",
            "What is sensitive is marked in every document, asked for its retention, and kept out of logs and copies.",
            "No.",
            "comments, documents and the question of retention",
            "true",
            AttributeQuestions::sensitive),
    DELETION(
            none(ACCESS_PATTERN),
            true,
            "What shall '{pattern}' do when there is {child} of the {entity}?",
            "The reference refuses the deletion; as soon as there is one {child}, '{pattern}' fails.",
            "It fails.",
            "ON DELETE, or a mark in place of the deletion",
            "default",
            PatternQuestions::deletion),
    RECOVERABLE(
            none(ACCESS_PATTERN),
            true,
            "Must what '{pattern}' deletes be found again, by support or the books?",
            "{entity} has {attribute}: such rows are asked for later.",
            "No: deleted is gone.",
            "a deleted_at column that every query and unique key respects",
            "default",
            PatternQuestions::recoverable),
    CASCADE(
            none(ACCESS_PATTERN),
            false,
            "'{pattern}' deletes about {count} {children} with each {entity}: may it take that long?",
            "One statement locks and logs them all, and its caller waits.",
            "Yes.",
            "deletion in batches, behind a mark",
            "default",
            PatternQuestions::cascade),
    READ(
            entries(ENTITY, "access_patterns"),
            false,
            "Who reads {entity}, and by what?",
            "No access pattern shows it. Data that nobody reads is a cost; a query that nobody told of has no index.",
            "Nobody: it is found by its key and its references.",
            "its indexes; perhaps it is not needed",
            "{ show_SUBJECT: { kind: list, entity: SUBJECT } }",
            PatternQuestions::read),
    CREATED(
            entries(ENTITY, "access_patterns"),
            false,
            "How do {growth} rows a day get into {entity}, one by one or in batches?",
            "No access pattern creates it, and writes are most of what this table does.",
            "One by one, evenly over the day.",
            "the cost of its indexes, and how it is loaded",
            "{ store_SUBJECT: { kind: create, entity: SUBJECT, rate: 600/s } }",
            PatternQuestions::created),
    RATE(
            value(ACCESS_PATTERN, "rate"),
            false,
            "How often is '{pattern}' called in the busy hour?",
            "A target in milliseconds for one call a day and for a thousand a second are different matters.",
            "Rarely enough not to matter for caches.",
            "whether it earns a wider index",
            "50/s",
            PatternQuestions::rate),
    LATENCY(
            value(ACCESS_PATTERN, "latency"),
            false,
            "How long may '{pattern}' take?",
            "It is called {rate}; without a target nothing says when it is too slow.",
            "As long as its plan takes.",
            "whether a plan is refused, and whether a copy of the data pays",
            "50 ms",
            PatternQuestions::latency),
    BUSY(
            none(ACCESS_PATTERN),
            false,
            "'{pattern}' and the growth of {entity} do not fit: which is right?",
            "{mismatch}",
            "Both, each for what it says: the volume for sizes, the rate for costs.",
            "sizes, or the costs of indexes",
            "default",
            PatternQuestions::busy),
    PAGE(
            value(ACCESS_PATTERN, "page"),
            false,
            "How many rows does '{pattern}' show at a time?",
            "{entity} has {rows} rows: a list without a page grows with them.",
            "50.",
            "the LIMIT of the query and its cost",
            "20",
            PatternQuestions::page),
    FRESHNESS(
            value(ACCESS_PATTERN, "freshness"),
            true,
            "May the numbers of '{pattern}' be some minutes old?",
            "It reads about {rows} rows at each call; numbers kept beside them are read in one.",
            "No: they are counted at each call.",
            "a materialized view, and how often it is refreshed",
            "15 minutes",
            PatternQuestions::freshness),
    DISTANCE(
            none(ATTRIBUTE),
            true,
            "Is {attribute} of {entity} asked for nearest first only, or for distances in metres too?",
            "A point of PostgreSQL is a pair of numbers: near is right within a region, metres need PostGIS.",
            "Nearest first by degrees, within a region.",
            "the PostGIS extension and the type geography",
            "default",
            AttributeQuestions::distance),
    FILE(
            none(ATTRIBUTE),
            false,
            "Where are the files in '{attribute}' of {entity} kept, and how large do they get?",
            "Files in the database make its backups slow; beside it they need a backup of their own.",
            "In an object store; the database has the path.",
            "backups, and whether a table of contents is needed",
            "default",
            AttributeQuestions::file),
    SEARCH_LANGUAGE(
            value(ATTRIBUTE, "search_language"),
            false,
            "In which language is {attribute} of {entity}?",
            "'{pattern}' searches words in it; with the language known, 'shoe' finds 'shoes'.",
            "In several or an unknown one: words are matched as written.",
            "the configuration of the search",
            "english",
            AttributeQuestions::searchLanguage),
    GO_LIVE(
            value(PROJECT, "go_live"),
            true,
            "When does the system go live?",
            "{tables} {are} partitioned by time, and the first partitions start on that day.",
            "Nobody knows: there is only a default partition.",
            "the first partitions",
            "2027-01-01",
            ProjectQuestions::goLive);

    /** Stands in examples for the name of what is asked about. */
    static final String SUBJECT = "SUBJECT";

    private final AnswerTarget target;
    private final boolean changesSchema;
    private final String question;
    private final String why;
    private final String taken;
    private final String changes;
    private final String example;
    private final Detector detector;

    QuestionKind(
            AnswerTarget target,
            boolean changesSchema,
            String question,
            String why,
            String taken,
            String changes,
            String example,
            Detector detector) {
        this.target = target;
        this.changesSchema = changesSchema;
        this.question = question;
        this.why = why;
        this.taken = taken;
        this.changes = changes;
        this.example = example;
        this.detector = detector;
    }

    /** The first part of an id. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where the answer goes. */
    public AnswerTarget target() {
        return target;
    }

    /** Whether another answer changes tables, columns, constraints or types; else only indexes and estimates. */
    public boolean changesSchema() {
        return changesSchema;
    }

    /** The question with names in braces for what it is about. */
    public String question() {
        return question;
    }

    /** What is taken until it is answered. */
    public String taken() {
        return taken;
    }

    /** An answer with {@code SUBJECT} for the name of what is asked about. */
    public String example() {
        return example;
    }

    List<Raised> find(Facts facts) {
        return detector.find(facts);
    }

    Question question(Raised raised) {
        return new Question(
                word() + ":" + raised.subject().name(),
                this,
                raised.subject(),
                raised.place(),
                filled(question, raised),
                filled(why, raised),
                filled(taken, raised),
                filled(changes, raised),
                raised.rows(),
                0);
    }

    private String filled(String template, Raised raised) {
        String text = template;
        for (Map.Entry<String, String> word : raised.words().entrySet()) {
            text = text.replace("{" + word.getKey() + "}", word.getValue());
        }
        if (text.matches("(?s).*\\{[a-z]+}.*")) {
            throw new IllegalStateException("a question of kind " + word() + " has no word for: " + text);
        }
        return text;
    }
}
