package dev.pgwright.render.rules;

import dev.pgwright.review.rules.RuleExample;
import java.util.ArrayList;
import java.util.List;

/** An example as people read it: its directives are remarks in words. */
final class RuleListing {
    private RuleListing() {}

    static String of(RuleExample example) {
        List<String> lines = new ArrayList<>();
        String mark = RuleExample.mark(example.name());
        for (String line : example.text().stripTrailing().split("\n", -1)) {
            if (!line.startsWith(mark)) {
                lines.add(line);
                continue;
            }
            String directive = line.substring(mark.length());
            String word = directive.split("\\s", 2)[0];
            String rest = directive.substring(word.length()).strip();
            String remark = remark(word, rest);
            if (!remark.isEmpty()) {
                lines.add(mark.substring(0, mark.length() - 1) + remark);
            }
        }
        return String.join("\n", lines).strip();
    }

    private static String remark(String word, String rest) {
        String[] words = rest.split("\\s+");
        return switch (word) {
            case "before" -> "what there is";
            case "drifted" -> "what stands last was done to the database by no migration";
            case "migration" -> "migration " + words[0] + mode(words);
            case "down" -> "the way back";
            case "finds" -> "found:" + (rest.isEmpty() ? "" : " " + rest);
            case "says" -> "found, without a place: " + rest;
            case "hba" ->
                "line " + words[0] + " of pg_hba.conf: "
                        + rest.substring(words[0].length()).strip();
            case "md5" -> "the role " + words[0] + " has a password that is kept as MD5";
            case "superuser" -> "the role " + words[0] + " is a superuser";
            case "password-encryption" -> "password_encryption is " + words[0];
            case "fails" -> "PostgreSQL refuses this with " + rest;
            case "version" -> "PostgreSQL " + rest;
            case "table" -> words[0] + " has " + words[1] + " rows in " + words[2] + " bytes" + traffic(words);
            case "index" ->
                words[0] + " was scanned " + words[3] + " times"
                        + (words.length < 5 ? "" : ", the last time " + words[4] + " s ago");
            case "use" ->
                words[0] + " was read whole " + words[1] + " times and by an index " + words[3] + " times; " + words[4]
                        + " rows inserted, " + words[5] + " updated (" + words[7] + " HOT), " + words[6] + " deleted";
            case "column" -> column(words);
            case "calls" -> "called " + words[0] + " times a second";
            case "counts" ->
                words[0] + " calls in " + words[1] + " ms, with a standard deviation of " + words[2] + " ms; "
                        + words[3] + " rows, " + words[4] + " blocks, " + words[5] + " temporary blocks";
            case "counted" -> "statistics have been counted for " + words[0] + " days";
            case "time" -> "the server's clock said " + words[0];
            case "off" -> "the setting " + words[0] + " is off";
            case "outdated" -> words[0] + " is installed at " + words[1] + ", its files are of " + words[2];
            case "holder" -> "open for " + words[0] + " s: " + rest.split("\\s+", 4)[3];
            case "role" -> "run as " + words[0] + (words.length > 1 ? ", a member of " + words[1] : "");
            case "managed" -> words[0] + " is managed by " + words[1];
            case "unfixed" -> "no fix: " + rest;
            case "standby" -> "standby " + rest;
            case "query" -> "known query " + rest;
            case "words" ->
                words[0] + " is set to " + rest.substring(words[0].length()).strip();
            case "limit" -> words[0] + " is set to " + words[1];
            default -> throw new IllegalStateException("unknown directive " + word);
        };
    }

    private static String mode(String[] words) {
        if (words.length < 2) {
            return "";
        }
        return switch (words[1]) {
            case "transaction" -> ", run in a transaction";
            case "simple-query" -> ", sent as one query";
            default -> "";
        };
    }

    /** A negative number of values grows with the table (pg_stats.n_distinct). */
    private static String column(String[] words) {
        double distinct = Double.parseDouble(words[3]);
        String values = distinct == 0
                ? "no values"
                : distinct < 0 ? "a value for every " + Math.round(-1 / distinct) + " rows" : words[3] + " values";
        if (distinct == -1) {
            values = "a value of its own for each row";
        }
        return words[1] + " of " + words[0] + ": NULL in " + words[2] + " of the rows, " + values
                + (words.length < 5 ? "" : ", correlation " + words[4])
                + (words.length < 7
                        ? ""
                        : ", " + String.join(" ", List.of(words).subList(6, words.length)));
    }

    private static String traffic(String[] words) {
        return words.length < 5 ? "" : ", " + words[3] + " reads/s, " + words[4] + " writes/s";
    }
}
