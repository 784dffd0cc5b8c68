package dev.pgwright.render.rules;

import dev.pgwright.review.Area;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.WordsParameter;
import dev.pgwright.review.explain.RuleFolder;
import dev.pgwright.review.rules.RuleExample;
import dev.pgwright.review.rules.Rules;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One Markdown page for each rule and an index, for {@code docs/rules}. */
public final class RulePages {
    /** The name of the index. */
    public static final String INDEX = "README.md";

    private RulePages() {}

    /** Every page by its file name. */
    public static SortedMap<String, String> all() {
        SortedMap<String, String> pages = new TreeMap<>();
        List<RuleInfo> rules = Rules.infos();
        pages.put(INDEX, index(rules));
        rules.forEach(rule -> pages.put(rule.id() + ".md", page(rule)));
        return pages;
    }

    private static String index(List<RuleInfo> rules) {
        StringBuilder text = new StringBuilder("""
                # Rules

                What `pgwright review` looks for. Each rule has a page with its reason, its cost and examples; the examples are
                tests, and every one is run on a PostgreSQL server. `pgwright rules ID` shows the page at a terminal.

                """);
        text.append(rules.size()).append(" rules. These pages are generated; the explanations lie beside the code.\n");
        for (Area area : Area.values()) {
            List<RuleInfo> those =
                    rules.stream().filter(rule -> rule.area() == area).toList();
            if (!those.isEmpty()) {
                text.append("\n## ").append(title(area)).append("\n\n");
                text.append("| rule | severity | needs | fix | finds |\n| --- | --- | --- | --- | --- |\n");
                those.forEach(rule -> text.append(row(rule)));
            }
        }
        return text.toString();
    }

    private static String title(Area area) {
        String word = area.word().replace('-', ' ');
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String row(RuleInfo rule) {
        return "| [" + rule.id() + "](" + rule.id() + ".md) | " + severity(rule) + " | "
                + rule.needs().word() + " | " + (rule.fixable() ? "yes" : "") + " | "
                + cell(rule.detects()) + " |\n";
    }

    private static String severity(RuleInfo rule) {
        return rule.severity().word() + (rule.onByDefault() ? "" : ", off");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    private static String page(RuleInfo rule) {
        RuleFolder folder = RuleFolder.of(rule);
        StringBuilder text = new StringBuilder("# ")
                .append(rule.id())
                .append("\n\n")
                .append(cell(rule.detects()))
                .append("\n\n| | |\n| --- | --- |\n");
        row(text, "Severity", rule.severity().word() + (rule.onByDefault() ? "" : ", off unless configured"));
        row(text, "Needs", rule.needs().words());
        if (rule.lockOrCost() != null) {
            row(text, "Lock or cost", rule.lockOrCost());
        }
        row(text, "Instead", rule.safeAlternative());
        row(text, "Fix", RuleText.fix(rule, "`"));
        row(text, "PostgreSQL", rule.fromVersion() + " and newer");
        if (rule.seedItem() != null) {
            row(text, "Checklist", rule.seedItem());
        }
        text.append("\n## Why\n\n").append(folder.explanation().strip()).append('\n');
        if (!rule.parameters().isEmpty() || !rule.words().isEmpty()) {
            text.append("\n## Settings\n\n| name | value | meaning |\n| --- | --- | --- |\n");
            for (Parameter parameter : rule.parameters()) {
                setting(text, parameter.name(), String.valueOf(parameter.value()), parameter.description());
            }
            for (WordsParameter parameter : rule.words()) {
                String values = parameter.values().stream()
                        .map(value -> "`" + value + "`")
                        .collect(Collectors.joining(", "));
                setting(text, parameter.name(), values.isEmpty() ? "none" : values, parameter.description());
            }
        }
        text.append("\n## Found\n");
        folder.bad().forEach(example -> text.append(fenced(example)));
        text.append("\n## Not found\n");
        folder.good().forEach(example -> text.append(fenced(example)));
        text.append("\n## To ignore it\n\n```sql\n-- pgwright:ignore ")
                .append(rule.id())
                .append(": why it is safe here\n```\n");
        return text.toString();
    }

    private static void setting(StringBuilder text, String name, String value, String meaning) {
        text.append("| `")
                .append(name)
                .append("` | ")
                .append(cell(value))
                .append(" | ")
                .append(cell(meaning))
                .append(" |\n");
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("| ").append(name).append(" | ").append(cell(value)).append(" |\n");
    }

    private static String fenced(RuleExample example) {
        return "\n```" + example.name().substring(example.name().lastIndexOf('.') + 1) + "\n" + RuleListing.of(example)
                + "\n```\n";
    }
}
