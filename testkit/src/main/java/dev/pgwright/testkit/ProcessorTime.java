package dev.pgwright.testkit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** How long the processor was at something, whatever else the machine does meanwhile. */
public final class ProcessorTime {
    private ProcessorTime() {}

    /** Runs it; what threads other than this one do is not counted. */
    public static Duration of(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    }
}
