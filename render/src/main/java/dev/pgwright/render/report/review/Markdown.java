package dev.pgwright.render.report.review;

/** Text inside of GitHub's and GitLab's Markdown. */
final class Markdown {
    private static final String SPECIAL = "\\`*_[]<>#!|~$&";

    private Markdown() {}

    /** Words that mean nothing but themselves, on one line; names of people are not called. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        Cells.visible(text).codePoints().forEach(character -> {
            if (character == '@') {
                escaped.append("@<!-- -->");
            } else {
                escaped.append(SPECIAL.indexOf(character) >= 0 ? "\\" : "").appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    /** Code within a line, also within a table. */
    static String code(String text) {
        String line = Cells.visible(text).replace("|", "\\|");
        String fence = fence(line, 1);
        boolean touches = line.startsWith("`") || line.endsWith("`");
        return fence + (touches ? " " : "") + line + (touches ? " " : "") + fence;
    }

    /** SQL in lines of its own. */
    static String block(String text) {
        String fence = fence(text, 3);
        return fence + "sql\n" + text + "\n" + fence + "\n";
    }

    /** More backticks than stand anywhere in a row. */
    private static String fence(String text, int least) {
        int longest = 0;
        int run = 0;
        for (char character : text.toCharArray()) {
            run = character == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return "`".repeat(longest < least ? least : longest + 1);
    }
}
