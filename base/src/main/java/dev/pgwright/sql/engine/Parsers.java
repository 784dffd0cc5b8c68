package dev.pgwright.sql.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The threads on which parsing happens. They have large stacks, since the parser and the reader of its trees recurse as
 * deep as the SQL is nested, and each has its own instance of the parser, about 40 MB, which ends with the thread.
 */
public final class Parsers {
    private static final long STACK_BYTES = 64L << 20;
    private static final long IDLE_SECONDS = 30;
    private static final int MOST_THREADS = 8;

    private static final ThreadPoolExecutor THREADS = threads();

    private Parsers() {}

    private static final class ParserThread extends Thread {
        final ParserSession session = new ParserSession();

        ParserThread(Runnable work) {
            super(null, work, "sql-parser", STACK_BYTES);
            setDaemon(true);
        }
    }

    /** How many parsers there can be at a time: as many as processors, eight at most. */
    public static int most() {
        return Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
    }

    /** Runs work on a thread of a parser when one is free, behind all other work that waits now. */
    public static void later(Runnable work) {
        THREADS.execute(work);
    }

    private static ThreadPoolExecutor threads() {
        int count = most();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ParserThread::new);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * Runs work with a parser and waits for it, also while interrupted: the interrupt is kept. Any number of threads may
     * call at once; as many as there are processors run at a time,
     * eight at most.
     */
    public static <T> T with(Function<ParserSession, T> work) {
        if (Thread.currentThread() instanceof ParserThread own) {
            return work.apply(own.session);
        }
        CompletableFuture<T> result = CompletableFuture.supplyAsync(
                () -> {
                    ParserThread thread = (ParserThread) Thread.currentThread();
                    return work.apply(thread.session);
                },
                THREADS);
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
