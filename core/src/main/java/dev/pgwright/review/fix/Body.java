package dev.pgwright.review.fix;

import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.migrate.plan.SafeForm;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The text of a part while a statement in it is replaced by its safe form. */
final class Body {
    private final FixedPart part;
    private final String text;
    private final Lines lines;
    private final List<Statement> statements;

    private Body(FixedPart part, ParsedSql parsed) {
        this.part = part;
        this.text = part.text();
        this.lines = new Lines(text);
        this.statements = parsed.statements();
    }

    static Body of(FixedPart part) {
        return new Body(part, Sql.parse(SourceFile.of("", part.text())));
    }

    /** The transaction a statement is in: its first and its last statement as numbers, those that control it excluded. */
    private record Block(int first, int last, boolean byRunner) {}

    /**
     * The parts with the safe form in place of a statement.
     *
     * @throws NotPossible when the statement cannot be moved out of its transaction
     */
    List<FixedPart> replaced(Span span, SafeForm original) throws NotPossible {
        List<FixedPart> parts = made(span, original);
        for (FixedPart each : parts) {
            if (!Sql.parse(SourceFile.of("", each.text())).errors().isEmpty()) {
                throw new NotPossible("the safe form of this statement is not understood");
            }
        }
        return parts;
    }

    private List<FixedPart> made(Span span, SafeForm original) throws NotPossible {
        int number = numberOf(span);
        SafeForm form = original.inCaseOf(span.of(text));
        Optional<Block> block = blockOf(number);
        if (block.isEmpty()) {
            return List.of(with(span, inline(form.parts())));
        }
        Part first = form.parts().get(0);
        if (form.parts().size() == 1 && first.mode() == Mode.TRANSACTION) {
            return List.of(with(span, joined(first.statements())));
        }
        List<Part> tail = first.mode() == Mode.TRANSACTION
                ? form.parts().subList(1, form.parts().size())
                : form.parts();
        List<String> head = first.mode() == Mode.TRANSACTION ? first.statements() : List.of();
        Movable.check(statements, number, block.get().first(), block.get().last());
        return block.get().byRunner()
                ? split(number, block.get(), head, tail)
                : List.of(new FixedPart(part.mode(), divided(number, block.get(), head, tail)));
    }

