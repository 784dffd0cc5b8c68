package dev.pgwright.code;

import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Constants that stand in other files than those that name them. Each file is parsed once, when one of it is asked for. */
public final class Constants {
    /** Where constants of other files come from. */
    @FunctionalInterface
    interface Elsewhere {
        /**
         * The value of a constant, as if it was written where it is named.
         *
         * @param qualifier what is written in front of the name, null for nothing
         */
        Optional<Expression> constant(@Nullable String qualifier, String name, Span use);
    }

    private final Map<Path, SoftReference<Source>> sources = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    private static final class Source {
        private final String text;
        private @Nullable Evaluator evaluator;

        private Source(String text) {
            this.text = text;
        }
    }

    /** What a file that lies at a path can name. */
    Elsewhere of(Path file, CodeLanguage language, Set<String> imports) {
        return (qualifier, name, use) -> {
            for (Path neighbour : Neighbours.of(file, language, imports, qualifier, name)) {
                Optional<Expression> found = constant(neighbour, language, name, use);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        };
    }

    private Optional<Expression> constant(Path file, CodeLanguage language, String name, Span use) {
        String key = file + " " + name;
        if (!open.add(key)) {
            return Optional.empty();
        }
        try {
            Source source = source(file);
            if (!source.text.contains(name)) {
                return Optional.empty();
            }
            Evaluator evaluator = evaluator(source, file, language);
            return evaluator.scopes().constant(name).flatMap(value -> moved(value, evaluator, use));
        } finally {
            open.remove(key);
        }
    }

    private Source source(Path file) {
        SoftReference<Source> before = sources.get(file);
        Source known = before == null ? null : before.get();
        if (known != null) {
            return known;
        }
        Source read = new Source(text(file));
        sources.put(file, new SoftReference<>(read));
        return read;
    }

    private static String text(Path file) {
        try {
            String text = SourceFile.read(file).text();
            return text.length() > CodeReader.LARGEST ? "" : text;
        } catch (IOException notReadable) {
            // whoever reads the file itself says so
            return "";
        }
    }

    private Evaluator evaluator(Source source, Path file, CodeLanguage language) {
        Evaluator known = source.evaluator;
        if (known == null) {
            Program program = CodeReader.program(source.text, language);
            known = new Evaluator(program, source.text, of(file, language, program.imports));
            source.evaluator = known;
        }
        return known;
    }

    /** A text, some texts or a list of texts, at the place where they are named; nothing where not all of it is known. */
    private static Optional<Expression> moved(Expression value, Evaluator evaluator, Span use) {
        if (value instanceof Expression.Plain) {
            return Optional.of(new Expression.Plain(use));
        }
        Optional<List<Lists.Element>> elements = evaluator.lists().elements(value);
        if (elements.isPresent()) {
            List<Optional<Expression>> all = elements.get().stream()
                    .map(one -> one.always() ? moved(one.value(), evaluator, use) : Optional.<Expression>empty())
                    .toList();
            return all.stream().allMatch(Optional::isPresent)
                    ? Optional.of(new Expression.Items(
                            use, all.stream().flatMap(Optional::stream).toList()))
                    : Optional.empty();
        }
        List<Variant> variants = evaluator.variants(value);
        if (!variants.stream().allMatch(one -> one.isKnown() && one.certain())) {
            return Optional.empty();
        }
        List<Expression> texts = variants.stream().map(one -> text(one, use)).toList();
        return Optional.of(texts.size() == 1 ? texts.get(0) : new Expression.Choice(use, texts));
    }

    private static Expression text(Variant variant, Span use) {
        String text = variant.whole().text();
        int[] at = new int[text.length()];
        Arrays.fill(at, use.start());
        return new Expression.Text(use, List.of(new Expression.Characters(text, at)));
    }
}
