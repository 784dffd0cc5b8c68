package dev.pgwright.app.cli;

/** How a piece of text looks on a terminal that has colours. */
enum Style {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36"),
    BOLD_RED("1;31");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String apply(String text) {
        return text.isEmpty() ? text : "\u001B[" + code + "m" + text + "\u001B[0m";
    }
}
