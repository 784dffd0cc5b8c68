package dev.pgwright.design.write;

import static dev.pgwright.design.write.Markdown.code;

import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Summaries;
import dev.pgwright.design.decide.SummaryDecision;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.PartitionMaintenance;
import dev.pgwright.design.model.PlannedIndex;
import dev.pgwright.design.prove.Proof;
import dev.pgwright.design.prove.ProofReport;
import dev.pgwright.design.questions.Question;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.ConsistencyRule;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.design.volume.ScaleDecision;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** {@code ARCHITECTURE.md}: what was decided, for which requirement, at what cost, and what was proven. */
public final class ArchitectureWriter {
    private static final int LISTED_SUBJECTS = 12;

    private final Design design;
    private final DesignTexts texts;
    private final ProofReport report;
    private final List<Question> questions;
    private final Requirements requirements;
    private final PlanCells plans;
    private final Markdown page = new Markdown();

    private ArchitectureWriter(Design design, DesignTexts texts, ProofReport report, List<Question> questions) {
        this.design = design;
        this.texts = texts;
        this.report = report;
        this.questions = List.copyOf(questions);
        this.requirements = design.mapping().requirements();
        this.plans = new PlanCells(report);
    }

    public static String write(Design design, DesignTexts texts, ProofReport report, List<Question> questions) {
        return new ArchitectureWriter(design, texts, report, questions).all();
    }

    private String all() {
        page.heading(1, requirements.project().name() + ": architecture of the database");
        if (requirements.project().summary() != null) {
            page.paragraph(requirements.project().summary().strip() + ".");
        }
        page.paragraph("![Entity-relationship diagram](erd.svg)");
        glance();
        proofs();
        decisions();
        patterns();
        new IndexChapter(design, page, plans).write();
        new RedundancyChapter(design, page).write();
        traceability();
        new CapacityChapter(design, page).write();
        open();
        operating();
        future();
        nonGoals();
        return page.toString();
    }

    private void glance() {
        List<Table> tables = design.catalog().tables();
        long partitions =
                tables.stream().filter(table -> table.partitionOf() != null).count();
        long own = tables.size() - partitions;
        page.heading(2, "At a glance");
        page.table(
                List.of("what", "number"),
                List.of(
                        List.of("tables", own + (partitions == 0 ? "" : " and " + partitions + " partitions")),
                        List.of(
                                "columns",
                                String.valueOf(tables.stream()
                                        .filter(table -> table.partitionOf() == null)
                                        .mapToInt(table -> table.columns().size())
                                        .sum())),
                        List.of(
                                "constraints",
                                String.valueOf(tables.stream()
                                        .mapToInt(table -> table.constraints().size())
                                        .sum())),
                        List.of(
                                "indexes beside those of constraints",
                                String.valueOf(design.indexes().size())),
                        List.of("queries", String.valueOf(texts.queries().size())),
                        List.of("decisions", String.valueOf(design.decisions().size())),
                        List.of(
                                "proofs",
                                report.count(Proof.Outcome.PASSED) + " of "
                                        + report.proofs().size()),
                        List.of(
                                "open questions",
                                questions.size() + ", "
                                        + questions.stream()
                                                .filter(Question::changesSchema)
                                                .count()
                                        + " of them about the schema")));
        page.paragraph(
                "Made for PostgreSQL " + requirements.project().postgres() + ". Files: `schema.sql` and `schema.dbml`"
                        + " (the schema, twice), `queries/` (one file for each access pattern), `migrations/` (the first"
                        + " migration and its rollback), `erd.svg` and `erd.mmd` (the picture), `evidence.json` (every proof).");
    }

    private void proofs() {
        page.heading(2, "What was proven");
        page.paragraph("Each claim was run on PostgreSQL " + report.serverVersion()
                + " and observed (evidence: measured); plans are those that its planner makes for the stated volume"
                + " (evidence: planned). `evidence.json` has them all, each with its statement.");
        Map<Proof.Kind, List<Proof>> byKind = new TreeMap<>();
        report.proofs()
                .forEach(proof -> byKind.computeIfAbsent(proof.kind(), kind -> new ArrayList<>())
                        .add(proof));
        List<List<String>> rows = new ArrayList<>();
        byKind.forEach((kind, proofs) -> {
            long passed = proofs.stream()
                    .filter(proof -> proof.outcome() == Proof.Outcome.PASSED)
                    .count();
            rows.add(List.of(claim(kind), passed + " of " + proofs.size()));
        });
        page.table(List.of("claim", "shown"), rows);
        if (!report.allPassed()) {
            page.paragraph("**Not shown:**");
            report.unproven().forEach(proof -> page.item(code(proof.id()) + ": " + proof.detail()));
            page.end();
        }
        if (!report.notEvaluated().isEmpty()) {
            page.paragraph("**Not evaluated**, so that a person has to judge it:");
            report.notEvaluated().forEach(proof -> page.item(code(proof.id()) + ": " + proof.detail()));
            page.end();
        }
    }

