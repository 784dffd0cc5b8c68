package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.migrate.plan.SafeForm;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.workload.DatabaseFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the findings of one rule. */
public final class Report {
    private final RuleInfo rule;
    private final DatabaseFacts facts;
    private final RuleSettings settings;
    private final List<Draft> drafts = new ArrayList<>();

    Report(RuleInfo rule, RuleSettings settings, DatabaseFacts facts) {
        this.rule = rule;
        this.settings = settings;
        this.facts = facts;
    }

    /** The value of a limit: the configured one, or its own. */
    public long limit(Parameter parameter) {
        return settings.parameters().getOrDefault(parameter.name(), parameter.value());
    }

    /** The words of a parameter: the configured ones, or its own. */
    public List<String> words(WordsParameter parameter) {
        return settings.words().getOrDefault(parameter.name(), parameter.values());
    }

    /**
     * Something found at a statement.
     *
     * @param message what is wrong, with the user's own names; one sentence without a full stop
     */
    public Draft found(StatementContext statement, String message) {
        return found(statement.migration(), statement.step(), message);
    }

    /** Something found at the action of an ALTER TABLE, about its table. */
    public Draft found(AlterAction action, String message) {
        return found(action.context(), message).at(action.span()).on(action.table());
    }

    /** Something found at a step of a migration. */
    public Draft found(MigrationContext migration, Step step, String message) {
        return add(new Draft(migration, step.span(), message, step));
    }

    /** Something found in a migration that no single statement shows. */
    public Draft found(MigrationContext migration, Span span, String message) {
        return add(new Draft(migration, span, message, null));
    }

    /** Something found in a file, outside of the SQL of any migration. */
    public Draft found(SourceFile source, Span span, String message) {
        Draft draft = new Draft(null, span, message, null);
        draft.file = source;
        return add(draft);
    }

    /**
     * Something found of an object, at the statement that it comes from; in a database there is none. What was there before
     * the migrations under review is not reported; what is the server's always is, without a place.
     */
    public Draft found(SchemaContext schema, SchemaObject object, String message) {
        boolean ofServer = object.kind() == SchemaObject.Kind.SERVER;
        @Nullable Origin origin = ofServer ? null : schema.origin(object);
        Draft draft = origin == null
                ? new Draft(null, Span.at(0), message, null)
                : new Draft(origin.migration(), origin.step().span(), message, origin.step()).at(origin.location());
        draft.about(object.toString());
        draft.whateverTheSize();
        return origin == null && !schema.isDatabase() && !ofServer ? draft : add(draft);
    }

    /** Something found in a query; {@link QueryContext#place} says where in it. */
    public Draft found(QueryContext query, String message) {
        return add(query.draft(this, message));
    }

    /** Something found in a routine. */
    public Draft found(RoutineContext routine, String message) {
        return add(routine.draft(this, null, message));
    }

    /** Something found at a place of a routine's file; of a routine of a database the routine is the place. */
    public Draft found(RoutineContext routine, Span place, String message) {
        return add(routine.draft(this, place, message));
    }

    /** Something found in a statement of a program. */
    public Draft found(CodeContext code, Span span, String message) {
        Draft draft = new Draft(null, code.statement().span(), message, null);
        draft.in(code.statement().file());
        return add(draft.at(span));
    }

    /** Something found in a loop of a program. */
    public Draft found(LazyContext lazy, String message) {
        Draft draft = new Draft(null, lazy.access().call(), message, null);
        draft.in(lazy.source());
        return add(draft);
    }

    public Draft found(LoopedContext looped, String message) {
        Draft draft = new Draft(null, looped.call().call(), message, null);
        draft.in(looped.source());
        return add(draft);
    }

    Draft draft(@Nullable MigrationContext migration, Span statement, String message, @Nullable Step step) {
        return new Draft(migration, statement, message, step);
    }

    private Draft add(Draft draft) {
        drafts.add(draft);
        return draft;
    }

    List<ReviewFinding> findings() {
        return drafts.isEmpty()
                ? List.of()
                : drafts.stream().map(Draft::finding).toList();
    }

