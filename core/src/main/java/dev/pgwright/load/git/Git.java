package dev.pgwright.load.git;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Runs git in a folder. */
record Git(Path directory) {
    /**
     * What a command gave.
     *
     * @param output its bytes, one a character
     */
    record Answer(int exitCode, String output, String error) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** The output of a command that must succeed. */
    String output(List<String> arguments) {
        Answer answer = run(arguments);
        if (!answer.succeeded()) {
            throw fault("git " + arguments.get(0) + " failed: " + answer.error().strip(), null, null);
        }
        return answer.output();
    }

    Answer run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("git", "--no-pager", "-c", "core.quotePath=true"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw fault("git cannot be run: " + e.getMessage(), "Install git, or review without --diff", e);
        }
        try {
            process.getOutputStream().close();
            CompletableFuture<String> error =
                    CompletableFuture.supplyAsync(() -> text(process.getErrorStream(), StandardCharsets.UTF_8));
            String output = text(process.getInputStream(), StandardCharsets.ISO_8859_1);
            return new Answer(process.waitFor(), output, error.join());
        } catch (IOException e) {
            throw fault("git cannot be run: " + e.getMessage(), null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new PgwrightException(ErrorCode.STOPPED, Place.UNKNOWN, "stopped while git was running", null, e);
        }
    }

    private static String text(InputStream stream, Charset charset) {
        try (stream) {
            return new String(stream.readAllBytes(), charset);
        } catch (IOException e) {
            throw fault("the output of git cannot be read: " + e.getMessage(), null, e);
        }
    }

    static PgwrightException fault(String message, @Nullable String hint, @Nullable Throwable cause) {
        return new PgwrightException(ErrorCode.INPUT, Place.UNKNOWN, message, hint, cause);
    }
}
