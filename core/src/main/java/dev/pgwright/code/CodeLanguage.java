package dev.pgwright.code;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A language whose source is read. */
public enum CodeLanguage {
    JAVA("Java", List.of("java"), "//"),
    KOTLIN("Kotlin", List.of("kt", "kts"), "//"),
    PYTHON("Python", List.of("py"), "#"),
    JAVASCRIPT("JavaScript", List.of("js", "mjs", "cjs", "jsx"), "//"),
    TYPESCRIPT("TypeScript", List.of("ts", "mts", "cts"), "//"),
    TSX("TypeScript", List.of("tsx"), "//"),
    GO("Go", List.of("go"), "//"),

    /** Files of XML, which only their content tells from others. */
    MYBATIS("MyBatis", List.of(), "<!--");

    private final String title;
    private final List<String> endings;
    private final String comment;

    CodeLanguage(String title, List<String> endings, String comment) {
        this.title = title;
        this.endings = endings;
        this.comment = comment;
    }

    /** The language of a file by the ending of its name. */
    public static Optional<CodeLanguage> of(String file) {
        String ending = file.substring(file.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(language -> language.endings.contains(ending))
                .findFirst();
    }

    /** As people write its name. */
    public String title() {
        return title;
    }

    /** What begins a comment. */
    public String comment() {
        return comment;
    }
}