    /** A finding that can still be given more. It needs no end: it is reported as it is. */
    public final class Draft {
        private final @Nullable MigrationContext migration;
        private SourceFile file = SourceFile.of("", "");
        private final Span statement;
        private final String message;
        private final @Nullable Step step;
        private Span span;
        private Severity severity = rule.severity();
        private boolean graded = true;
        private boolean changesRows;
        private @Nullable QualifiedName relation;
        private @Nullable String object;
        private @Nullable String cost;
        private String advice = rule.safeAlternative();
        private Evidence evidence = Evidence.DERIVED;
        private @Nullable Fix fix;

        private Draft(@Nullable MigrationContext migration, Span statement, String message, @Nullable Step step) {
            this.migration = migration;
            this.statement = statement;
            this.message = message;
            this.step = step;
            this.span = statement;
        }

        /** The file, of what stands in no migration. */
        Draft in(SourceFile source) {
            file = source;
            return this;
        }

        /** What to underline, unless it is the whole statement. */
        public Draft at(Span place) {
            span = place;
            return this;
        }

        /** Underlines the word, name or number at an offset of the file; -1 changes nothing. */
        public Draft at(int location) {
            String text = migration != null ? migration.source().text() : file.text();
            if (location >= 0 && location < text.length()) {
                span = Words.at(text, location);
            }
            return this;
        }

        /** The table it is about: its lock and size become part of the finding, and weigh it. */
        public Draft on(QualifiedName table) {
            relation = table;
            object = table.toString();
            return this;
        }

        /** The object it is about, if it is no relation or its locks do not matter. */
        public Draft about(String name) {
            object = name;
            return this;
        }

        /** The cost, in place of what the lock table says. */
        public Draft cost(String text) {
            cost = text;
            return this;
        }

        /** What to do here, in place of the rule's own words. Sentences with full stops. */
        public Draft advice(String sentences) {
            advice = sentences;
            return this;
        }

        /** Weighs it by hand; sizes then change nothing. */
        public Draft severity(Severity value) {
            severity = value;
            graded = false;
            return this;
        }

        /** The size of the table does not matter for this. */
        public Draft whateverTheSize() {
            graded = false;
            return this;
        }

        /** The statement changes as many rows as the table has, which its lock alone does not tell. */
        public Draft changesRows() {
            changesRows = true;
            return this;
        }

        public Draft evidence(Evidence value) {
            evidence = value;
            return this;
        }

        public Draft fix(@Nullable Fix value) {
            fix = value;
            return this;
        }

        /** The safe form of the statement, where there is one. */
        public Draft fix(Optional<SafeForm> form) {
            return fix(form, Fix.ByHand.NOT_KNOWN);
        }

        /** The safe form of the statement, or why there is none. */
        public Draft fix(Optional<SafeForm> form, String otherwise) {
            fix = form.isPresent() ? new Fix.Replacement(form.get()) : new Fix.ByHand(otherwise);
            return this;
        }

        private ReviewFinding finding() {
            Severity grade = severity;
            String text = cost;
            if (relation != null && step != null) {
                Optional<Weight> weight = Weight.of(relation, step, facts, changesRows);
                if (weight.isPresent()) {
                    text = text == null ? weight.get().words() : text;
                    grade = graded ? weight.get().grade(severity) : severity;
                }
            }
            if (migration == null) {
                return new ReviewFinding(
                        rule, grade, file, span, statement, object, message, text, advice, evidence, fix);
            }
            Script script = migration.migration().up();
            return new ReviewFinding(
                    rule,
                    grade,
                    script.source(),
                    script.inSource(span),
                    script.inSource(statement),
                    object,
                    message,
                    text,
                    advice,
                    evidence,
                    script.isVerbatim() ? fix : withoutText());
        }

        /** What is left of the fix where the text that it would change was made from something else. */
        private @Nullable Fix withoutText() {
            return fix instanceof Fix.Change change ? change.withoutEdits() : null;
        }
    }
}
