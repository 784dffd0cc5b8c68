package dev.pgwright.locks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement of cases.txt, one line each: {@code 15+ statement} for versions that have it,
 * {@code ~ statement} where rows decide how much of the prediction comes true, {@code @table statement} for one that
 * refuses a transaction and is watched at this table.
 */
record LockCase(
        String statement, int since, int until, @Nullable String gate, boolean atMost) {
    static List<LockCase> read(String resource) {
        List<LockCase> cases = new ArrayList<>();
        for (String line : text(resource).lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                cases.add(parse(line));
            }
        }
        return List.copyOf(cases);
    }

    static LockCase parse(String line) {
        String rest = line;
        int since = FormRow.OLDEST;
        int until = FormRow.NEWEST;
        String first = rest.split(" ", 2)[0];
        if (Character.isDigit(first.charAt(0))) {
            int version = Integer.parseInt(first.substring(0, 2));
            if (first.endsWith("+")) {
                since = version;
            } else {
                until = version;
            }
            rest = rest.substring(first.length() + 1);
        }
        boolean atMost = rest.startsWith("~ ");
        if (atMost) {
            rest = rest.substring(2);
        }
        String gate = null;
        if (rest.startsWith("@")) {
            gate = rest.substring(1, rest.indexOf(' '));
            rest = rest.substring(gate.length() + 2);
        }
        return new LockCase(rest, since, until, gate, atMost);
    }

    boolean isFor(int version) {
        return version >= since && version <= until;
    }

    static String text(String resource) {
        try (InputStream stream = LockCase.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new AssertionError("no resource " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
