package dev.pgwright.sql;

import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.engine.Parsers;
import java.util.List;
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
    private final Once<ParsedSql> task;
    private volatile @Nullable Batch batch;

    private Parsing(SourceFile source) {
        this.source = source;
        this.task = new Once<>(() -> Sql.parse(source));
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
        return task.get();
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
        Batch batch = new Batch(open.stream().map(parsing -> parsing.task).toList());
        if (batch.start(length)) {
            open.forEach(parsing -> parsing.batch = batch);
        }
    }

    /**
     * Has other work that parses done in the background, in its order, when it pays. None of it may throw; whoever needs it
     * before it was done, or where it does not pay, does it himself.
     *
     * @param length of the texts, in UTF-16 units
     */
    public static void ahead(List<? extends Runnable> work, long length) {
        new Batch(work).start(length);
    }

    /** Work of which each piece is taken by the thread that comes first. */
    private static final class Batch {
        private final List<? extends Runnable> work;
        private final AtomicInteger next = new AtomicInteger();

        Batch(List<? extends Runnable> work) {
            this.work = work;
        }

        /** Whether it pays, and so was begun. */
        boolean start(long length) {
            long helpers = Math.min(length / WORTH_A_PARSER, Parsers.most() - 1L);
            for (int i = 0; i < helpers; i++) {
                runAllLater();
            }
            return helpers > 0;
        }

        /** False when there is none left. */
        boolean runNext() {
            int index = next.getAndIncrement();
            if (index >= work.size()) {
                return false;
            }
            work.get(index).run();
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
