package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.A_Const;
import java.util.Locale;
import java.util.Set;

/** Quoted literals that get a type: those that are no value of it for certain. */
final class UntypedLiterals {
    private static final int UUID_DIGITS = 32;
    private static final Set<String> BOOLEANS = Set.of("true", "false", "yes", "no", "on", "off");

    private UntypedLiterals() {}

    static void check(Analysis analysis, A_Const constant, TypeRef target) {
        if (constant.sval() == null) {
            return;
        }
        String text = Scope.text(constant.sval().sval());
        TypeRef base = analysis.rules.base(target);
        if (base.array()) {
            String start = text.strip();
            if (!start.startsWith("{") && !start.startsWith("[")) {
                analysis.fault("22P02", "malformed array literal: \"" + text + "\"", text, constant.location());
            }
        } else if (analysis.rules.isEnum(base)
                && analysis.folding.store.get(base.object()) instanceof TypeEntry made
                && !made.values.contains(text)) {
            analysis.fault(
                    "22P02",
                    "invalid input value for enum " + analysis.shown(base) + ": \"" + text + "\"",
                    text,
                    constant.location());
        } else if (base.object() == 0 && isNone(text, base.name())) {
            analysis.fault(
                    "22P02",
                    "invalid input syntax for type " + analysis.shown(base) + ": \"" + text + "\"",
                    text,
                    constant.location());
        }
    }

    private static boolean isNone(String text, String type) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        boolean hasDigit = text.chars().anyMatch(Character::isDigit);
        return switch (type) {
            // no form of a number is without a digit
            case "int2", "int4", "int8" -> !hasDigit;
            case "numeric", "float4", "float8" -> !hasDigit && !isSpecialNumber(word);
            case "uuid" -> text.chars().filter(UntypedLiterals::isHexadecimal).count() != UUID_DIGITS;
            case "bool" ->
                word.isEmpty()
                        || (BOOLEANS.stream().noneMatch(one -> one.startsWith(word))
                                && !word.equals("0")
                                && !word.equals("1"));
            default -> false;
        };
    }

    private static boolean isSpecialNumber(String word) {
        return word.endsWith("nan") || word.endsWith("inf") || word.endsWith("infinity");
    }

    private static boolean isHexadecimal(int character) {
        return Character.digit(character, 16) >= 0;
    }
}
