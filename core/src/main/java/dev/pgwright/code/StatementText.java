package dev.pgwright.code;

import dev.pgwright.code.EmbeddedStatement.OpenPart;
import dev.pgwright.code.Part.Source;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a text with placeholders as PostgreSQL's parser takes it, and keeps where each character comes from. */
final class StatementText {
    private final Set<Placeholder> styles;
    private final StringBuilder in = new StringBuilder();
    private final List<Integer> from = new ArrayList<>();
    private final Map<Integer, Part.Open> open = new HashMap<>();
    private final StringBuilder out = new StringBuilder();
    private int[] at = new int[256];
    private final Map<String, Integer> names = new HashMap<>();
    private final List<OpenPart> parts = new ArrayList<>();
    private int numbers;
    private boolean certain;
    private boolean judged = true;
    private char quote;

    /** Stands for an open part while the text is read. */
    private static final char OPEN = '\uFFFF';

    StatementText(Variant variant, Set<Placeholder> styles) {
        this.styles = styles;
        this.certain = variant.certain();
        for (Part part : variant.parts()) {
            if (part instanceof Part.Fixed fixed) {
                in.append(fixed.text());
                for (int offset : fixed.at()) {
                    from.add(offset);
                }
            } else if (part instanceof Part.Open gap) {
                open.put(in.length(), gap);
                in.append(OPEN);
                from.add(gap.span().start());
            }
        }
        numbers = Positions.highestNumber(in);
        write();
    }

    String sql() {
        return out.toString();
    }

    int[] at() {
        return Arrays.copyOf(at, out.length());
    }

    boolean isCertain() {
        return certain;
    }

    boolean isJudged() {
        return judged;
    }

    List<OpenPart> parts() {
        return parts;
    }

    private char peek(int index) {
        return index >= 0 && index < in.length() ? in.charAt(index) : ' ';
    }

    private void write() {
        int i = 0;
        while (i < in.length()) {
            char character = in.charAt(i);
            Part.Open gap = character == OPEN ? open.get(i) : null;
            int taken = gap != null ? open(gap, i) : quote != 0 ? quoted(i) : placeholder(i);
            if (taken == 0) {
                taken = plain(i);
            }
            i += taken;
        }
    }

    private int quoted(int i) {
        char character = in.charAt(i);
        if (styles.contains(Placeholder.PERCENT) && character == '%' && peek(i + 1) == '%') {
            add('%', i);
            return 2;
        }
        if (styles.contains(Placeholder.MYBATIS) && character == '$' && peek(i + 1) == '{') {
            return braces(i, i + 1);
        }
        if (character == quote) {
            quote = 0;
            add(character, i);
            return 1;
        }
        return 0;
    }

    /** Takes what is no placeholder: a quote, a comment, a dollar quote, or one character. */
    private int plain(int i) {
        char character = in.charAt(i);
        if (quote == 0) {
            if (character == '\'' || character == '"') {
                quote = character;
            } else if (character == '-' && peek(i + 1) == '-') {
                int end = in.indexOf("\n", i);
                return copy(i, end < 0 ? in.length() : end);
            } else if (character == '/' && peek(i + 1) == '*') {
                int end = in.indexOf("*/", i + 2);
                return copy(i, end < 0 ? in.length() : end + 2);
            } else if (character == '$' && (peek(i + 1) == '$' || Character.isLetter(peek(i + 1)))) {
                int tag = in.indexOf("$", i + 1);
                String word = tag < 0 ? "" : in.substring(i, tag + 1);
                int end = word.isEmpty() || word.indexOf(' ') >= 0 ? -1 : in.indexOf(word, tag + 1);
                if (end > 0) {
                    return copy(i, end + word.length());
                }
            }
        }
        add(character, i);
        return 1;
    }

    private int copy(int start, int end) {
        for (int i = start; i < end; i++) {
            Part.Open gap = in.charAt(i) == OPEN ? open.get(i) : null;
            if (gap != null) {
                parts.add(part(gap, false));
                judged = false;
                add(' ', i);
            } else {
                add(in.charAt(i), i);
            }
        }
        return end - start;
    }

