package dev.pgwright.load.migrations;

import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.SyntaxError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Placeholders in SQL, which some program fills in before the server sees it: {@code ${name}} (Flyway, Liquibase, goose
 * with ENVSUB, shells), {@code :name}, {@code :'name'} and {@code :"name"} (psql), <code>{{ name }}</code> and
 * <code>{% tag %}</code> (Jinja), {@code #{name}} (Ruby), <code>&lt;%= name %&gt;</code> and <code>&lt;% tag %&gt;</code>
 * (ERB, EJS).
 *
 * <p>Each is replaced by a stand-in of the same length, so that offsets stay: an identifier made of the placeholder's own
 * name, a number or a string where the grammar takes no name, a string or quoted name where psql makes one. Tags, and placeholders that stand for whole statements, become
 * blanks and are named. A statement that does not parse with its stand-ins is blanked and named too: nobody is told of a
 * syntax error that the template made. Placeholders inside quotes, dollar quotes and comments stay as they are.
 *
 * <p>Sources: Flyway 11, "Placeholders"; Liquibase 5, "Changelog property substitution"; goose 3, "SQL file
 * annotations"; PostgreSQL 18, psql, "SQL Interpolation"; Jinja 3, "Template Designer Documentation".
 */
final class Templates {
    /** What hardly any SQL without templates has: only texts with it are looked at closely. */
    private static final Pattern HINT = Pattern.compile("\\$\\{|\\{\\{|\\{%|\\{#|#\\{|<%|(?<![:\\w]):['\"A-Za-z_]");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int SHOWN = 40;

    private static final int MOST_ROUNDS = 12;

    /** What is put where a placeholder stood, in the order in which they are tried. */
    private enum StandIn {
        NAME,
        NUMBER,
        STRING;

        @Nullable StandIn next() {
            return this == STRING ? null : values()[ordinal() + 1];
        }
    }

    /** A text of the same length and the places of its stand-ins. */
    record Result(String text, List<Span> templates) {}

    private final IntFunction<Place> places;
    private final Problems problems;
    private final String text;
    private final StringBuilder replaced;
    private final List<Span> spans = new ArrayList<>();
    private final Map<Span, StandIn> standIns = new HashMap<>();

    private Templates(String text, IntFunction<Place> places, Problems problems) {
        this.places = places;
        this.problems = problems;
        this.text = text;
        this.replaced = new StringBuilder(text);
    }

    /**
     * Replaces what is a placeholder.
     *
     * @param places where an offset of the text is in the file that the user sees
     */
    static Result replace(String text, IntFunction<Place> places, Problems problems) {
        return mayHave(text) && HINT.matcher(text).find()
                ? new Templates(text, places, problems).replace()
                : new Result(text, List.of());
    }

    /** Of the characters of which each form has one; looking for these is much faster. */
    private static boolean mayHave(String text) {
        return text.indexOf('{') >= 0 || text.indexOf(':') >= 0 || text.indexOf('%') >= 0;
    }

    private Result replace() {
        for (TemplateScanner.Found found : TemplateScanner.scan(text)) {
            spans.add(found.span());
            switch (found.form()) {
                case TAG -> {
                    blank(found.span());
                    name(found.span(), "the template tag %s is left out: what it repeats or chooses is read once");
                }
                case STATEMENT -> {
                    blank(found.span());
                    name(found.span(), "the template %s stands for whole statements, which are not read");
                }
                case NOTE -> blank(found.span());
                // the colon goes, what is left is a name, a string or a quoted name by itself
                case PSQL -> replaced.setCharAt(found.span().start(), ' ');
                case EXPRESSION -> {
                    standIns.put(found.span(), StandIn.NAME);
                    overwrite(found.span(), identifier(found.span()));
                }
            }
        }
        for (int round = 0; !spans.isEmpty() && round < MOST_ROUNDS; round++) {
            if (!mend(round == MOST_ROUNDS - 1)) {
                break;
            }
        }
        return new Result(replaced.toString(), spans);
    }

    /** Tries other stand-ins in statements that do not parse; false when there are none. */
    private boolean mend(boolean last) {
        ParsedSql parsed = Sql.parse(SourceFile.of("", replaced.toString()));
        boolean changed = false;
        for (SyntaxError error : parsed.errors()) {
            List<Span> inside = spans.stream()
                    .filter(span -> span.start() < error.statement().end()
                            && error.statement().start() < span.end())
                    .toList();
            if (!inside.isEmpty()) {
                changed = true;
                if (last || !tryNext(inside, error)) {
                    blank(error.statement());
                    name(
                            inside.get(0),
                            "the statement with the template %s is not read: it is no SQL without its value");
                }
            }
        }
        return changed;
    }

    /** Where the grammar wants a constant, it does not take a name: a number, then a string is tried. */
    private boolean tryNext(List<Span> inside, SyntaxError error) {
        for (Span span : inside) {
            StandIn next = standIns.getOrDefault(span, StandIn.STRING).next();
            boolean stoppedHere =
                    span.start() <= error.span().start() && error.span().start() < span.end();
            if (stoppedHere && next != null) {
                standIns.put(span, next);
                overwrite(span, next == StandIn.NUMBER ? padded("1", span) : string(span));
                return true;
            }
        }
        return false;
    }

    private static String padded(String value, Span span) {
        return value + " ".repeat(span.length() - value.length());
    }

    private String string(Span span) {
        return "'" + identifier(new Span(span.start() + 1, span.end() - 1)) + "'";
    }

    private void name(Span span, String message) {
        String shown = span.of(text).lines().findFirst().orElse("");
        problems.warning(
                Problems.TEMPLATE,
                places.apply(span.start()),
                message.formatted(shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown),
                "Give the SQL as it is sent to the server, if that can be had");
    }

    /** The placeholder's own name, drawn out to its length: the same placeholder is the same name everywhere. */
    private String identifier(Span span) {
        Matcher name = NAME.matcher(span.of(text));
        String base = name.find() ? name.group() : "value";
        String shortened = base.length() > span.length() ? base.substring(0, span.length()) : base;
        return shortened + "_".repeat(span.length() - shortened.length());
    }

    private void overwrite(Span span, String with) {
        replaced.replace(span.start(), span.end(), with);
    }

    private void blank(Span span) {
        StringBuilder blanks = new StringBuilder(span.length());
        Scripts.blank(text, span.start(), span.end(), blanks);
        overwrite(span, blanks.toString());
    }
}
