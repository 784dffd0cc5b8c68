package dev.pgwright.app.cli;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code pgwright completion bash|zsh|fish}. */
final class CompletionCommand implements Command {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel("SHELL")
                .completionCandidates(SHELLS)
                .description("bash, zsh or fish")
                .build());
        spec.usageMessage()
                .footerHeading("%n@|bold Examples|@%n")
                .footer(
                        "  echo 'source <(pgwright completion bash)' >> ~/.bashrc",
                        "  echo 'source <(pgwright completion zsh)' >> ~/.zshrc",
                        "  pgwright completion fish > ~/.config/fish/completions/pgwright.fish");
    }

    @Override
    public int run(ParseResult given, Session session) {
        String shell = given.matchedPositionalValue(0, "");
        if (!SHELLS.contains(shell)) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.UNKNOWN,
                    "no completion for the shell '" + shell + "'",
                    "bash, zsh and fish are supported");
        }
        CommandLine everything = Cli.buildAll(session.commands());
        String script = shell.equals("fish") ? fish(everything) : AutoComplete.bash("pgwright", everything);
        script.lines().forEach(session.terminal()::print);
        return 0;
    }

    private static String fish(CommandLine program) {
        List<String> lines = new ArrayList<>(List.of("# fish completion for pgwright"));
        fishOptions(lines, "complete -c pgwright", program);
        fishCommands(lines, "__fish_use_subcommand", program);
        return String.join("\n", lines);
    }

    private static void fishCommands(List<String> lines, String where, CommandLine parent) {
        parent.getSubcommands().forEach((name, command) -> {
            String[] description = command.getCommandSpec().usageMessage().description();
            lines.add("complete -c pgwright -n " + where + " -f -a " + name + " -d " + quoted(description[0]));
            String seen = "'__fish_seen_subcommand_from " + name + "'";
            String inside = "complete -c pgwright -n " + seen;
            fishOptions(lines, inside, command);
            for (PositionalParamSpec positional : command.getCommandSpec().positionalParameters()) {
                if (positional.completionCandidates() != null) {
                    List<String> words = new ArrayList<>();
                    positional.completionCandidates().forEach(words::add);
                    lines.add(inside + " -f -a " + quoted(String.join(" ", words)));
                }
            }
            fishCommands(lines, seen, command);
        });
    }

    private static void fishOptions(List<String> lines, String start, CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            StringBuilder line = new StringBuilder(start);
            for (String name : option.names()) {
                line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            if (option.arity().max() > 0) {
                line.append(" -r");
            }
            if (option.description().length > 0) {
                line.append(" -d ").append(quoted(option.description()[0]));
            }
            lines.add(line.toString());
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
