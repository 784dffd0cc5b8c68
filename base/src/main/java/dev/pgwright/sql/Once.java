package dev.pgwright.sql;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is made once, by the first who runs or gets it, however many threads ask. */
public final class Once<T> implements Runnable {
    private final FutureTask<T> task;

    public Once(Callable<T> making) {
        this.task = new FutureTask<>(making);
    }

    /** Makes it; returns at once when another thread is at it. Throws nothing: {@link #get} does. */
    @Override
    public void run() {
        task.run();
    }

    public boolean isDone() {
        return task.isDone();
    }

    /** What was made; waits until it is there, also while interrupted: the interrupt is kept. */
    public T get() {
        task.run();
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
}
