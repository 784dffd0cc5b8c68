package dev.pgwright.design.questions;

import dev.pgwright.design.requirements.AnswerTarget;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything that can be asked, in the order in which questions of equal weight are put. Names in braces in the texts
 * stand for what a question is about.
 */
public enum QuestionKind {
    ON_DELETE(RelationshipTexts.ON_DELETE, RelationshipQuestions::onDelete),
    VOLUME(EntityTexts.VOLUME, EntityQuestions::volume),
    GROWTH(EntityTexts.GROWTH, EntityQuestions::growth),
    PAIRS(RelationshipTexts.PAIRS, RelationshipQuestions::pairs),
    CARDINALITY(RelationshipTexts.CARDINALITY, RelationshipQuestions::cardinality),
    OPTIONAL(RelationshipTexts.OPTIONAL, RelationshipQuestions::optional),
    AGAIN(RelationshipTexts.AGAIN, RelationshipQuestions::again),
    PAIR_AGAIN(RelationshipTexts.PAIR_AGAIN, RelationshipQuestions::pairAgain),
    HIERARCHY(RelationshipTexts.HIERARCHY, RelationshipQuestions::hierarchy),
    SAME(RelationshipTexts.SAME, RelationshipQuestions::same),
    TENANCY(EntityTexts.TENANCY, ProjectQuestions::tenancy),
    SHARED(EntityTexts.SHARED, EntityQuestions::shared),
    IDENTITY(EntityTexts.IDENTITY, EntityQuestions::identity),
    IDENTIFY(EntityTexts.IDENTIFY, EntityQuestions::identify),
    PAIR(EntityTexts.PAIR, EntityQuestions::pair),
    UNIQUE(AttributeTexts.UNIQUE, AttributeQuestions::unique),
    UNIQUE_SCOPE(AttributeTexts.UNIQUE_SCOPE, AttributeQuestions::uniqueScope),
    REQUIRED(AttributeTexts.REQUIRED, AttributeQuestions::required),
    MINIMUM(AttributeTexts.MINIMUM, AttributeQuestions::minimum),
    MAXIMUM(AttributeTexts.MAXIMUM, AttributeQuestions::maximum),
    CURRENCY(AttributeTexts.CURRENCY, AttributeQuestions::currency),
    SCALE(AttributeTexts.SCALE, AttributeQuestions::scale),
    LENGTH(AttributeTexts.LENGTH, AttributeQuestions::length),
    TIME_ZONE(AttributeTexts.TIME_ZONE, AttributeQuestions::timeZone),
    DEFAULT(AttributeTexts.DEFAULT, AttributeQuestions::statusDefault),
    TRANSITIONS(AttributeTexts.TRANSITIONS, AttributeQuestions::transitions),
    FLAG(AttributeTexts.FLAG, AttributeQuestions::flag),
    REFERENCE(AttributeTexts.REFERENCE, AttributeQuestions::reference),
    POSITION(EntityTexts.POSITION, EntityQuestions::position),
    OVERLAP(EntityTexts.OVERLAP, PeriodQuestions::overlap),
    ENDS(EntityTexts.ENDS, PeriodQuestions::ends),
    LAST_DAY(EntityTexts.LAST_DAY, PeriodQuestions::lastDay),
    MISSING_VALUES(EntityTexts.MISSING_VALUES, KeyQuestions::missingValues),
    HISTORY(EntityTexts.HISTORY, EntityQuestions::history),
    RETENTION(EntityTexts.RETENTION, EntityQuestions::retention),
    RETENTION_BLOCKED(EntityTexts.RETENTION_BLOCKED, EntityQuestions::retentionBlocked),
    SENSITIVE(AttributeTexts.SENSITIVE, AttributeQuestions::sensitive),
    DELETION(PatternTexts.DELETION, PatternQuestions::deletion),
    RECOVERABLE(PatternTexts.RECOVERABLE, PatternQuestions::recoverable),
    CASCADE(PatternTexts.CASCADE, PatternQuestions::cascade),
    READ(PatternTexts.READ, PatternQuestions::read),
    CREATED(PatternTexts.CREATED, PatternQuestions::created),
    WRITTEN(PatternTexts.WRITTEN, PatternQuestions::written),
    RATE(PatternTexts.RATE, PatternQuestions::rate),
    LATENCY(PatternTexts.LATENCY, PatternQuestions::latency),
    TARGET(PatternTexts.TARGET, PatternQuestions::target),
    BUSY(PatternTexts.BUSY, PatternQuestions::busy),
    OVERWRITES(PatternTexts.OVERWRITES, PatternQuestions::overwrites),
    PAGE(PatternTexts.PAGE, PatternQuestions::page),
    FRESHNESS(PatternTexts.FRESHNESS, PatternQuestions::freshness),
    DISTANCE(AttributeTexts.DISTANCE, AttributeQuestions::distance),
    FILE(AttributeTexts.FILE, AttributeQuestions::file),
    SEARCH_LANGUAGE(AttributeTexts.SEARCH_LANGUAGE, AttributeQuestions::searchLanguage),
    SEARCH_LANGUAGES(AttributeTexts.SEARCH_LANGUAGES, AttributeQuestions::searchLanguages),
    GO_LIVE(EntityTexts.GO_LIVE, ProjectQuestions::goLive);

    /** Stands in examples for the name of what is asked about. */
    static final String SUBJECT = "SUBJECT";

    private final QuestionText text;
    private final Detector detector;

    QuestionKind(QuestionText text, Detector detector) {
        this.text = text;
        this.detector = detector;
    }

    /** The first part of an id. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where the answer goes. */
    public AnswerTarget target() {
        return text.target();
    }

    /** Whether another answer changes tables, columns, constraints or types; else only indexes and estimates. */
    public boolean changesSchema() {
        return text.changesSchema();
    }

    /** The question with names in braces for what it is about. */
    public String question() {
        return text.question();
    }

    /** What is taken until it is answered. */
    public String taken() {
        return text.taken();
    }

    /** An answer with {@code SUBJECT} for the name of what is asked about. */
    public String example() {
        return text.example();
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
                filled(text.question(), raised),
                filled(text.why(), raised),
                filled(text.taken(), raised),
                filled(text.changes(), raised),
                raised.rows(),
                0);
    }

    private String filled(String template, Raised raised) {
        String words = template;
        for (Map.Entry<String, String> word : raised.words().entrySet()) {
            words = words.replace("{" + word.getKey() + "}", word.getValue());
        }
        if (words.matches("(?s).*\\{[a-z]+}.*")) {
            throw new IllegalStateException("a question of kind " + word() + " has no word for: " + words);
        }
        return words;
    }
}