    private static OpenPart part(Part.Open gap, boolean quoted) {
        boolean argument = gap.source() == Source.ARGUMENT;
        boolean input = gap.source() == Source.INPUT || (argument && quoted);
        return new OpenPart(gap.span(), gap.shown(), input, argument, quoted);
    }

    private int open(Part.Open gap, int i) {
        if (gap.source() == Source.LIST) {
            judged &= Positions.isListOfAnyLength(out);
            return 1;
        }
        if (gap.source() == Source.BOUND) {
            // what is sent in the place of something else than a value is a part of the statement
            certain &= isValue(i) || Positions.isListed(out, in, i);
            parameter(++numbers, i);
            return 1;
        }
        if (gap.source() != Source.HARMLESS && gap.source() != Source.SAFE) {
            parts.add(part(gap, quote == '\''));
        }
        if (quote != 0) {
            judged = false;
            add('x', i);
        } else if (isValue(i)) {
            parameter(++numbers, i);
        } else {
            certain = false;
            judged = false;
            add(' ', i);
            parameter(++numbers, i);
            add(' ', i);
        }
        return 1;
    }

    private boolean isValue(int i) {
        return Positions.isValue(out, peek(i + 1), OPEN);
    }

    /** Takes the placeholder at an offset, and says how long it is; 0 where there is none. */
    private int placeholder(int i) {
        char character = in.charAt(i);
        char next = peek(i + 1);
        return switch (character) {
            case '?' -> question(i, next);
            case ':' -> colon(i, next);
            case '@' ->
                styles.contains(Placeholder.AT) && Character.isLetter(next) && !isOperator(peek(i - 1))
                        ? word(i, i + 1)
                        : 0;
            case '%' -> styles.contains(Placeholder.PERCENT) ? percent(i, next) : 0;
            case '#' -> next == '{' ? value(i) : 0;
            case '$' -> dollar(i, next);
            case '{' -> styles.contains(Placeholder.BRACES) ? braces(i, i) : 0;
            case '<' -> styles.contains(Placeholder.ANGLES) ? angles(i) : 0;
            default -> 0;
        };
    }

    private static boolean isOperator(char character) {
        return "@<>&|?#!~".indexOf(character) >= 0;
    }

    private int question(int i, char next) {
        if (styles.contains(Placeholder.SPEL) && next == '#' && peek(i + 2) == '{') {
            return skipBraces(i, i + 2);
        }
        if (styles.contains(Placeholder.QUESTION_OR_OPERATOR)) {
            if (Positions.isBehindOperand(out)) {
                return 0;
            }
            parameter(++numbers, i);
            return 1;
        }
        if (styles.contains(Placeholder.QUESTION_OR_NAME)) {
            if (next == '?') {
                judged = false;
                parameter(++numbers, i);
                return 2;
            }
            if (peek(i - 1) == '\\') {
                return 0;
            }
            parameter(++numbers, i);
            return 1;
        }
        if (styles.contains(Placeholder.QUESTION) || styles.contains(Placeholder.COLON)) {
            if (next == '?') {
                add('?', i);
                return 2;
            }
            if (Character.isDigit(next)) {
                int end = i + 1;
                while (Character.isDigit(peek(end))) {
                    end++;
                }
                named(in.substring(i, end), i);
                return end - i;
            }
            if (styles.contains(Placeholder.QUESTION)) {
                parameter(++numbers, i);
                return 1;
            }
        } else if (!Positions.isBehindOperand(out)) {
            // a placeholder of a driver that is not known
            certain = false;
            judged = false;
        }
        return 0;
    }

    private int colon(int i, char next) {
        if (next == ':' || next == '=') {
            add(':', i);
            add(next, i + 1);
            return 2;
        }
        if (styles.contains(Placeholder.SPEL) && next == '#' && peek(i + 2) == '{') {
            return skipBraces(i, i + 2);
        }
        char before = peek(i - 1);
        boolean slice = Character.isLetterOrDigit(before) || before == ']' || before == ':';
        return styles.contains(Placeholder.COLON) && (Character.isLetter(next) || next == '_') && !slice
                ? word(i, i + 1)
                : 0;
    }

