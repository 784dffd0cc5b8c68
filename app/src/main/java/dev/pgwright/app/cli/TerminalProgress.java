package dev.pgwright.app.cli;

import dev.pgwright.api.Progress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows steps on a terminal: a live line while one is under way, a line with result and time when it is over. Elsewhere
 * only the latter, and a sign of life from time to time.
 */
final class TerminalProgress implements Progress, AutoCloseable {
    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final long FRAME_MS = 100;
    private static final long SIGN_OF_LIFE_MS = 15_000;

    /** Before this much of a step's time has gone by, its rate says nothing about the time left. */
    private static final long ESTIMATE_AFTER_MS = 2_000;

    private static final int NAME_COLUMN = 34;

    private final Terminal terminal;
    private @Nullable Running running;
    private @Nullable Thread ticker;

    TerminalProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized Step step(String name) {
        if (running != null) {
            throw new IllegalStateException("step '" + name + "' starts before '" + running.name + "' is closed");
        }
        Running step = new Running(name);
        running = step;
        if (ticker == null) {
            Thread thread = new Thread(this::tick, "progress");
            thread.setDaemon(true);
            ticker = thread;
            thread.start();
        }
        draw(step);
        return step;
    }

    @Override
    public synchronized void note(String text) {
        terminal.error(terminal.styledError(Style.YELLOW, "  note: ") + text);
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            running.close();
        }
        Thread thread = ticker;
        if (thread != null) {
            thread.interrupt();
            ticker = null;
        }
        terminal.endLive();
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(FRAME_MS);
                synchronized (this) {
                    Running step = running;
                    if (step != null) {
                        draw(step);
                        signOfLife(step);
                    }
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw(Running step) {
        if (terminal.hasLiveLine()) {
            long elapsed = step.elapsedMs();
            String frame = SPINNER[(int) (elapsed / FRAME_MS % SPINNER.length)];
            String text = padded(step.name) + step.advance(elapsed);
            terminal.live(terminal.styledError(Style.CYAN, frame) + " " + cut(text, terminal.width() - 3));
        }
    }

    private void signOfLife(Running step) {
        long elapsed = step.elapsedMs();
        if (!terminal.hasLiveLine() && elapsed - step.lastSignMs >= SIGN_OF_LIFE_MS) {
            step.lastSignMs = elapsed;
            terminal.error("… " + padded(step.name) + step.advance(elapsed));
        }
    }

    private synchronized void finish(Running step, boolean succeeded, String result) {
        if (running == step) {
            running = null;
            terminal.endLive();
            String mark =
                    succeeded ? terminal.styledError(Style.GREEN, "✓") : terminal.styledError(Style.BOLD_RED, "✗");
            String time = terminal.styledError(Style.DIM, duration(step.elapsedMs()));
            terminal.error(mark + " " + padded(step.name) + (result.isEmpty() ? "" : result + "  ") + time);
        }
    }

    private static String padded(String name) {
        return name + " ".repeat(Math.max(2, NAME_COLUMN - name.length()));
    }

    private static String cut(String text, int columns) {
        return text.length() <= columns ? text : text.substring(0, columns - 1) + "…";
    }

    /** A time as a person says it: {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s}. */
    static String duration(long ms) {
        if (ms < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
        }
        long seconds = Math.round(ms / 1000.0);
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    private final class Running implements Step {
        private final String name;
        private final long startedNs = System.nanoTime();
        private volatile String detail = "";
        private volatile long done;
        private volatile long all;
        private long lastSignMs;

        Running(String name) {
            this.name = name;
        }

        private long elapsedMs() {
            return (System.nanoTime() - startedNs) / 1_000_000;
        }

        /** What is at hand, how far, how long already and how long still. */
        private String advance(long elapsedMs) {
            StringBuilder shown = new StringBuilder();
            if (all > 0) {
                shown.append(done).append(" of ").append(all).append("  ");
            }
            if (!detail.isEmpty()) {
                shown.append(detail).append("  ");
            }
            shown.append(duration(elapsedMs));
            if (done > 0 && done < all && elapsedMs >= ESTIMATE_AFTER_MS) {
                long left = (long) ((double) elapsedMs / done * (all - done));
                shown.append(", about ").append(duration(left)).append(" left");
            }
            return shown.toString();
        }

        @Override
        public void doing(String newDetail) {
            detail = newDetail;
        }

        @Override
        public void at(long nowDone, long ofAll) {
            done = nowDone;
            all = ofAll;
        }

        @Override
        public void done(String result) {
            finish(this, true, result);
        }

        @Override
        public void close() {
            finish(this, false, "failed");
        }
    }
}
