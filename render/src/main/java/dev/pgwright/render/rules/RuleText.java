package dev.pgwright.render.rules;

import dev.pgwright.review.Parameter;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.WordsParameter;
import dev.pgwright.review.explain.RuleFolder;
import dev.pgwright.review.rules.RuleExample;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A rule explained at a terminal. */
public final class RuleText {
    private RuleText() {}

    /**
     * The whole explanation with its examples.
     *
     * @param heading how a heading looks there
     */
    public static String of(RuleInfo rule, UnaryOperator<String> heading) {
        RuleFolder folder = RuleFolder.of(rule);
        StringBuilder text = new StringBuilder(heading.apply(rule.id()))
                .append("  ")
                .append(rule.severity().word())
                .append(rule.onByDefault() ? "" : ", off unless configured")
                .append("\n\n")
                .append(rule.detects())
                .append("\n\n")
                .append(folder.explanation().strip())
                .append("\n\n");
        if (rule.lockOrCost() != null) {
            text.append(heading.apply("Lock or cost"))
                    .append("  ")
                    .append(rule.lockOrCost())
                    .append('\n');
        }
        text.append(heading.apply("Instead"))
                .append("       ")
                .append(rule.safeAlternative())
                .append('\n')
                .append(heading.apply("Fix"))
                .append("           ")
                .append(fix(rule, ""))
                .append('\n')
                .append(heading.apply("Needs"))
                .append("         ")
                .append(rule.needs().words())
                .append('\n');
        for (Parameter parameter : rule.parameters()) {
            text.append(heading.apply("Setting"))
                    .append("       ")
                    .append(parameter.name())
                    .append(": ")
                    .append(parameter.value())
                    .append(", ")
                    .append(parameter.description())
                    .append('\n');
        }
        for (WordsParameter parameter : rule.words()) {
            String values = String.join(", ", parameter.values());
            text.append(heading.apply("Setting"))
                    .append("       ")
                    .append(parameter.name())
                    .append(": ")
                    .append(values.isEmpty() ? "none" : values)
                    .append("; ")
                    .append(parameter.description())
                    .append('\n');
        }
        folder.bad().forEach(example -> example(text, heading.apply("Found"), example));
        folder.good().forEach(example -> example(text, heading.apply("Not found"), example));
        return text.toString();
    }

    /** Whether there are fixes, or why not. */
    static String fix(RuleInfo rule, String quote) {
        String why = rule.byHand();
        return rule.fixable()
                ? quote + "pgwright review --fix" + quote + " rewrites it"
                : why == null ? "by hand" : "by hand: " + why;
    }

    private static void example(StringBuilder text, String heading, RuleExample example) {
        text.append('\n').append(heading).append('\n');
        text.append(RuleListing.of(example)
                .lines()
                .map(line -> line.isEmpty() ? "" : "    " + line)
                .collect(Collectors.joining("\n", "", "\n")));
    }
}
