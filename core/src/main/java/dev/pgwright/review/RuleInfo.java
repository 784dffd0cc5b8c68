package dev.pgwright.review;

import dev.pgwright.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know about a rule. Its explanation and its examples are in the folder of its name below
 * {@code dev/pgwright/review/rules}.
 *
 * @param id kebab-case, stable
 * @param onByDefault whether it runs unless the configuration names it
 * @param detects what it finds, one sentence with its full stop
 * @param lockOrCost what the found change locks or costs, null if nothing
 * @param safeAlternative what to do instead, one sentence with its full stop
 * @param losesData whether it finds that rows or values are lost
 * @param fixable whether {@code --fix} can rewrite what it finds
 * @param byHand why it has no fixes, a sentence without a full stop; null where it has, or where nobody would expect one
 * @param fromVersion the first major version of PostgreSQL that it applies to
 * @param parameters its limits
 * @param words its parameters that are words
 * @param recurringOnly whether it judges no query that runs once, as those of a migration itself do
 * @param seedItem the item of the engineer's checklist that it serves, null if none
 */
public record RuleInfo(
        String id,
        Area area,
        Needs needs,
        Severity severity,
        boolean onByDefault,
        String detects,
        @Nullable String lockOrCost,
        String safeAlternative,
        boolean losesData,
        boolean fixable,
        @Nullable String byHand,
        int fromVersion,
        List<Parameter> parameters,
        List<WordsParameter> words,
        boolean recurringOnly,
        @Nullable String seedItem) {
    public RuleInfo {
        parameters = List.copyOf(parameters);
        words = List.copyOf(words);
    }

    public static Builder of(String id, Area area, Needs needs, Severity severity) {
        return new Builder(id, area, needs, severity);
    }

    /** A rule about queries. */
    public static Builder query(String id, Needs needs, Severity severity) {
        return new Builder(id, Area.QUERY, needs, severity);
    }

    /** A migration rule that needs nothing but SQL, which most are. */
    public static Builder migration(String id, Needs needs, Severity severity) {
        return new Builder(id, Area.MIGRATION, needs, severity);
    }

    /** Collects the parts; {@link #detects} and {@link #safe} have to be given. */
    public static final class Builder {
        private final String id;
        private final Area area;
        private final Needs needs;
        private final Severity severity;
        private boolean onByDefault = true;
        private String detects = "";
        private @Nullable String lockOrCost;
        private String safeAlternative = "";
        private boolean losesData;
        private boolean fixable;
        private @Nullable String byHand;
        private int fromVersion = 14;
        private final List<Parameter> parameters = new ArrayList<>();
        private final List<WordsParameter> words = new ArrayList<>();
        private boolean recurringOnly;
        private @Nullable String seedItem;

        private Builder(String id, Area area, Needs needs, Severity severity) {
            this.id = id;
            this.area = area;
            this.needs = needs;
            this.severity = severity;
        }

        public Builder offByDefault() {
            onByDefault = false;
            return this;
        }

        public Builder detects(String sentence) {
            detects = sentence;
            return this;
        }

        public Builder cost(String text) {
            lockOrCost = text;
            return this;
        }

        public Builder safe(String sentence) {
            safeAlternative = sentence;
            return this;
        }

        public Builder losesData() {
            losesData = true;
            return this;
        }

        public Builder fixable() {
            fixable = true;
            return this;
        }

        /** It has no fixes, and why. */
        public Builder byHand(String reason) {
            byHand = reason;
            return this;
        }

        public Builder fromVersion(int major) {
            fromVersion = major;
            return this;
        }

        public Builder parameter(Parameter parameter) {
            parameters.add(parameter);
            return this;
        }

        public Builder parameter(WordsParameter parameter) {
            words.add(parameter);
            return this;
        }

        /** It is about queries that run again and again: of programs, views and routines. */
        public Builder recurringOnly() {
            recurringOnly = true;
            return this;
        }

        public Builder seed(String item) {
            seedItem = item;
            return this;
        }

        public RuleInfo build() {
            return new RuleInfo(
                    id,
                    area,
                    needs,
                    severity,
                    onByDefault,
                    detects,
                    lockOrCost,
                    safeAlternative,
                    losesData,
                    fixable,
                    byHand,
                    fromVersion,
                    parameters,
                    words,
                    recurringOnly,
                    seedItem);
        }
    }
}
