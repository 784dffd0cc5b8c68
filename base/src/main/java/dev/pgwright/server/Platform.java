package dev.pgwright.server;

import java.util.Locale;

/** The operating systems and processors that PostgreSQL archives exist for. */
final class Platform {
    private Platform() {}

    /** The name used in the archives' properties, such as {@code linux-amd64}. */
    static String name(String osName, String architecture) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macos" : os.replace(' ', '-');
        String processor = switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> architecture;
        };
        return system + "-" + processor;
    }

    static String current() {
        return name(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static boolean isWindows() {
        return current().startsWith("windows");
    }

    static boolean isLinux() {
        return current().startsWith("linux");
    }
}