    private static String claim(Proof.Kind kind) {
        return switch (kind) {
            case UP -> "the migration applies to an empty database";
            case AGREEMENT -> "schema.sql, schema.dbml and the design are the same schema";
            case GOOD_ROW -> "each table accepts a good row";
            case NOT_NULL -> "a missing required value is refused (23502)";
            case PRIMARY_KEY, UNIQUE ->
                "a duplicate is refused (23505), by " + kind.word().replace('-', ' ');
            case FOREIGN_KEY -> "a reference to nothing is refused (23503)";
            case ON_DELETE -> "deleting a referenced row does what was decided";
            case CHECK -> "a row that breaks a check is refused (23514)";
            case EXCLUSION -> "an overlapping row is refused (23P01)";
            case ENUM -> "a value outside its list is refused (22P02)";
            case DOMAIN -> "a value outside its domain is refused";
            case GENERATED -> "a generated value cannot be set by hand (428C9)";
            case LIFECYCLE -> "allowed changes of status pass, all others are refused";
            case PARTITIONS -> "partitions are made ahead, take in rows that waited, and go with their rows";
            case REDUNDANCY -> "what is said twice stays in step, and the second saying cannot be changed alone";
            case CONSERVATION -> "a group whose amounts do not add up is refused at the end of its transaction (23514)";
            case CARDINALITY -> "a row with too few or too many others is refused (23514)";
            case AUDIT -> "each change leaves its history, which nobody changes";
            case QUERY -> "each query prepares and runs";
            case ROWS -> "each query returns or changes the right rows, compared with an evaluation that knows no SQL";
            case SIZE -> "rows and index entries are as large as estimated";
            case PLAN -> "at the stated volume each query is planned as it was meant";
            case INDEX -> "without an index a query's plan is worse";
            case DOWN -> "the rollback leaves nothing behind";
            case UP_AGAIN -> "after the rollback the migration applies again";
        };
    }

    /** Decisions with the same choice and the same reasons are told once, with all their subjects. */
    private record Told(String topic, String choice, List<Decision.Alternative> alternatives, String revisit) {}

    private void decisions() {
        page.heading(2, "Decisions");
        Map<String, Map<Told, List<Decision>>> topics = new LinkedHashMap<>();
        for (Decision decision : design.decisions()) {
            if (decision.topic().equals(PlannedIndex.TOPIC)) {
                continue; // told in the chapter on indexes
            }
            Told told = new Told(decision.topic(), decision.choice(), decision.alternatives(), decision.revisit());
            topics.computeIfAbsent(decision.topic(), topic -> new LinkedHashMap<>())
                    .computeIfAbsent(told, key -> new ArrayList<>())
                    .add(decision);
        }
        topics.forEach((topic, choices) -> {
            page.heading(3, topic);
            choices.forEach(this::choice);
        });
    }

    private void choice(Told told, List<Decision> decisions) {
        page.paragraph("**" + told.choice() + "**");
        Map<String, List<Decision>> byReason = new LinkedHashMap<>();
        decisions.forEach(decision -> byReason.computeIfAbsent(decision.because(), because -> new ArrayList<>())
                .add(decision));
        byReason.forEach((because, same) -> page.item("because " + because + ": " + subjects(same)));
        page.end();
        page.table(
                List.of("alternative", "what it gives", "what it costs"),
                told.alternatives().stream()
                        .map(option -> List.of(option.option(), option.gain(), option.cost()))
                        .toList());
        page.paragraph("Look again when " + told.revisit() + ".");
    }

