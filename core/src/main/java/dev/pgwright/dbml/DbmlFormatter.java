package dev.pgwright.dbml;

import dev.pgwright.dbml.DbmlToken.Kind;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays a file out anew: two spaces for each open bracket, columns aligned, one space between words, one blank line
 * between blocks. Lines stay lines, comments and texts stay as they are, so that the file means the same.
 */
public final class DbmlFormatter {
    /** One very long name does not push everything away. */
    private static final int WIDEST_ALIGNED = 40;

    private static final Set<Kind> OPENING = Set.of(Kind.LEFT_BRACE, Kind.LEFT_BRACKET, Kind.LEFT_PARENTHESIS);
    private static final Set<Kind> CLOSING = Set.of(Kind.RIGHT_BRACE, Kind.RIGHT_BRACKET, Kind.RIGHT_PARENTHESIS);

    private final SourceFile source;
    private final List<Item> items = new ArrayList<>();
    /** How long the text that ends at an offset is to be, where something is aligned behind it. */
    private final Map<Integer, Integer> padding = new HashMap<>();

    private final StringBuilder out = new StringBuilder();

    private DbmlFormatter(SourceFile source) {
        this.source = source;
    }

    /** A token, or a comment where {@code token} is null. */
    private record Item(Span span, @Nullable DbmlToken token) {
        boolean is(Kind kind) {
            return token != null && token.is(kind);
        }

        boolean isOneOf(Set<Kind> kinds) {
            return token != null && kinds.contains(token.kind());
        }
    }

    /**
     * The text of a file, laid out anew; the same for what it gives.
     *
     * @throws PgwrightException with every problem when the file cannot be parsed; names are not looked up
     */
    public static String format(SourceFile source) {
        List<Problem> problems = new ArrayList<>();
        DbmlSources sources = DbmlSources.of(source);
        DbmlLexer lexer = new DbmlLexer(source, 0, problems).run();
        DbmlDocument document = new DbmlParser(sources, source, lexer, problems).document();
        if (!problems.isEmpty()) {
            problems.sort((left, right) -> left.place().compareTo(right.place()));
            throw new PgwrightException(ErrorCode.INPUT, problems);
        }
        DbmlFormatter formatter = new DbmlFormatter(source);
        formatter.collect(lexer);
        document.elements().forEach(formatter::align);
        formatter.write();
        String formatted = formatter.out.toString();
        requireSame(lexer, new DbmlLexer(SourceFile.of(source.name(), formatted), 0, problems).run());
        return formatted;
    }

    private static void requireSame(DbmlLexer before, DbmlLexer after) {
        boolean same = before.tokens().size() == after.tokens().size()
                && before.comments().size() == after.comments().size();
        for (int i = 0; same && i < before.tokens().size() - 1; i++) {
            DbmlToken left = before.tokens().get(i);
            DbmlToken right = after.tokens().get(i);
            same = left.kind() == right.kind()
                    && left.value().equals(right.value())
                    && left.startsLine() == right.startsLine();
        }
        if (!same) {
            throw new IllegalStateException("formatting would change what the file means");
        }
    }

    private void collect(DbmlLexer lexer) {
        List<DbmlComment> comments = lexer.comments();
        int next = 0;
        for (DbmlToken token : lexer.tokens()) {
            while (next < comments.size()
                    && comments.get(next).span().start() < token.span().start()) {
                items.add(new Item(comments.get(next++).span(), null));
            }
            if (!token.is(Kind.END)) {
                items.add(new Item(token.span(), token));
            }
        }
        while (next < comments.size()) {
            items.add(new Item(comments.get(next++).span(), null));
        }
    }

    private void align(DbmlElement element) {
        List<DbmlTableItem> lines = element instanceof DbmlElement.Table table
                ? table.items()
                : element instanceof DbmlElement.TablePartial partial ? partial.items() : List.of();
        List<DbmlTableItem.Column> columns = new ArrayList<>();
        for (DbmlTableItem item : lines) {
            if (item instanceof DbmlTableItem.Column column && isPlain(column)) {
                columns.add(column);
            }
        }
        align(columns.stream().map(column -> column.name().span()).toList());
        align(columns.stream().map(column -> column.type().span()).toList());
    }

