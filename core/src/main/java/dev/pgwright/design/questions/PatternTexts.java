package dev.pgwright.design.questions;

import static dev.pgwright.design.requirements.AnswerTarget.entries;
import static dev.pgwright.design.requirements.AnswerTarget.none;
import static dev.pgwright.design.requirements.AnswerTarget.value;
import static dev.pgwright.design.requirements.Subject.Kind.ACCESS_PATTERN;
import static dev.pgwright.design.requirements.Subject.Kind.ENTITY;

/** What is asked of access patterns. */
final class PatternTexts {
    static final QuestionText DELETION = new QuestionText(
            none(ACCESS_PATTERN),
            true,
            "What shall '{pattern}' do while rows of {child} refer to the {entity}?",
            "The reference refuses the deletion: with one such row '{pattern}' fails.",
            "It fails.",
            "ON DELETE, or a mark in place of the deletion",
            "default");
    static final QuestionText RECOVERABLE = new QuestionText(
            none(ACCESS_PATTERN),
            true,
            "Must what '{pattern}' deletes be found again, by support or the books?",
            "{entity} has {attribute}: such rows are asked for later.",
            "No: deleted is gone.",
            "a deleted_at column that every query and unique key respects",
            "default");
    static final QuestionText CASCADE = new QuestionText(
            none(ACCESS_PATTERN),
            false,
            "'{pattern}' deletes about {count} {children} with each {entity}: may it take that long?",
            "One statement locks and logs them all, and its caller waits.",
            "Yes.",
            "deletion in batches, behind a mark",
            "default");
    static final QuestionText READ = new QuestionText(
            entries(ENTITY, "access_patterns"),
            false,
            "Who reads {entity}, and by what?",
            "No access pattern shows it. Data that nobody reads is a cost; a query that nobody told of has no index.",
            "Nobody: it is found by its key and its references.",
            "its indexes; perhaps it is not needed",
            "{ show_SUBJECT: { kind: list, entity: SUBJECT } }");
    static final QuestionText CREATED = new QuestionText(
            entries(ENTITY, "access_patterns"),
            false,
            "How do {growth} rows a day get into {entity}, one by one or in batches?",
            "No access pattern creates it, and writes are most of what this table does.",
            "One by one, evenly over the day.",
            "the cost of its indexes, and how it is loaded",
            "{ store_SUBJECT: { kind: create, entity: SUBJECT, rate: 600/s } }");
    static final QuestionText WRITTEN = new QuestionText(
            entries(ENTITY, "access_patterns"),
            false,
            "What sets {attributes} of {entity}, and how often?",
            "Access patterns ask whether it is there, and none writes it. Every update of an indexed column writes a new"
                    + " entry into every index of its table.",
            "Each row that has it gets it once, at the pace at which rows come.",
            "which indexes have it, and what they cost",
            "{ set_it: { kind: update, entity: SUBJECT, filter: { id: equals }, set: [done_at], rate: 5/s } }");
    static final QuestionText RATE = new QuestionText(
            value(ACCESS_PATTERN, "rate"),
            false,
            "How often is '{pattern}' called in the busy hour?",
            "A target in milliseconds for one call a day and for a thousand a second are different matters.",
            "Rarely enough not to matter for caches.",
            "whether it earns a wider index",
            "50/s");
    static final QuestionText LATENCY = new QuestionText(
            value(ACCESS_PATTERN, "latency"),
            false,
            "How long may '{pattern}' take?",
            "It is called {rate}; without a target nothing says when it is too slow.",
            "As long as its plan takes.",
            "whether a plan is refused, and whether a copy of the data pays",
            "50 ms");
    static final QuestionText TARGET = new QuestionText(
            value(ACCESS_PATTERN, "latency"),
            true,
            "'{pattern}' may not answer within {target}: what may it leave out, or how long may it take?",
            "On the cheapest way it visits about {visits} rows of {table}, which takes about {time} where most pages are in"
                    + " memory.",
            "It leaves out nothing, and its target is missed.",
            "one more value or a span of time to ask by, numbers that are kept, or a search engine beside the database",
            "5 s");
    static final QuestionText BUSY = new QuestionText(
            none(ACCESS_PATTERN),
            false,
            "'{pattern}' and the growth of {entity} do not fit: which is right?",
            "{mismatch}",
            "Both, each for what it says: the volume for sizes, the rate for costs.",
            "sizes, or the costs of indexes",
            "default");
    static final QuestionText OVERWRITES = new QuestionText(
            value(ACCESS_PATTERN, "set"),
            false,
            "Does '{pattern}' write {attributes} of {entity} as a value, or add to it?",
            "Two callers that read the same number and write what they made of it lose one of the two changes, and no rule"
                    + " notices.",
            "It writes the value that its caller passes.",
            "the query: stock = stock + $1 instead of stock = $1",
            "{ stock: add }");
    static final QuestionText PAGE = new QuestionText(
            value(ACCESS_PATTERN, "page"),
            false,
            "How many rows does '{pattern}' show at a time?",
            "{entity} has {rows} rows: a list without a page grows with them.",
            "50.",
            "the LIMIT of the query and its cost",
            "20");
    static final QuestionText FRESHNESS = new QuestionText(
            value(ACCESS_PATTERN, "freshness"),
            true,
            "May the numbers of '{pattern}' be some minutes old?",
            "It reads about {rows} rows at each call; numbers kept beside them are read in one.",
            "No: they are counted at each call.",
            "a materialized view, and how often it is refreshed",
            "15 minutes");

    private PatternTexts() {}
}
