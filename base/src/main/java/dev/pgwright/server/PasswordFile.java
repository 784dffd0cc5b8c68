package dev.pgwright.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The password file (PostgreSQL 18, section 34.16): lines of host:port:database:user:password. */
final class PasswordFile {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PasswordFile() {}

    /**
     * The password of the first line that fits. A file that others may read is ignored, as libpq does, which is said in
     * a warning.
     */
    static Optional<String> lookUp(
            Path file, String host, int port, String database, String user, List<String> warnings) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            warnings.add("password file " + file + " is not a plain file and was ignored");
            return Optional.empty();
        }
        try {
            if (!Platform.isWindows() && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                warnings.add("password file " + file + " may be read by others and was ignored; chmod 600 mends it");
                return Optional.empty();
            }
            List<String> wanted = List.of(host, Integer.toString(port), database, user);
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                Optional<String> password = line.startsWith("#") ? Optional.empty() : password(line, wanted);
                if (password.isPresent()) {
                    return password;
                }
            }
        } catch (IOException e) {
            warnings.add("password file " + file + " cannot be read and was ignored");
        }
        return Optional.empty();
    }

    private static Optional<String> password(String line, List<String> wanted) {
        List<String> fields = fields(line);
        if (fields.size() < wanted.size() + 1) {
            return Optional.empty();
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).equals("*") && !unescape(fields.get(i)).equals(wanted.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(unescape(fields.get(wanted.size()))).filter(password -> !password.isEmpty());
    }

    /** The fields still escaped, so that an escaped asterisk is no wildcard. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (character == '\\' && i + 1 < line.length()) {
                field.append(character).append(line.charAt(++i));
            } else if (character == ':') {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(character);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private static String unescape(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char character = field.charAt(i);
            boolean escape = character == '\\' && i + 1 < field.length();
            text.append(escape ? field.charAt(++i) : character);
        }
        return text.toString();
    }
}
