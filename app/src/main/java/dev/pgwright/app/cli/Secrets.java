package dev.pgwright.app.cli;

import java.util.regex.Pattern;

/** Keeps passwords out of everything that is shown or kept. */
final class Secrets {
    /** The password of {@code scheme://user:password@host}; libpq ends it at the last @ before the path. */
    private static final Pattern IN_URL = Pattern.compile("(://[^:/@\\s]*:)[^/\\s]*(@)");

    /** The password of a query string or a connection string: {@code password=...}. */
    private static final Pattern NAMED = Pattern.compile("(?i)(password\\s*=\\s*)('(?:[^'\\\\]|\\\\.)*'|[^\\s&]+)");

    private Secrets() {}

    /** The text with every password of a connection string replaced by stars. */
    static String hide(String text) {
        return NAMED.matcher(IN_URL.matcher(text).replaceAll("$1***$2")).replaceAll("$1***");
    }
}
