package dev.pgwright.review.fix;

import java.util.ArrayList;
import java.util.List;

/** What changes between two texts, as {@code diff -u} shows it. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /** A line of the common form of both texts. */
    private record Line(char sign, String text) {}

    /** A patch from one text to the other with its two header lines; empty when they are the same. */
    static String of(String oldName, String newName, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        List<Line> lines = merged(split(before), split(after));
        StringBuilder patch = new StringBuilder("--- " + oldName + "\n+++ " + newName + "\n");
        int at = 0;
        while (at < lines.size()) {
            if (lines.get(at).sign() == ' ') {
                at++;
                continue;
            }
            int from = Math.max(0, at - CONTEXT);
            int to = hunkEnd(lines, at);
            hunk(lines, from, to, patch);
            at = to;
        }
        return patch.toString();
    }

    /** Lines with their ends. */
    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start) + 1;
            end = end == 0 ? text.length() : end;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    /** By the longest common subsequence of what is between the common start and the common end. */
    private static List<Line> merged(List<String> before, List<String> after) {
        int start = 0;
        while (start < before.size()
                && start < after.size()
                && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < before.size() - start
                && end < after.size() - start
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Line> lines = new ArrayList<>();
        before.subList(0, start).forEach(line -> lines.add(new Line(' ', line)));
        middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end), lines);
        before.subList(before.size() - end, before.size()).forEach(line -> lines.add(new Line(' ', line)));
        return lines;
    }

    private static void middle(List<String> before, List<String> after, List<Line> lines) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Line(' ', before.get(i++)));
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', before.get(i++)));
            } else {
                lines.add(new Line('+', after.get(j++)));
            }
        }
    }

    /** Behind the last change that is near, and its context. */
    private static int hunkEnd(List<Line> lines, int from) {
        int last = from;
        for (int i = from; i < lines.size() && i - last <= 2 * CONTEXT; i++) {
            last = lines.get(i).sign() == ' ' ? last : i;
        }
        return Math.min(lines.size(), last + 1 + CONTEXT);
    }

    private static void hunk(List<Line> lines, int from, int to, StringBuilder patch) {
        List<Line> shown = lines.subList(from, to);
        patch.append("@@ -")
                .append(range(lines, from, shown, '+'))
                .append(" +")
                .append(range(lines, from, shown, '-'))
                .append(" @@\n");
        for (Line line : shown) {
            patch.append(line.sign()).append(line.text());
            if (!line.text().endsWith("\n")) {
                patch.append("\n\\ No newline at end of file\n");
            }
        }
    }

    /** Start and count of the lines of one side, which those of the other sign are not on. */
    private static String range(List<Line> lines, int from, List<Line> shown, char other) {
        long before = lines.subList(0, from).stream()
                .filter(line -> line.sign() != other)
                .count();
        long count = shown.stream().filter(line -> line.sign() != other).count();
        long start = count == 0 ? before : before + 1;
        return count == 1 ? String.valueOf(start) : start + "," + count;
    }
}
