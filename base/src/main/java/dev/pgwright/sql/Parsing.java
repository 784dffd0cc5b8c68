package dev.pgwright.sql;

import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.engine.Parsers;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A text that is parsed once, however many ask for it: by whoever is first, or ahead of them by threads that have nothing else
 * to do. May be used by any number of threads.
 */
public final class Parsing {
    /** UTF-16 units for which another parser pays: it takes some 40 MB, and a tenth of a second until it is at work. */
    private static final int WORTH_A_PARSER = 100_000;

    private final SourceFile source;
    private final FutureTask<ParsedSql> task;
    private volatile @Nullable Batch batch;

    private Parsing(SourceFile source) {
        this.source = source;
        this.task = new FutureTask<>(() -> Sql.parse(source));
    }

    /** Does nothing yet. */
    public static Parsing of(SourceFile source) {
        return new Parsing(source);
    }

    /** The parsed text; waits until it is there. */
    public ParsedSql get() {
        return Sql.parsingOften(this::here);
    }

    private ParsedSql here() {
        task.run();
        Batch others = batch;
        while (!task.isDone() && others != null && others.runNext()) {
            // another thread is at this text: meanwhile its next
        }
        batch = null;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException cause) {
                        throw cause;
                    }
                    if (e.getCause() instanceof Error cause) {
                        throw cause;
                    }
                    throw new IllegalStateException(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Has texts parsed in the background, in their order, when they are so long that it pays. Whoever asks for one of them does
     * not wait for those behind it.
     */
    public static void ahead(List<Parsing> texts) {
        List<Parsing> open = texts.stream()
                .filter(parsing -> parsing.batch == null && !parsing.task.isDone())
                .toList();
        long length = open.stream()
                .mapToLong(parsing -> parsing.source.text().length())
                .sum();
        long helpers = Math.min(length / WORTH_A_PARSER, Parsers.most() - 1L);
        if (helpers > 0) {
            Batch batch = new Batch(open);
            open.forEach(parsing -> parsing.batch = batch);
            for (int i = 0; i < helpers; i++) {
                batch.runAllLater();
            }
        }
    }

    /** Texts of which each is taken by the thread that comes first. */
    private static final class Batch {
        private final List<Parsing> texts;
        private final AtomicInteger next = new AtomicInteger();

        Batch(List<Parsing> texts) {
            this.texts = texts;
        }

        /** False when there is none left. */
        boolean runNext() {
            int index = next.getAndIncrement();
            if (index >= texts.size()) {
                return false;
            }
            texts.get(index).task.run();
            return true;
        }

        /** One at a time, so that others who want to parse have their turn between them. */
        void runAllLater() {
            Parsers.later(() -> {
                if (runNext()) {
                    runAllLater();
                }
            });
        }
    }
}
