package dev.pgwright.review.fix;

import dev.pgwright.review.Fix;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Settings.Assignment;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Step;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import dev.pgwright.sql.tree.DiscardStmt;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SET of a timeout, put so that it does what it was meant for. */
public final class TimeoutFixes {
    /** What people write in full, and the unit that PostgreSQL has for it. */
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("second", "s"),
            Map.entry("seconds", "s"),
            Map.entry("sec", "s"),
            Map.entry("secs", "s"),
            Map.entry("s", "s"),
            Map.entry("millisecond", "ms"),
            Map.entry("milliseconds", "ms"),
            Map.entry("msec", "ms"),
            Map.entry("ms", "ms"),
            Map.entry("minute", "min"),
            Map.entry("minutes", "min"),
            Map.entry("mins", "min"),
            Map.entry("min", "min"),
            Map.entry("hour", "h"),
            Map.entry("hours", "h"));

    private final MigrationContext migration;
    private final Step step;
    private final Assignment set;
    private final String text;
    private final Insertions insertions;

    /**
     * Of one assignment.
     *
     * @param set what the step sets, with a value
     */
    public TimeoutFixes(MigrationContext migration, Step step, Assignment set) {
        this.migration = migration;
        this.step = step;
        this.set = set;
        this.text = step.span().of(migration.source().text());
        this.insertions = new Insertions(migration.source().text(), migration.steps());
    }

    private String name() {
        return String.valueOf(set.name());
    }

    /** SET LOCAL outside of a transaction as SET, up to what must not run under it. */
    public Fix forSession() {
        @Nullable Step last = null;
        boolean restored = false;
        for (Step next : after()) {
            if (Statements.concurrent(next.tree()).isPresent()) {
                break;
            }
            if (isReplacedBy(next)) {
                restored = true;
                break;
            }
            last = next;
        }
        if (last == null) {
            return new Fix.Edits("leave out what changes nothing", List.of(insertions.without(step)));
        }
        List<TextEdit> edits = new ArrayList<>();
        edits.add(new TextEdit(step.span(), withoutLocal()));
        if (!restored) {
            edits.add(insertions.behind(last, Timeouts.back(step, name())));
        }
        return new Fix.Edits("set " + name() + " for the session, and back", edits);
    }

    private List<Step> after() {
        return migration.steps().subList(step.number() + 1, migration.steps().size());
    }

    private boolean isReplacedBy(Step next) {
        return next.tree() instanceof DiscardStmt
                || Assignment.of(next.tree())
                        .filter(other -> other.name() == null || (name().equals(other.name()) && !other.local()))
                        .isPresent();
    }

    private String withoutLocal() {
        List<Token> words = SqlTokens.of(text);
        return step.tree() instanceof VariableSetStmt && words.get(1).isWord("local")
                ? text.substring(0, words.get(1).start())
                        + text.substring(words.get(2).start())
                : written("SET ", String.valueOf(set.value()));
    }

    private String written(String set, String value) {
        return set + name() + " = " + Identifiers.quoteLiteral(value);
    }

    /** A time in words as PostgreSQL takes it. */
    public Fix spelled() {
        String value = String.valueOf(set.value()).strip();
        int unit = 0;
        while (unit < value.length() && (Character.isDigit(value.charAt(unit)) || value.charAt(unit) == '.')) {
            unit++;
        }
        String known = UNITS.get(value.substring(unit).strip().toLowerCase(Locale.ROOT));
        return known == null || unit == 0
                ? new Fix.ByHand("which time is meant is not known")
                : new Fix.Edits(
                        "write the time as PostgreSQL takes it", List.of(withValue(value.substring(0, unit) + known)));
    }

    /**
     * Another time, for the statements that block others; what must not be stopped keeps the old one.
     *
     * @param under the statements that block others while the setting is in force
     */
    public Fix changed(String value, List<Step> under) {
        boolean needed = after().stream()
                .filter(other -> other.settings()
                        .value(name())
                        .filter(held -> held.span().equals(step.span()))
                        .isPresent())
                .anyMatch(other -> Statements.concurrent(other.tree()).isPresent());
        return needed
                ? Timeouts.set(migration, name(), value, under)
                : new Fix.Edits("set " + name() + " to " + value, List.of(withValue(value)));
    }

    private TextEdit withValue(String value) {
        if (step.tree() instanceof VariableSetStmt) {
            List<Token> words = SqlTokens.of(text);
            int at = words.get(1).isWord("local") || words.get(1).isWord("session") ? 3 : 2;
            int from = words.get(at + 1).start();
            return new TextEdit(
                    new Span(step.span().start() + from, step.span().end()), Identifiers.quoteLiteral(value));
        }
        return new TextEdit(step.span(), written(set.local() ? "SET LOCAL " : "SET ", value));
    }

    /**
     * Set before what it came too late for.
     *
     * @param missed the statements that block others before it, without a limit
     */
    public Fix earlier(List<Step> missed) {
        Step first = missed.get(0);
        List<Step> between = migration.steps().subList(first.number() + 1, step.number());
        boolean movable = first.transaction() == step.transaction()
                && between.stream()
                        .noneMatch(other -> isReplacedBy(other)
                                || Statements.concurrent(other.tree()).isPresent());
        return movable
                ? new Fix.Edits(
                        "set " + name() + " before the first statement that blocks others",
                        List.of(insertions.before(first, text), insertions.without(step)))
                : Timeouts.set(migration, name(), String.valueOf(set.value()), missed);
    }

    /** A time in ms in the largest unit that it is a whole number of. */
    public static String time(long milliseconds) {
        if (milliseconds % 60_000 == 0) {
            return milliseconds / 60_000 + "min";
        }
        return milliseconds % 1_000 == 0 ? milliseconds / 1_000 + "s" : milliseconds + "ms";
    }
}