    private int numberOf(Span span) throws NotPossible {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).span().equals(span)) {
                return i;
            }
        }
        throw new NotPossible("the statement is not there any more");
    }

    private Optional<Block> blockOf(int number) throws NotPossible {
        boolean wrapped = part.mode().inTransaction(statements.size());
        int begin = -1;
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).tree() instanceof TransactionStmt control) {
                if (wrapped) {
                    throw new NotPossible("the file controls a transaction that its tool has opened");
                }
                switch (control.kind()) {
                    case TRANS_STMT_BEGIN, TRANS_STMT_START -> begin = i;
                    case TRANS_STMT_COMMIT -> {
                        if (begin >= 0 && begin < number && number < i) {
                            return Optional.of(new Block(begin + 1, i - 1, false));
                        }
                        begin = -1;
                    }
                    default -> {
                        if (begin >= 0) {
                            throw new NotPossible("its transaction has savepoints or is rolled back");
                        }
                    }
                }
            }
        }
        if (wrapped) {
            return Optional.of(new Block(0, statements.size() - 1, true));
        }
        if (begin >= 0 && begin < number) {
            throw new NotPossible("its transaction does not end in the file");
        }
        return Optional.empty();
    }

    private FixedPart with(Span span, String replacement) {
        return new FixedPart(part.mode(), text.substring(0, span.start()) + replacement + text.substring(span.end()));
    }

    /** Parts outside of any transaction: several statements of one get a transaction of their own. */
    private static String inline(List<Part> parts) {
        List<String> texts = new ArrayList<>();
        for (Part each : parts) {
            boolean several =
                    each.mode() == Mode.TRANSACTION && each.statements().size() > 1;
            if (!each.statements().isEmpty()) {
                texts.add(several ? "begin;\n" + joined(each.statements()) + ";\ncommit" : joined(each.statements()));
            }
        }
        return joined(texts);
    }

    private static String joined(List<String> statements) {
        return String.join(";\n", statements);
    }

    private static String ended(List<String> statements) {
        return statements.stream().map(statement -> statement + ";\n").collect(Collectors.joining());
    }

    /** The file of a tool that wraps it, split. */
    private List<FixedPart> split(int number, Block block, List<String> head, List<Part> tail) {
        boolean waits = Movable.mayWait(statements, number, block.last(), tail);
        Span whole = around(number);
        String before = text.substring(0, whole.start());
        String own = whole.of(text);
        String after = text.substring(whole.end());
        Span span = statements.get(number).span();
        String kept = head.isEmpty()
                ? ""
                : text.substring(whole.start(), span.start()) + joined(head) + text.substring(span.end(), whole.end());
        String comments = head.isEmpty() ? own.substring(0, span.start() - whole.start()) : "";
        List<FixedPart> parts = new ArrayList<>();
        String first = before + kept + (waits ? after : "");
        boolean nothing = isIdle(first);
        if (!nothing) {
            parts.add(new FixedPart(part.mode(), tidy(first)));
        }
        String lead = (nothing ? commentsOf(before) : "") + comments;
        for (Part each : tail) {
            TransactionMode mode = each.mode() == Mode.TRANSACTION ? part.mode() : TransactionMode.STATEMENT;
            parts.add(new FixedPart(mode, lead + ended(each.statements())));
            lead = "";
        }
        if (waits && nothing && !commentsOf(after).isBlank()) {
            append(parts, commentsOf(after));
        }
        if (!waits) {
            String rest = carried(number, block) + after.stripLeading();
            if (!isIdle(after)) {
                parts.add(new FixedPart(part.mode(), tidy(rest)));
            } else if (!after.isBlank()) {
                append(parts, commentsOf(after));
            }
        }
        return parts;
    }

    private static void append(List<FixedPart> parts, String comments) {
        FixedPart last = parts.remove(parts.size() - 1);
        parts.add(new FixedPart(last.mode(), last.text() + comments.stripLeading()));
    }

    /** The text with the transaction of BEGIN and COMMIT divided. */
    private String divided(int number, Block block, List<String> head, List<Part> tail) {
        boolean waits = Movable.mayWait(statements, number, block.last(), tail);
        Span whole = around(number);
        Span span = statements.get(number).span();
        String comments = head.isEmpty() ? text.substring(whole.start(), span.start()) : "";
        String kept = head.isEmpty()
                ? ""
                : text.substring(whole.start(), span.start()) + joined(head) + text.substring(span.end(), whole.end());
        String moved = comments + inline(tail) + ";\n";
        int beginStart =
                lines.lineStart(statements.get(block.first() - 1).span().start());
        int commitEnd = around(block.last() + 1).end();
        boolean idleBefore = head.isEmpty() && isIdle(block.first(), number);
        boolean idleAfter = isIdle(number + 1, block.last() + 1);
        String before = text.substring(beginStart, whole.start());
        String after = text.substring(whole.end(), commitEnd);
        String start = text.substring(0, beginStart);
        String end = text.substring(commitEnd);
        if (idleBefore && idleAfter) {
            return start + moved + end;
        }
        if (idleBefore) {
            return start + moved + before + after + end;
        }
        if (waits || idleAfter) {
            return start + before + kept + after + (after.endsWith("\n") ? "" : "\n") + moved + end;
        }
        return start + before + kept + "commit;\n" + moved + "begin;\n" + carried(number, block) + after + end;
    }

    /** The settings of the transaction so far, which the next one needs as well. */
    private String carried(int number, Block block) {
        StringBuilder settings = new StringBuilder();
        for (int i = block.first(); i < number; i++) {
            if (statements.get(i).tree() instanceof VariableSetStmt set && set.isLocal()) {
                settings.append(statements.get(i).span().of(text)).append(";\n");
            }
        }
        return settings.toString();
    }

    /** Whether a text does nothing but set parameters. */
    private static boolean isIdle(String sql) {
        ParsedSql parsed = Sql.parse(SourceFile.of("", sql));
        return parsed.errors().isEmpty()
                && parsed.statements().stream().allMatch(statement -> statement.tree() instanceof VariableSetStmt);
    }

    private boolean isIdle(int from, int to) {
        return statements.subList(from, to).stream().allMatch(statement -> statement.tree() instanceof VariableSetStmt);
    }

    private static String commentsOf(String sql) {
        String text = sql;
        List<Statement> all = new ArrayList<>(Sql.parse(SourceFile.of("", sql)).statements());
        for (int i = all.size() - 1; i >= 0; i--) {
            Span span = all.get(i).span();
            int end = new Lines(text).behindSemicolon(span.end());
            text = text.substring(0, span.start()) + text.substring(end);
        }
        return text.isBlank() ? "" : text.strip() + "\n";
    }

    private Span around(int number) {
        return lines.around(
                statements.get(number).span(),
                number == 0 ? 0 : statements.get(number - 1).span().end());
    }

    private static String tidy(String sql) {
        return sql.stripTrailing() + "\n";
    }
}
