package dev.pgwright.server;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connection service files (PostgreSQL 18, section 34.17): INI sections of connection parameters. */
final class ServiceFile {
    private ServiceFile() {}

    /** The parameters of a service, from the first of the files that defines it; files that do not exist are passed. */
    static Map<String, String> lookUp(String service, List<Path> files) {
        for (Path file : files) {
            Optional<Map<String, String>> found = Files.exists(file) ? read(service, file) : Optional.empty();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new PgwrightException(
                ErrorCode.USAGE,
                Place.UNKNOWN,
                "there is no service \"" + service + "\" in "
                        + String.join(", ", files.stream().map(Path::toString).toList()),
                "write a section [" + service + "] into one of these files, or name another with PGSERVICEFILE");
    }

    private static Optional<Map<String, String>> read(String service, Path file) {
        Map<String, String> settings = new LinkedHashMap<>();
        boolean inService = false;
        boolean found = false;
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (text.startsWith("[")) {
                if (found) {
                    break;
                }
                inService = text.equals("[" + service + "]");
                found = inService;
            } else if (inService) {
                addSetting(settings, text, Place.of(file.toString(), new Position(number, 1)));
            }
        }
        return found ? Optional.of(settings) : Optional.empty();
    }

    private static void addSetting(Map<String, String> settings, String text, Place place) {
        int equals = text.indexOf('=');
        String keyword = equals < 0 ? "" : text.substring(0, equals);
        if (!ConninfoKeyword.isKnown(keyword) || keyword.equals("service") || keyword.equals("servicefile")) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    place,
                    "this is no connection parameter",
                    "write keyword=value without spaces around the =; a service cannot name another service");
        }
        // the first of several wins, as in libpq
        settings.putIfAbsent(keyword, text.substring(equals + 1));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new PgwrightException(
                    ErrorCode.INPUT, Place.of(file.toString()), "the service file cannot be read: " + e, null, e);
        }
    }
}
