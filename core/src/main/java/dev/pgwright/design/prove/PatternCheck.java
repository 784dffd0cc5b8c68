package dev.pgwright.design.prove;

import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks PostgreSQL whether the patterns of requirements are regular expressions: {@code CREATE TABLE} takes any text for
 * one, and only the first row would be refused.
 */
public final class PatternCheck {
    private PatternCheck() {}

    /**
     * Tries every pattern.
     *
     * @throws PgwrightException with {@link ErrorCode#INPUT} and the place of each one that PostgreSQL cannot compile
     */
    public static void check(Requirements requirements, Session session) {
        List<Problem> problems = new ArrayList<>();
        patterns(requirements).forEach((subject, attribute) -> {
            String sql = "SELECT 'x' ~ " + Quoted.literal(attribute.pattern());
            session.attempt(sql)
                    .failure()
                    .ifPresent(failure -> problems.add(new Problem(
                            attribute.patternPlace() == null ? attribute.place() : attribute.patternPlace(),
                            "'pattern' of attribute '" + subject + "' is not a regular expression: "
                                    + failure.message(),
                            "It is a POSIX regular expression as PostgreSQL's ~ operator takes it")));
        });
        if (!problems.isEmpty()) {
            throw new PgwrightException(ErrorCode.INPUT, problems);
        }
    }

    private static Map<String, Attribute> patterns(Requirements requirements) {
        Map<String, Attribute> found = new LinkedHashMap<>();
        requirements.entities().forEach(entity -> add(found, entity.name(), entity.attributes()));
        requirements
                .relationships()
                .forEach(relationship -> add(found, relationship.junctionName(), relationship.attributes()));
        return found;
    }

    private static void add(Map<String, Attribute> found, String owner, List<Attribute> attributes) {
        attributes.stream()
                .filter(attribute -> attribute.pattern() != null)
                .forEach(attribute -> found.put(owner + "." + attribute.name(), attribute));
    }
}
