package dev.pgwright.code;

import dev.pgwright.code.EmbeddedStatement.Repetition;
import dev.pgwright.code.Expression.Call;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a source file of an application: what it sends to a database. A source with faults is read as far as it goes. */
public final class CodeReader {
    /** UTF-16 units from which on a file is taken to be generated. */
    public static final int LARGEST = 4 << 20;

    /** What the SQL is called among the fields of an object. */
    private static final Set<String> FIELDS = Set.of("text", "sql", "query");

    private final SourceFile source;
    private final CodeLanguage language;
    private final Program program;
    private final Evaluator evaluator;
    private final Repetitions repetitions;
    private final CallsFinder calls;
    private final Forwarders.Caller own;
    private final Set<CallsAcross.Sender> senders = new LinkedHashSet<>();
    private final Set<Forwarders.Forwarder> forwarders = new LinkedHashSet<>();
    private final List<EmbeddedStatement> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private CodeReader(SourceFile source, CodeLanguage language, Program program, Constants constants) {
        this.source = source;
        this.language = language;
        this.program = program;
        this.evaluator =
                new Evaluator(program, source.text(), constants.of(Path.of(source.name()), language, program.imports));
        this.repetitions = new Repetitions(evaluator.scopes());
        this.calls = new CallsFinder(program, evaluator.scopes(), repetitions);
        this.own = new Forwarders.Caller(Path.of(source.name()), language, program.imports, calls);
    }

    /**
     * The SQL of a file.
     *
     * @throws dev.pgwright.finding.PgwrightException where the parser of the language does not run on this machine
     */
    public static CodeFile read(SourceFile source, CodeLanguage language) {
        return read(source, language, new Constants());
    }

    /** The same of one of many files. */
    public static CodeFile read(SourceFile source, CodeLanguage language, Constants constants) {
        return read(source, language, constants, Forwarders.NONE);
    }

    /** @param forwarders what other files have of those */
    static CodeFile read(SourceFile source, CodeLanguage language, Constants constants, Forwarders forwarders) {
        boolean isOfJpa = LazyAccesses.mayHave(source.text(), language);
        boolean isOfNone = !(isOfJpa || forwarders != Forwarders.NONE || Sinks.mayHave(source.text(), language));
        boolean empty = source.text().length() > LARGEST || isOfNone;
        if (empty) {
            return new CodeFile(source, language, List.of(), LazyLoading.NONE, CallsAcross.NOT_READ, List.of(), true);
        }
        // its thread has a large stack, which deep expressions need
        return Sql.parsingOften(() -> {
            Program program = program(source.text(), language);
            CodeReader reader = new CodeReader(source, language, program, constants);
            if (!Sinks.isOfOtherDatabase(program, language)) {
                reader.statements(forwarders);
            }
            LazyLoading lazy = isOfJpa ? new LazyAccesses(program, reader.evaluator).find() : LazyLoading.NONE;
            CallsAcross calls = new CallsAcross(
                    List.copyOf(reader.senders), reader.calls.looped(), Forwarders.of(reader.forwarders), true);
            return new CodeFile(source, language, reader.found, lazy, calls, program.comments, true);
        });
    }

    /** What a file that sends nothing itself says of calls of others. */
    public static CodeFile callsOf(CodeFile file) {
        return Sql.parsingOften(() -> {
            Program program = program(file.source().text(), file.language());
            Scopes scopes = new Scopes(program, (qualifier, name, use) -> Optional.empty());
            CallsFinder finder = new CallsFinder(program, scopes, new Repetitions(scopes));
            CallsAcross calls = new CallsAcross(List.of(), finder.looped(), Forwarders.NONE, true);
            return new CodeFile(
                    file.source(), file.language(), List.of(), file.lazy(), calls, program.comments, file.reviewed());
        });
    }

    static Program program(String text, CodeLanguage language) {
        return switch (language) {
            case JAVA -> new JavaReader(text).read(SyntaxReader.read(text, language));
            case KOTLIN -> new KotlinReader(text).read(SyntaxReader.read(text, language));
            case PYTHON -> new PythonReader(text).read(SyntaxReader.read(text, language));
            case JAVASCRIPT, TYPESCRIPT, TSX -> new JavaScriptReader(text).read(SyntaxReader.read(text, language));
            case GO -> new GoReader(text).read(SyntaxReader.read(text, language));
            case MYBATIS -> MapperReader.program(text);
        };
    }

    private void statements(Forwarders others) {
        List<Call> calls = new ArrayList<>();
        for (Call call : program.calls) {
            Optional<Sink> sink = Sinks.of(call, program, language);
            sink.ifPresentOrElse(one -> send(call, one), () -> calls.add(call));
        }
        int before = -1;
        while (forwarders.size() > before && !(forwarders.isEmpty() && others == Forwarders.NONE)) {
            before = forwarders.size();
            Forwarders known = others.with(Forwarders.of(forwarders));
            calls.forEach(call -> known.sink(call, own).ifPresent(sink -> send(call, sink)));
        }
    }

    private void send(Call call, Sink sink) {
        call.argument(sink.argument(), sink.word())
                .or(() -> call.name().startsWith("@") ? call.first() : Optional.empty())
                .ifPresent(argument -> argument(call, sink, argument));
    }