    /** Name and type stand on one line of their own, without comments between. */
    private boolean isPlain(DbmlTableItem.Column column) {
        Span all = new Span(column.name().span().start(), column.type().span().end());
        int lineStart = source.text().lastIndexOf('\n', all.start() - 1) + 1;
        return source.text().substring(lineStart, all.start()).isBlank()
                && source.text().substring(all.start(), all.end()).indexOf('\n') < 0
                && items.stream()
                        .skip(index(all.start()))
                        .takeWhile(item -> item.span().start() < all.end())
                        .noneMatch(item -> item.token() == null);
    }

    private int index(int offset) {
        int low = 0;
        int high = items.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (items.get(middle).span().start() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void align(List<Span> spans) {
        Map<Integer, Integer> lengths = new HashMap<>();
        for (Span span : spans) {
            StringBuilder text = new StringBuilder();
            Item before = null;
            for (int i = index(span.start());
                    i < items.size() && items.get(i).span().start() < span.end();
                    i++) {
                text.append(before != null && isSpaced(before, i) ? " " : "").append(text(items.get(i)));
                before = items.get(i);
            }
            lengths.put(span.end(), text.codePointCount(0, text.length()));
        }
        int width = lengths.values().stream()
                .filter(length -> length <= WIDEST_ALIGNED)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        lengths.forEach((end, length) -> padding.put(end, Math.max(0, width - length)));
    }

    private String text(Item item) {
        String text =
                source.text().substring(item.span().start(), item.span().end()).replace("\r\n", "\n");
        return item.token() == null ? text.stripTrailing() : text;
    }

    private void write() {
        int depth = 0;
        Item before = null;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            boolean closes = item.isOneOf(CLOSING);
            int lines =
                    before == null ? 0 : lines(before.span().end(), item.span().start());
            if (closes) {
                depth = Math.max(0, depth - 1);
            }
            if (before != null && lines == 0) {
                if (isSpaced(before, i)) {
                    out.append(" ".repeat(1 + padding.getOrDefault(before.span().end(), 0)));
                }
            } else {
                if (before != null) {
                    boolean blank = !closes
                            && !before.isOneOf(OPENING)
                            && (lines > 1 || depth == 0 && before.is(Kind.RIGHT_BRACE));
                    out.append(blank ? "\n\n" : "\n");
                }
                out.append("  ".repeat(depth));
            }
            out.append(text(item));
            if (item.isOneOf(OPENING)) {
                depth++;
            }
            before = item;
        }
        if (before != null) {
            out.append('\n');
        }
    }

    private int lines(int from, int to) {
        return (int)
                source.text().substring(from, to).chars().filter(c -> c == '\n').count();
    }

    private boolean isSpaced(Item before, int index) {
        Item item = items.get(index);
        DbmlToken left = before.token();
        DbmlToken right = item.token();
        if (left == null || right == null) {
            return true;
        }
        if (left.isOperator(".") || right.isOperator(".") || left.isOperator("~")) {
            return false;
        }
        return switch (right.kind()) {
            case COMMA, COLON, RIGHT_PARENTHESIS, RIGHT_BRACKET -> false;
            case LEFT_PARENTHESIS -> left.isName() ? right.spaced() : !left.is(Kind.LEFT_PARENTHESIS);
            case LEFT_BRACKET -> right.spaced() || !isArray(index);
            default -> {
                boolean sign = left.isOperator("-") || left.isOperator("+");
                yield !left.is(Kind.LEFT_PARENTHESIS)
                        && !left.is(Kind.LEFT_BRACKET)
                        && !(sign && right.is(Kind.NUMBER) && !right.spaced());
            }
        };
    }

    /** Whether the bracket belongs to a type: {@code []} or {@code [3]}. */
    private boolean isArray(int index) {
        return index + 1 < items.size()
                && (items.get(index + 1).is(Kind.RIGHT_BRACKET)
                        || items.get(index + 1).is(Kind.NUMBER));
    }
}
