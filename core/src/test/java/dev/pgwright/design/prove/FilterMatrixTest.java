package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.write.DesignTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every filter operator on every type that allows it, with values passed and with constants, finds the right rows. */
@Tag("laws")
class FilterMatrixTest {
    private static final List<String> WORDS = List.of("equals", "in", "starts_with", "contains");
    private static final List<String> ORDERED = List.of("equals", "in", "range", "at_least", "at_most");
    private static final List<String> MOMENTS =
            List.of("equals", "in", "range", "at_least", "at_most", "before", "after", "last_days");

    /** A type: how it is declared, its operators, and two constants, the lesser first. */
    private record Kind(String declaration, List<String> operators, String low, String high) {
        Kind(String declaration, List<String> operators) {
            this(declaration, operators, "", "");
        }
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put(
                "words",
                new Kind("text", List.of("equals", "in", "starts_with", "contains", "matches"), "red", "lamp"));
        kinds.put("mail", new Kind("email", WORDS, "person1@example.org", "person2@example.org"));
        kinds.put("call", new Kind("phone", WORDS, "'+49301000001'", "'+49301000002'"));
        kinds.put("link", new Kind("url", WORDS, "'https://example.org/1'", "'https://example.org/2'"));
        kinds.put("mark", new Kind("code", WORDS, "A1", "A2"));
        kinds.put("upload", new Kind("file", WORDS, "uploads/1.pdf", "uploads/2.pdf"));
        kinds.put("land", new Kind("country", List.of("equals", "in"), "DE", "FR"));
        kinds.put("coin", new Kind("currency", List.of("equals", "in"), "EUR", "USD"));
        kinds.put("tongue", new Kind("language", List.of("equals", "in"), "de", "en"));
        kinds.put("whole", new Kind("integer", ORDERED, "2", "5"));
        kinds.put("part", new Kind("decimal", ORDERED, "1.5", "4"));
        kinds.put("price", new Kind("{ type: money, currency: EUR }", ORDERED, "1.50", "4"));
        kinds.put("cost", new Kind("money", ORDERED, "1.50", "4"));
        kinds.put("weight", new Kind("{ type: quantity, unit: kg }", ORDERED, "1.5", "4"));
        kinds.put("pieces", new Kind("{ type: quantity, unit: pieces, scale: 0 }", ORDERED, "2", "4"));
        kinds.put("share", new Kind("percentage", ORDERED, "1.5", "4"));
        kinds.put("agreed", new Kind("boolean", List.of("equals"), "true", "false"));
        kinds.put("birthday", new Kind("date", MOMENTS, "'2027-01-04'", "'2027-03-05'"));
        kinds.put("opens", new Kind("time", MOMENTS.subList(0, 7), "'09:03'", "'09:05'"));
        kinds.put("met_at", new Kind("timestamp", MOMENTS, "2027-01-01T20:00:00Z", "2027-03-05T10:00:00Z"));
        kinds.put("lasts", new Kind("duration", ORDERED, "2 minutes", "3 hours"));
        kinds.put("stay", new Kind("period", List.of("overlaps")));
        kinds.put("holiday", new Kind("date_period", List.of("overlaps")));
        kinds.put(
                "state",
                new Kind("{ type: status, values: [fresh, ripe, gone] }", List.of("equals", "in"), "fresh", "gone"));
        kinds.put("facts", new Kind("json", List.of("contains"), "'{\"n\": 1}'", ""));
        kinds.put("labels", new Kind("tags", List.of("contains"), "red", ""));
        kinds.put("spot", new Kind("geo_point", List.of("nearest")));
        kinds.put(
                "token",
                new Kind(
                        "uuid",
                        List.of("equals", "in"),
                        "01920000-0000-7000-8000-000000000002",
                        "01920000-0000-7000-8000-000000000003"));
        kinds.put("source", new Kind("ip_address", List.of("equals", "in"), "192.0.2.2", "192.0.2.3"));
        return kinds;
    }

    private static String requirements(int version) {
        StringBuilder entities = new StringBuilder();
        StringBuilder patterns = new StringBuilder();
        kinds().forEach((name, kind) -> {
            entities.append("      " + name + ": " + kind.declaration() + "\n");
            for (String operator : kind.operators()) {
                pattern(patterns, name + "_" + operator, "{ " + name + ": " + operator + " }", name);
                String constant = constant(kind, operator);
                if (!constant.isEmpty()) {
                    pattern(
                            patterns,
                            name + "_" + operator + "_constant",
                            "{ " + name + ": { " + operator + ": " + constant + " } }",
                            name);
                }
            }
            if (!kind.declaration().equals("tags")) {
                pattern(patterns, name + "_is_set", "{ " + name + ": is_set }", name);
                pattern(patterns, name + "_is_not_set", "{ " + name + ": is_not_set }", name);
            }
            if (!List.of("stay", "holiday", "facts", "labels", "spot", "upload").contains(name)) {
                for (String direction : List.of("", "-")) {
                    patterns.append("  " + name + "_sorted" + (direction.isEmpty() ? "" : "_down")
                            + ": { kind: list, entity: thing, return: [" + name + "], sort: [" + direction + name
                            + "], page: 7 }\n");
                }
            }
        });
        return "project: { name: matrix, postgres: " + version + " }\nentities:\n  thing:\n    attributes:\n" + entities
                + "access_patterns:\n" + patterns;
    }

    private static String constant(Kind kind, String operator) {
        return switch (operator) {
            case "in" -> "[" + kind.low() + ", " + kind.high() + "]";
            case "range" -> "[" + kind.low() + ", " + kind.high() + "]";
            case "last_days" -> "30";
            case "overlaps", "nearest" -> "";
            default -> kind.low();
        };
    }

    private static void pattern(StringBuilder patterns, String name, String filter, String path) {
        patterns.append("  " + name + ": { kind: list, entity: thing, return: [" + path + "], filter: " + filter
                + ", page: 40 }\n");
    }

    @Test
    void everyOperatorOfEveryTypeFindsTheRightRows() {
        findsTheRightRows(18);
    }

    @Test
    @Tag("slow")
    void soItDoesOnTheOldestServer() {
        findsTheRightRows(14);
    }

    private static void findsTheRightRows(int version) {
        Design design = Designs.of(requirements(version));

        List<Proof> proofs = Designed.rows(design, DesignTexts.of(design).queries());

        assertThat(proofs.stream()
                        .filter(proof -> proof.outcome() != Proof.Outcome.PASSED)
                        .map(proof ->
                                proof.id() + " " + proof.outcome() + " " + proof.detail() + "\n" + proof.statement()))
                .isEmpty();
        assertThat(proofs).hasSizeGreaterThan(200);
    }
}
