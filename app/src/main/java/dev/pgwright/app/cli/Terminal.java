package dev.pgwright.app.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Where a person reads: results go to standard output, progress and errors to standard error, where one live line may
 * stand below everything printed so far.
 */
final class Terminal {
    /** Result lines that do not look good wider than this are folded here. */
    private static final int MAX_WIDTH = 120;

    private static final String ERASE_LINE = "\r\u001B[2K";

    private final PrintStream out;
    private final PrintStream err;
    private final Abilities abilities;
    private final boolean measurable;
    private int width;
    private String live = "";

    /**
     * What the two streams can show.
     *
     * @param outColour whether styles may be used on standard output
     * @param errColour whether styles may be used on standard error
     * @param liveLine whether standard error is a terminal on which a line can be redrawn
     */
    record Abilities(boolean outColour, boolean errColour, boolean liveLine) {
        static final Abilities NONE = new Abilities(false, false, false);

        /**
         * Follows {@code --no-color}, then NO_COLOR (no-color.org: set and not empty), then CLICOLOR_FORCE, then
         * whether the stream is a terminal.
         */
        static Abilities of(
                boolean noColourOption, Map<String, String> environment, boolean outTerminal, boolean errTerminal) {
            boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
            boolean refused =
                    noColourOption || !environment.getOrDefault("NO_COLOR", "").isEmpty();
            String force = environment.getOrDefault("CLICOLOR_FORCE", "");
            boolean forced = !force.isEmpty() && !force.equals("0");
            return new Abilities(
                    !refused && (forced || (outTerminal && !dumb)),
                    !refused && (forced || (errTerminal && !dumb)),
                    errTerminal && !dumb);
        }
    }

    /**
     * @param measurable whether there is a terminal whose width can be asked for
     */
    Terminal(PrintStream out, PrintStream err, Abilities abilities, boolean measurable) {
        this.out = out;
        this.err = err;
        this.abilities = abilities;
        this.measurable = measurable;
    }

    /** The terminal of this process. Which streams are terminals is told by the launcher; Java 17 cannot ask. */
    static Terminal ofProcess(String[] arguments) {
        boolean noColour = Arrays.asList(arguments).contains("--no-color");
        boolean outTerminal = Boolean.getBoolean("pgwright.stdout.terminal");
        boolean errTerminal = Boolean.getBoolean("pgwright.stderr.terminal");
        Abilities abilities = Abilities.of(noColour, System.getenv(), outTerminal, errTerminal);
        return new Terminal(
                stream(FileDescriptor.out), stream(FileDescriptor.err), abilities, outTerminal || errTerminal);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor)), true, charset());
    }

    private static Charset charset() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        String console = System.getProperty("stdout.encoding", "UTF-8");
        return windows && Charset.isSupported(console) ? Charset.forName(console) : StandardCharsets.UTF_8;
    }

    boolean hasLiveLine() {
        return abilities.liveLine();
    }

    boolean outHasColour() {
        return abilities.outColour();
    }

    boolean errHasColour() {
        return abilities.errColour();
    }

    /** Columns of text that fit, never more than can be read well. */
    synchronized int width() {
        if (width == 0) {
            width = Math.max(40, Math.min(MAX_WIDTH, TerminalWidth.measure(measurable)));
        }
        return width;
    }

    /** Text in a style, for {@link #print}. */
    String styled(Style style, String text) {
        return abilities.outColour() ? style.apply(text) : text;
    }

    /** Text in a style, for {@link #error}. */
    String styledError(Style style, String text) {
        return abilities.errColour() ? style.apply(text) : text;
    }

    /** A line of the result. */
    synchronized void print(String line) {
        eraseLive();
        out.println(line);
        drawLive();
    }

    /** A line for the person who waits: progress, notes, errors. */
    synchronized void error(String line) {
        eraseLive();
        err.println(line);
        drawLive();
    }

    /** Replaces the live line; only where there is one. */
    synchronized void live(String line) {
        if (abilities.liveLine()) {
            live = line;
            err.print(ERASE_LINE);
            drawLive();
        }
    }

    /** Takes the live line away. */
    synchronized void endLive() {
        eraseLive();
        live = "";
        err.flush();
    }

    private void eraseLive() {
        if (!live.isEmpty()) {
            err.print(ERASE_LINE);
            err.flush();
        }
    }

    private void drawLive() {
        if (!live.isEmpty()) {
            err.print(live);
            err.flush();
        }
    }
}
