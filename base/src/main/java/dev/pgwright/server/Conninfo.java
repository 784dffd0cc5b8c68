package dev.pgwright.server;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads connection strings as libpq does (PostgreSQL 18, section 34.1.1): an address, keyword=value pairs, or the bare
 * name of a database. Messages never repeat text that may be part of a password.
 */
final class Conninfo {
    private static final String ESCAPE_HINT =
            "in user names and passwords, / : @ ? # and % must be percent-encoded: %2F %3A %40 %3F %23 %25";

    /** An address of another scheme, or {@code user:password@host} without any. */
    private static final Pattern ADDRESS = Pattern.compile("^[^=\\s]*(@|://)");

    private static final Pattern WORD = Pattern.compile("[a-z_]{1,40}");

    private Conninfo() {}

    /** The keywords that the text sets, with their values. */
    static Map<String, String> parse(String text) {
        for (String scheme : List.of("postgresql://", "postgres://")) {
            if (text.startsWith(scheme)) {
                return new Address(text.substring(scheme.length())).parse();
            }
        }
        if (text.startsWith("jdbc:")) {
            throw fault("this is an address for JDBC, not for libpq", "write it without jdbc: as postgresql://...");
        }
        if (ADDRESS.matcher(text).find()) {
            throw fault("this looks like an address but does not begin with postgresql://", null);
        }
        if (text.contains("=")) {
            return new Pairs(text).parse();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        if (!text.isBlank()) {
            settings.put("dbname", text);
        }
        return settings;
    }

    static PgwrightException fault(String message, @Nullable String hint) {
        return new PgwrightException(ErrorCode.USAGE, Place.ofObject("connection string"), message, hint);
    }

    static void requireKnown(String keyword, boolean show) {
        if (!ConninfoKeyword.isKnown(keyword)) {
            throw fault(
                    show && WORD.matcher(keyword).matches()
                            ? "unknown connection parameter \"" + keyword + "\""
                            : "unknown connection parameter",
                    "the parameters are those of libpq: host, port, dbname, user, password, sslmode, ...");
        }
    }

    /** {@code user:password@host:port,host:port/dbname?keyword=value&...}, every part optional. */
    private static final class Address {
        private final String text;
        private final Map<String, String> settings = new LinkedHashMap<>();

        Address(String text) {
            this.text = text;
        }

        Map<String, String> parse() {
            int question = text.indexOf('?');
            String path = question < 0 ? text : text.substring(0, question);
            int slash = path.indexOf('/');
            int at = path.indexOf('@');
            String rest = path;
            // libpq looks for the @ before the first slash only
            if (at >= 0 && (slash < 0 || at < slash)) {
                credentials(path.substring(0, at));
                rest = path.substring(at + 1);
                slash = rest.indexOf('/');
            }
            hosts(slash < 0 ? rest : rest.substring(0, slash));
            if (slash >= 0 && slash + 1 < rest.length()) {
                settings.put("dbname", decode(rest.substring(slash + 1)));
            }
            if (question >= 0) {
                parameters(text.substring(question + 1));
            }
            return settings;
        }

        private void credentials(String part) {
            int colon = part.indexOf(':');
            String user = decode(colon < 0 ? part : part.substring(0, colon));
            if (!user.isEmpty()) {
                settings.put("user", user);
            }
            if (colon >= 0 && colon + 1 < part.length()) {
                settings.put("password", decode(part.substring(colon + 1)));
            }
        }

        private void hosts(String part) {
            if (part.contains("@")) {
                throw fault("the address has more than one @ before the database", ESCAPE_HINT);
            }
            List<String> hosts = new ArrayList<>();
            List<String> ports = new ArrayList<>();
            for (String one : part.split(",", -1)) {
                int colon;
                if (one.startsWith("[")) {
                    int bracket = one.indexOf(']');
                    if (bracket < 0) {
                        throw fault("an IPv6 address has no closing ]", null);
                    }
                    hosts.add(one.substring(1, bracket));
                    colon = bracket + 1;
                    if (colon < one.length() && one.charAt(colon) != ':') {
                        throw fault("unexpected text after the ] of an IPv6 address", null);
                    }
                } else {
                    colon = one.indexOf(':');
                    hosts.add(decode(colon < 0 ? one : one.substring(0, colon)));
                }
                ports.add(colon < 0 || colon >= one.length() ? "" : port(one.substring(colon + 1)));
            }
            if (hosts.stream().anyMatch(host -> !host.isEmpty())) {
                settings.put("host", String.join(",", hosts));
            }
            if (ports.stream().anyMatch(port -> !port.isEmpty())) {
                settings.put("port", String.join(",", ports));
            }
        }

        private static String port(String part) {
            if (!part.chars().allMatch(character -> character >= '0' && character <= '9')) {
                throw fault("the port in the address is not a number", ESCAPE_HINT);
            }
            return part;
        }

        private void parameters(String part) {
            for (String parameter : part.split("&", -1)) {
                int equals = parameter.indexOf('=');
                if (equals < 0 || parameter.indexOf('=', equals + 1) >= 0) {
                    throw fault("a parameter after the ? of the address is not of the form keyword=value", null);
                }
                String keyword = decode(parameter.substring(0, equals));
                String value = decode(parameter.substring(equals + 1));
                // as libpq does, for addresses written for JDBC
                if (keyword.equals("ssl") && value.equals("true")) {
                    keyword = "sslmode";
                    value = "require";
                }
                requireKnown(keyword, true);
                settings.put(keyword, value);
            }
        }

        private static String decode(String part) {
            ByteBuffer bytes = ByteBuffer.allocate(part.length() * 4);
            for (int i = 0; i < part.length(); ) {
                int point = part.codePointAt(i);
                if (point == '%') {
                    int high = i + 1 < part.length() ? Character.digit(part.charAt(i + 1), 16) : -1;
                    int low = i + 2 < part.length() ? Character.digit(part.charAt(i + 2), 16) : -1;
                    if (high < 0 || low < 0 || high + low == 0) {
                        throw fault("a % in the address is not followed by two hexadecimal digits", ESCAPE_HINT);
                    }
                    bytes.put((byte) (high * 16 + low));
                    i += 3;
                } else {
                    bytes.put(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                    i += Character.charCount(point);
                }
            }
            bytes.flip();
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            } catch (CharacterCodingException e) {
                throw fault("percent-encoded bytes in the address are not UTF-8", null);
            }
        }
    }

    /** {@code keyword = value} pairs; values may be quoted, a backslash takes the next character as it is. */
    private static final class Pairs {
        private final String text;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private int next;

        Pairs(String text) {
            this.text = text;
        }

        Map<String, String> parse() {
            skipSpace();
            while (next < text.length()) {
                String keyword = keyword();
                requireKnown(keyword, !settings.containsKey("password"));
                settings.put(keyword, value());
                skipSpace();
            }
            return settings;
        }

        private String keyword() {
            int start = next;
            while (next < text.length() && text.charAt(next) != '=' && !Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            String keyword = text.substring(start, next);
            skipSpace();
            if (next >= text.length() || text.charAt(next) != '=') {
                throw fault(
                        "no = after the word at character " + (start + 1),
                        "write keyword=value pairs; a value with spaces goes into single quotes");
            }
            next++;
            skipSpace();
            return keyword;
        }

        private String value() {
            StringBuilder value = new StringBuilder();
            boolean quoted = next < text.length() && text.charAt(next) == '\'';
            int start = next;
            if (quoted) {
                next++;
            }
            while (next < text.length()) {
                char character = text.charAt(next);
                if (quoted ? character == '\'' : Character.isWhitespace(character)) {
                    break;
                }
                next++;
                if (character == '\\' && next < text.length()) {
                    value.append(text.charAt(next++));
                } else if (character != '\\') {
                    value.append(character);
                }
            }
            if (quoted) {
                if (next >= text.length()) {
                    throw fault("the quote at character " + (start + 1) + " is not closed", null);
                }
                next++;
            }
            return value.toString();
        }

        private void skipSpace() {
            while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
                next++;
            }
        }
    }
}