    private static String subjects(List<Decision> decisions) {
        List<String> named = decisions.stream()
                .limit(LISTED_SUBJECTS)
                .map(decision -> code(decision.subject()) + line(decision.requirement()))
                .toList();
        int more = decisions.size() - named.size();
        return String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String line(Place place) {
        return place.optionalPosition()
                .map(position -> " (line " + position.line() + ")")
                .orElse("");
    }

    private void patterns() {
        page.heading(2, "Access patterns");
        List<List<String>> rows = new ArrayList<>();
        for (AccessPattern pattern : requirements.accessPatterns()) {
            String served = IndexChapter.means(design, pattern.name());
            rows.add(List.of(
                    "[" + pattern.name() + "](queries/" + pattern.name() + ".sql)" + line(pattern.place()),
                    pattern.description() == null ? "" : pattern.description().strip(),
                    pattern.ratePerSecond() == null ? "not stated" : QueryWriter.rate(pattern.ratePerSecond()),
                    pattern.latencyMillis() == null ? "" : QueryWriter.number(pattern.latencyMillis()) + " ms",
                    served.isEmpty() ? serving(pattern) : served,
                    plans.ofQuery(pattern.name())));
        }
        page.paragraph(
                "The cost is the planner's, of the plan that PostgreSQL settles on for a prepared statement, at the volume"
                        + " in two years and with PostgreSQL's own settings; reading one page in sequence costs 1"
                        + " (evidence: planned).");
        page.table(List.of("access pattern", "what for", "rate", "target", "index", "cost"), rows);
    }

    private String serving(AccessPattern pattern) {
        return switch (pattern.kind()) {
            case CREATE -> "";
            case GET, LIST, AGGREGATE, UPDATE, DELETE ->
                SummaryDecision.isKept(requirements, pattern)
                        ? "materialized view "
                                + code(Summaries.name(design.mapping(), pattern).name())
                        : "as written";
        };
    }

    private void traceability() {
        page.heading(2, "From requirements to the schema");
        List<List<String>> rows = new ArrayList<>();
        for (EntityTable table : design.mapping().tables()) {
            rows.add(List.of(
                    "entity " + code(table.entity().name())
                            + line(table.entity().place()),
                    code(table.name().toString())));
        }
        design.mapping()
                .junctions()
                .forEach(junction -> rows.add(List.of(
                        "relationship " + code(junction.entityName())
                                + line(junction.relationship().place()),
                        code(junction.name().toString()))));
        requirements
                .allRules()
                .forEach(rule -> rows.add(List.of(
                        (rule instanceof ConsistencyRule.UniqueTogether unique && unique.isOfAttribute()
                                        ? "uniqueness of "
                                        : "rule ")
                                + code(rule.name())
                                + line(rule.place()),
                        "constraint " + code(design.constraintOfRule().getOrDefault(rule.name(), "")))));
        page.table(List.of("requirement", "becomes"), rows);
    }

    private void open() {
        page.heading(2, "Assumptions and open questions");
        if (questions.isEmpty()) {
            page.paragraph("None: the requirements say all that the design needed.");
            return;
        }
        page.paragraph("What nobody said, most important first; [questions.md](questions.md) says why each matters and"
                + " how to answer. The defaults are assumptions (evidence: assumed).");
        page.table(
                List.of("question", "about", "taken until answered", "what another answer changes"),
                questions.stream().map(ArchitectureWriter::question).toList());
    }

    private static List<String> question(Question question) {
        return List.of(question.text(), code(question.id()), question.taken(), question.changes());
    }

    private void operating() {
        List<EntityTable> kept = design.mapping().tables().stream()
                .filter(table -> table.entity().retention() != null)
                .toList();
        page.heading(2, "Operating it");
        for (EntityTable table : kept) {
            var retention = Objects.requireNonNull(table.entity().retention());
            if (table.partitionColumn() == null) {
                page.item(code(table.name().toString()) + ": run [expire_"
                        + table.name().name() + "](queries/expire_"
                        + table.name().name() + ".sql) until it deletes nothing, daily; rows are kept "
                        + retention.words() + ".");
            } else {
                maintenance(table)
                        .ifPresent(maintained -> page.item(code(table.name().toString())
                                + ": daily, drop what is older than " + retention.words() + ": "
                                + code("SELECT " + maintained.drop() + "(current_date - " + retention.days() + ");")
                                + " It needs the table for itself for a moment: run it with a short `lock_timeout`, again"
                                + " until it succeeds."));
            }
        }
        for (PartitionMaintenance maintained : design.maintained()) {
            page.item(code(maintained.table().toString()) + ": daily, make the partitions of the coming "
                    + maintained.daysAhead() + " days: "
                    + code("SELECT " + maintained.make() + "(current_date, current_date + " + maintained.daysAhead()
                            + ");")
                    + " Rows in " + code(maintained.defaultPartition().toString())
                    + " mean that nobody did: call it once more from the first of their days on, and it moves them.");
        }
        page.item(
                "Watch `pg_stat_user_indexes.idx_scan`: an index that is not read within a full business cycle goes.");
        page.item("Watch `pg_stat_statements` for the access patterns above: each has its rate and its target.");
        page.end();
    }

    private Optional<PartitionMaintenance> maintenance(EntityTable table) {
        return design.maintained().stream()
                .filter(maintained -> maintained.table().equals(table.name()))
                .findFirst();
    }

    private void nonGoals() {
        if (!requirements.nonGoals().isEmpty()) {
            page.heading(2, "Not meant");
            page.paragraph("The requirements leave these out on purpose; nothing here is built for them.");
            requirements.nonGoals().forEach(goal -> page.item(goal.strip()));
            page.end();
        }
    }

    private void future() {
        page.heading(2, "Future considerations");
        Decision scale = ScaleDecision.decision(design);
        choice(new Told(scale.topic(), scale.choice(), scale.alternatives(), scale.revisit()), List.of(scale));
        page.end();
    }
}
