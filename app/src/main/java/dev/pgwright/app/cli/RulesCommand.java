package dev.pgwright.app.cli;

import dev.pgwright.api.ExplainRules;
import dev.pgwright.render.rules.RuleText;
import dev.pgwright.review.Area;
import dev.pgwright.review.RuleInfo;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright rules}. */
final class RulesCommand implements Command {
    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .type(String.class)
                .paramLabel("ID")
                .description("the rule to explain; without it all are listed")
                .build());
        spec.usageMessage()
                .description(
                        "list what review looks for, or explain one rule",
                        "",
                        "Each rule says why, what it locks or costs, what to do instead, and shows SQL",
                        "in which it finds something and SQL in which it does not. All of that SQL has",
                        "been run on PostgreSQL.");
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer("  pgwright rules", "  pgwright rules create-index-not-concurrently");
    }

    @Override
    public int run(ParseResult given, Session session) {
        Terminal terminal = session.terminal();
        String id = given.matchedPositionalValue(0, "");
        if (!id.isEmpty()) {
            terminal.print(RuleText.of(ExplainRules.named(id), heading -> terminal.styled(Style.BOLD, heading))
                    .stripTrailing());
            return 0;
        }
        List<RuleInfo> rules = ExplainRules.all();
        int width = rules.stream().mapToInt(rule -> rule.id().length()).max().orElse(0);
        for (Area area : Area.values()) {
            List<RuleInfo> those =
                    rules.stream().filter(rule -> rule.area() == area).toList();
            if (!those.isEmpty()) {
                terminal.print((area.ordinal() == 0 ? "" : "\n") + terminal.styled(Style.BOLD, area.word()));
                those.forEach(rule -> terminal.print(("  " + padded(rule.id(), width) + "  "
                                + padded(rule.severity().word(), 7) + (rule.onByDefault() ? "     " : " off ")
                                + (rule.fixable() ? "fix" : ""))
                        .stripTrailing()));
            }
        }
        return 0;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
