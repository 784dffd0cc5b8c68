package dev.pgwright.app.cli;

import dev.pgwright.api.DesignProject;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Numbers;
import dev.pgwright.design.prove.Proof;
import dev.pgwright.design.prove.ProofReport;
import dev.pgwright.design.questions.Question;
import dev.pgwright.design.volume.Capacity;
import java.util.List;

/** One screen on what was designed and proven, and where to look. */
final class DesignSummary {
    private static final int LARGEST = 3;
    private static final int SHOWN_QUESTIONS = 3;
    private static final int SHOWN_FAILURES = 10;

    private final Terminal terminal;

    DesignSummary(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(DesignProject.Result result) {
        List<Table> tables = result.catalog().tables().stream()
                .filter(table -> table.partitionOf() == null)
                .toList();
        int partitions = result.catalog().tables().size() - tables.size();
        int constraints =
                tables.stream().mapToInt(table -> table.constraints().size()).sum();
        terminal.print("");
        terminal.print(terminal.styled(Style.BOLD, result.project()) + ", designed for PostgreSQL " + result.postgres()
                + " and tried on " + result.report().serverVersion());
        terminal.print("");
        line(
                "schema",
                tables.size() + " tables" + (partitions == 0 ? "" : ", " + partitions + " partitions") + ", "
                        + constraints + " constraints, " + result.indexes() + " indexes");
        line("queries", result.queries() + ", one for each access pattern");
        plans(result.report());
        line("decisions", result.decisions() + ", each with its alternatives and their cost");
        proofs(result);
        sizes(result);
        questions(result);
        look(result);
    }

    private void line(String name, String text) {
        terminal.print("  " + terminal.styled(Style.DIM, "%-11s".formatted(name)) + text);
    }

    private void plans(ProofReport report) {
        line(
                "plans",
                shown(report, Proof.Kind.PLAN) + " queries planned as meant at the volume in two years, "
                        + shown(report, Proof.Kind.INDEX) + " indexes shown to save a query work");
    }

    private static String shown(ProofReport report, Proof.Kind kind) {
        List<Proof> proofs =
                report.proofs().stream().filter(proof -> proof.kind() == kind).toList();
        long passed = proofs.stream()
                .filter(proof -> proof.outcome() == Proof.Outcome.PASSED)
                .count();
        return passed + " of " + proofs.size();
    }

    private void proofs(DesignProject.Result result) {
        long passed = result.report().count(Proof.Outcome.PASSED);
        int all = result.report().proofs().size();
        line(
                "proofs",
                result.report().allPassed()
                        ? terminal.styled(Style.GREEN, passed + " of " + all) + " claims shown on a real server"
                        : terminal.styled(Style.BOLD_RED, passed + " of " + all) + " claims shown on a real server");
        List<Proof> unproven = result.report().unproven();
        unproven.stream()
                .limit(SHOWN_FAILURES)
                .forEach(proof -> terminal.print(
                        "    " + terminal.styled(Style.BOLD_RED, "✗") + " " + proof.claim() + ": " + proof.detail()));
        if (unproven.size() > SHOWN_FAILURES) {
            terminal.print("    and " + (unproven.size() - SHOWN_FAILURES) + " more in evidence.json");
        }
        result.report()
                .notEvaluated()
                .forEach(proof -> terminal.print("    - " + proof.claim() + ": " + proof.detail()));
    }

    private void sizes(DesignProject.Result result) {
        List<Capacity> capacities = result.capacities();
        if (capacities.isEmpty()) {
            return;
        }
        double all = capacities.stream().mapToDouble(Capacity::bytes).sum();
        line("size", "about " + Numbers.bytes(all) + " in two years; the largest tables:");
        capacities.stream()
                .limit(LARGEST)
                .forEach(capacity -> terminal.print("    %-24s %12s rows  %8s"
                        .formatted(
                                capacity.table(),
                                Numbers.rows(capacity.horizon().rows()),
                                Numbers.bytes(capacity.bytes()))));
    }

    private void questions(DesignProject.Result result) {
        List<Question> questions = result.questions();
        if (questions.isEmpty()) {
            return;
        }
        long schema = questions.stream().filter(Question::changesSchema).count();
        line("questions", questions.size() + " open, " + schema + " of them about the schema; the first:");
        questions.stream().limit(SHOWN_QUESTIONS).forEach(question -> new QuestionLines(terminal).printShort(question));
    }

    private void look(DesignProject.Result result) {
        terminal.print("");
        terminal.print("Look at");
        for (String[] file : new String[][] {
            {"erd.svg", "the picture"},
            {"ARCHITECTURE.md", "what was decided and why"},
            {"questions.md", "what to ask, and what was taken until then"},
            {"schema.sql", "the schema, ready to run"},
            {"queries/", "a query for each access pattern"},
            {"evidence.json", "every proof with its statement"}
        }) {
            terminal.print("  "
                    + terminal.styled(
                            Style.BOLD,
                            "%-32s".formatted(result.output().resolve(file[0]) + (file[0].endsWith("/") ? "/" : "")))
                    + " " + file[1]);
        }
    }
}