    private void argument(Call call, Sink sink, Expression argument) {
        List<Expression> texts = argument instanceof Expression.Items items ? items.values() : List.of(argument);
        if (argument instanceof Expression.Fields fields) {
            texts = fields.values().stream()
                    .filter(field -> field.name() != null && FIELDS.contains(field.name()))
                    .map(Expression.Argument::value)
                    .toList();
        }
        if (call.name().startsWith("@") && sink.styles().contains(Placeholder.MYBATIS)) {
            annotated(call, sink, texts);
            return;
        }
        for (Expression text : texts) {
            if (!isMade(text)) {
                List<Variant> variants = evaluator.variants(text);
                if (variants.stream().noneMatch(CodeReader::hasText)) {
                    forwarded(call, sink, text).ifPresent(forwarders::add);
                }
                variants.forEach(variant -> take(call, sink, variant));
            }
        }
    }

    /** The function around a call that sends what it gets as a parameter, as it is. */
    private Optional<Forwarders.Forwarder> forwarded(Call call, Sink sink, Expression text) {
        if (!(text instanceof Expression.Name name) || sink.fragment()) {
            return Optional.empty();
        }
        Scopes scopes = evaluator.scopes();
        return scopes.around(call.span().start()).stream()
                .filter(function -> !function.name().isEmpty()
                        || function.parameter(name.name()).isPresent())
                .findFirst()
                .filter(function -> !function.name().isEmpty()
                        && function.parameter(name.name()).isPresent()
                        && scopes.bindings(name.name(), function).isEmpty())
                .map(function -> new Forwarders.Forwarder(
                        own.file(),
                        language,
                        calls.type(function).orElse(""),
                        function.name(),
                        sink.at(function.index(name.name())).named(name.name())));
    }

    private static boolean hasText(Variant variant) {
        return variant.parts().stream()
                .anyMatch(part ->
                        part instanceof Part.Fixed fixed && !fixed.text().isBlank());
    }

    /** MyBatis puts a blank between the parts, and reads what begins as a script does as XML. */
    private void annotated(Call call, Sink sink, List<Expression> texts) {
        List<Variant> all = List.of(Variant.EMPTY);
        for (Expression text : texts) {
            if (texts.size() > 1) {
                all = Variant.joined(all, List.of(Variant.of(blank(text))), true);
            }
            all = Variant.joined(all, evaluator.variants(text), true);
        }
        for (Variant variant : all) {
            Part.Fixed whole = variant.isKnown() ? variant.whole() : new Part.Fixed("", new int[0]);
            int start = whole.text().indexOf("<script>");
            if (start >= 0 && whole.text().substring(0, start).isBlank()) {
                int[] at = Arrays.copyOfRange(whole.at(), start, whole.at().length);
                evaluator
                        .variants(MapperReader.script(whole.text().substring(start), at))
                        .forEach(script -> take(call, sink, script));
            } else {
                take(call, sink, variant);
            }
        }
    }

    /** Whether another call has made a statement of a text, with placeholders of its own. */
    private boolean isMade(Expression text) {
        if (text instanceof Expression.Name name) {
            return evaluator.scopes().valuesOf(name).stream().anyMatch(value -> value instanceof Call && isMade(value));
        }
        return text instanceof Call call
                && Sinks.of(call, program, language).filter(Sink::made).isPresent();
    }

    private static Part.Fixed blank(Expression text) {
        return new Part.Fixed(" ", new int[] {text.span().start()});
    }

    private void take(Call call, Sink sink, Variant variant) {
        StringBuilder start = new StringBuilder();
        for (Part part : variant.parts()) {
            if (!(part instanceof Part.Fixed fixed)) {
                break;
            }
            start.append(fixed.text());
        }
        if (!hasText(variant) || isOfMySql(variant) || !(sink.fragment() || Sinks.isCommand(start.toString()))) {
            return;
        }
        StatementText text = new StatementText(variant, sink.styles());
        Span span = span(variant, call);
        Optional<Repetition> repetition = repetitions.of(call, sink);
        calls.sender(call).ifPresent(senders::add);
        if (!seen.add(span + text.sql() + (repetition.isPresent() ? call.span() : ""))) {
            return;
        }
        found.add(new EmbeddedStatement(
                source,
                call.span(),
                span,
                text.sql(),
                text.at(),
                text.isCertain() && !sink.fragment(),
                text.isJudged() && !sink.fragment(),
                text.parts(),
                repetition.orElse(null)));
    }

    /** PostgreSQL knows no backticks; a text has them where the file does not tell whose driver it is. */
    private static boolean isOfMySql(Variant variant) {
        return variant.parts().stream()
                .anyMatch(
                        part -> part instanceof Part.Fixed fixed && fixed.text().indexOf('`') >= 0);
    }

    /** From the first to the last character of the text that stands in the call, or else anywhere. */
    private static Span span(Variant variant, Call call) {
        Span inside = hull(variant, call.span());
        return inside.length() > 0 ? inside : hull(variant, new Span(0, Integer.MAX_VALUE));
    }

    private static Span hull(Variant variant, Span within) {
        int start = Integer.MAX_VALUE;
        int end = -1;
        for (Part part : variant.parts()) {
            if (part instanceof Part.Fixed fixed) {
                for (int i = 0; i < fixed.at().length; i++) {
                    int offset = fixed.at()[i];
                    if (within.contains(offset)
                            && !Character.isWhitespace(fixed.text().charAt(i))) {
                        start = Math.min(start, offset);
                        end = Math.max(end, offset);
                    }
                }
            }
        }
        return end < 0 ? Span.at(within.start()) : new Span(start, end + 1);
    }
}