    private int word(int start, int first) {
        int end = first;
        while (Character.isLetterOrDigit(peek(end)) || peek(end) == '_' || isDotOfName(end)) {
            end++;
        }
        named(in.substring(start, end), start);
        return end - start;
    }

    /** {@code :user.name} is one parameter; a dot at the end belongs to the text. */
    private boolean isDotOfName(int at) {
        return peek(at) == '.' && Character.isLetter(peek(at + 1));
    }

    private int percent(int i, char next) {
        if (next == '%') {
            add('%', i);
            return 2;
        } else if (next == 's' || next == 'b' || next == 't') {
            parameter(++numbers, i);
            return 2;
        } else if (next == '(') {
            int close = in.indexOf(")", i);
            if (close > 0 && "sbtd".indexOf(peek(close + 1)) >= 0) {
                named(in.substring(i, close), i);
                return close + 2 - i;
            }
        }
        return 0;
    }

    /** A value between braces. */
    private int value(int i) {
        if (styles.contains(Placeholder.MYBATIS)) {
            return skipBraces(i, i + 1);
        } else if (styles.contains(Placeholder.SPEL)) {
            return braces(i, i + 1);
        }
        return 0;
    }

    private int skipBraces(int start, int brace) {
        int end = in.indexOf("}", brace);
        if (end < 0) {
            return 0;
        }
        named(in.substring(start, end), start);
        return end + 1 - start;
    }

    /** A part of the statement between braces. */
    private int braces(int start, int brace) {
        int end = in.indexOf("}", brace);
        if (end < 0) {
            return 0;
        }
        String shown = in.substring(start, end + 1);
        boolean input = styles.contains(Placeholder.MYBATIS) && shown.startsWith("$");
        gap(start, end, shown, input);
        return end + 1 - start;
    }

    private int dollar(int i, char next) {
        int number = Positions.partsOfNumber(open, i + 1);
        if (number > 0) {
            parameter(++numbers, i);
            return 1 + number;
        }
        if (styles.contains(Placeholder.MYBATIS) && next == '{') {
            return braces(i, i + 1);
        }
        int close = "{<[/(".indexOf(next);
        if (!styles.contains(Placeholder.DOLLAR_NAME) || close < 0 || !Character.isLetter(peek(i + 2))) {
            return 0;
        }
        int end = in.indexOf(String.valueOf("}>]/)".charAt(close)), i + 2);
        if (end < 0) {
            return 0;
        }
        String name = in.substring(i + 2, end);
        if (name.contains(":") || name.contains("~") || name.contains("^")) {
            // a name, or a part as it is
            gap(i, end, in.substring(i, end + 1), false);
        } else {
            named(name, i);
        }
        return end + 1 - i;
    }

    private int angles(int i) {
        int end = i + 1;
        while (Character.isLetterOrDigit(peek(end)) || peek(end) == '_') {
            end++;
        }
        if (peek(end) != '>' || end == i + 1) {
            return 0;
        }
        gap(i, end, in.substring(i, end + 1), false);
        return end + 1 - i;
    }

    private void gap(int start, int end, String shown, boolean input) {
        Span span = new Span(from.get(start), Math.max(from.get(start), from.get(end) + 1));
        open(new Part.Open(span, shown, input ? Source.INPUT : Source.SAFE), start);
        certain = false;
        judged = false;
    }

    private void named(String name, int i) {
        parameter(names.computeIfAbsent(name, unseen -> ++numbers), i);
    }

    private void parameter(int number, int i) {
        // libraries put the values of a list there, between brackets
        boolean isList = Positions.isBehindIn(out)
                && (":%".indexOf(in.charAt(i)) >= 0 || (in.charAt(i) == '?' && Character.isDigit(peek(i + 1))));
        String text = isList ? "($" + number + ")" : "$" + number;
        for (int k = 0; k < text.length(); k++) {
            add(text.charAt(k), i);
        }
    }

    private void add(char character, int i) {
        if (out.length() == at.length) {
            at = Arrays.copyOf(at, at.length * 2);
        }
        at[out.length()] = from.get(i);
        out.append(character == OPEN ? ' ' : character);
    }
}
