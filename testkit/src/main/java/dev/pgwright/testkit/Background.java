package dev.pgwright.testkit;

import java.util.concurrent.Executor;

/**
 * A thread of its own for each thing that a test does beside the test. The common pool would do on most machines; on one
 * with two processors it has a single thread since Java 25 (before, the same calls made threads of their own), and a
 * statement that waits for a lock there keeps all others from starting.
 */
public final class Background {
    public static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "beside-the-test");
        thread.setDaemon(true);
        thread.start();
    };

    private Background() {}
}
