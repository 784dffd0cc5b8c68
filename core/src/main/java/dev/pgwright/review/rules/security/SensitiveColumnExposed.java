package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ObjectReference;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.WordsParameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Secrets that everybody may read. */
public final class SensitiveColumnExposed implements SchemaRule {
    private static final WordsParameter NAMES = WordsParameter.words(
            "names",
            "parts of names, as words joined by underscores, of columns that hold a secret",
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "secret",
            "api_key",
            "private_key",
            "access_token",
            "refresh_token",
            "auth_token",
            "session_token",
            "reset_token",
            "ssn",
            "social_security_number",
            "tax_id",
            "passport_number",
            "card_number",
            "credit_card",
            "cvv",
            "iban");

    private static final WordsParameter ROLES = WordsParameter.words(
            "broad-roles",
            "roles that whoever comes along has, beside PUBLIC",
            "anon",
            "anonymous",
            "guest",
            "web_anon");

    private static final RuleInfo INFO = RuleInfo.of(
                    "sensitive-column-exposed", Area.SECURITY, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A column whose name says password, token, card or personal number can be read by PUBLIC or another broad "
                            + "role, in a table without row-level security.")
            .safe("Revoke it, grant by column, or move it to a schema that is closed.")
            .byHand("the roles and their rights are a decision")
            .parameter(NAMES)
            .parameter(ROLES)
            .seed("Core: privileges as narrow as the need")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        SchemaAccess access = new SchemaAccess(schema);
        for (Table table : schema.tables()) {
            if (table.settings().rowSecurity()
                    || !access.isReachable(table.name().schema())) {
                continue;
            }
            Map<String, String> readers = readers(access, table, report.words(ROLES));
            for (Column column : table.columns()) {
                String reader = readers.getOrDefault(column.name(), readers.get(""));
                if (reader != null && holdsText(column) && isSecret(column.name(), report.words(NAMES))) {
                    report.found(
                            schema,
                            SchemaObject.column(table.name(), column.name()),
                            "The name of " + SchemaContext.shown(table.name()) + "." + column.name()
                                    + " says that it holds a secret, and " + SchemaAccess.shown(reader)
                                    + " may read it");
                }
            }
        }
    }

    /** Who may read, by column; by an empty name who may read all. */
    private static Map<String, String> readers(SchemaAccess access, Table table, List<String> broad) {
        ObjectReference object = SchemaAccess.table(table);
        Map<String, String> readers = new TreeMap<>();
        access.access().grants().stream()
                .filter(grant -> grant.object().equals(object)
                        && !grant.privileges().revoked()
                        && grant.privileges().names().contains("SELECT"))
                .filter(grant -> grant.privileges().grantee().equals(SchemaAccess.PUBLIC)
                        || broad.contains(grant.privileges().grantee()))
                .forEach(grant -> readers.put(
                        grant.column() == null ? "" : grant.column(),
                        grant.privileges().grantee()));
        return readers;
    }

    /** A date or a number under such a name says something about a secret, but is none. */
    private static boolean holdsText(Column column) {
        String type = column.type();
        return Stream.of("text", "character", "bytea", "uuid", "json", "public.citext")
                .anyMatch(type::startsWith);
    }

    private static boolean isSecret(String column, List<String> names) {
        List<String> words = words(column);
        return names.stream()
                .map(name -> List.of(name.split("_")))
                .anyMatch(name -> Collections.indexOfSubList(words, name) >= 0);
    }

    /** The words of a name, divided by underscores or capitals. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            if ((c == '_' || begins) && word.length() > 0) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
            if (c != '_') {
                word.append(c);
            }
        }
        words.add(word.toString().toLowerCase(Locale.ROOT));
        return words;
    }
}
