package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.print.MermaidErd;
import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.dbml.DbmlWriter;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.SchemaDesigner;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.prove.DesignProof;
import dev.pgwright.design.prove.PatternCheck;
import dev.pgwright.design.prove.PlanSubject;
import dev.pgwright.design.prove.Proof;
import dev.pgwright.design.prove.ProofListener;
import dev.pgwright.design.prove.ProofReport;
import dev.pgwright.design.prove.ProofSubject;
import dev.pgwright.design.prove.SizeProofs;
import dev.pgwright.design.questions.Question;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.design.requirements.RequirementsDocument;
import dev.pgwright.design.volume.Capacity;
import dev.pgwright.design.volume.SizeEstimates;
import dev.pgwright.design.write.ArchitectureWriter;
import dev.pgwright.design.write.DesignTexts;
import dev.pgwright.design.write.EvidenceWriter;
import dev.pgwright.design.write.QueryWriter;
import dev.pgwright.design.write.QuestionsWriter;
import dev.pgwright.design.write.TakenDefaults;
import dev.pgwright.render.erd.ErdOptions;
import dev.pgwright.render.erd.ErdRenderer;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.server.ScratchDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From a requirements file to a folder with the schema, its queries, its documents and the proof of them all. */
public final class DesignProject {
    private DesignProject() {}

    /**
     * What to design.
     *
     * @param requirements the file to read
     * @param answers to questions; null when there are none
     * @param output the folder to write; made if it is not there
     * @param force overwrite files in it that a person edited
     * @param program name and version of the program, for evidence.json
     */
    public record Request(Path requirements, @Nullable Path answers, Path output, boolean force, String program) {
        public Request(Path requirements, Path output, boolean force, String program) {
            this(requirements, null, output, force, program);
        }
    }

    /**
     * What came of it.
     *
     * @param files paths within the output folder
     * @param questions what is open, most important first
     * @param capacities the tables whose volume is stated, largest first
     */
    public record Result(
            String project,
            Path output,
            int postgres,
            Catalog catalog,
            int indexes,
            int queries,
            int decisions,
            List<Question> questions,
            List<Capacity> capacities,
            ProofReport report,
            List<String> files) {}

    /**
     * Reads, designs, proves and writes. Proofs that fail do not stop it: they are in the result and in the files.
     *
     * @throws dev.pgwright.finding.PgwrightException if the requirements are wrong, PostgreSQL cannot be started, or the
     *     folder cannot be written without loss; the folder is untouched then
     */
    public static Result run(Request request, Progress progress) {
        OutputFolder folder = new OutputFolder(request.output());
        folder.check();
        RequirementsDocument document = DesignQuestions.document(request.requirements(), request.answers());
        Requirements requirements = read(document, progress);
        Design design = design(requirements, progress);
        List<Question> questions = DesignQuestions.ask(design, progress);
        DesignTexts texts = DesignTexts.of(design);
        String dbml = DbmlWriter.write(design.catalog(), extras(design));
        ProofReport report = prove(design, texts, dbml, progress);
        String erd = draw(design, progress);
        SortedMap<String, String> files =
                files(design, texts, dbml, erd, report, questions, document, request.program());
        try (Progress.Step step = progress.step("Write " + request.output())) {
            folder.write(files, request.force());
            step.done(files.size() + " files");
        }
        return new Result(
                requirements.project().name(),
                request.output(),
                requirements.project().postgres(),
                design.catalog(),
                design.indexes().size(),
                texts.queries().size(),
                design.decisions().size(),
                questions,
                Capacity.of(design),
                report,
                List.copyOf(files.keySet()));
    }

    static Requirements read(RequirementsDocument document, Progress progress) {
        try (Progress.Step step = progress.step("Read the requirements")) {
            Requirements requirements = document.requirements();
            step.done(requirements.entities().size() + " entities, "
                    + requirements.relationships().size() + " relationships, "
                    + requirements.accessPatterns().size() + " access patterns");
            return requirements;
        }
    }

    static Design design(Requirements requirements, Progress progress) {
        try (Progress.Step step = progress.step("Design the schema")) {
            Design design = SchemaDesigner.design(requirements);
            step.done(design.catalog().tables().size() + " tables, "
                    + design.decisions().size() + " decisions, "
                    + design.indexes().size() + " indexes");
            return design;
        }
    }

    private static ProofReport prove(Design design, DesignTexts texts, String dbml, Progress progress) {
        PostgresVersion version = PostgresVersion.ofMajor(
                        design.mapping().requirements().project().postgres())
                .orElseThrow(() -> new IllegalStateException("the reader accepts only versions that are embedded"));
        ProofSubject subject = new ProofSubject(
                design.catalog(),
                texts.up(),
                texts.down(),
                dbml,
                texts.queries(),
                design.examples(),
                design.lifecycles(),
                design.maintained(),
                design.redundancies(),
                design.groupRules(),
                design.auditTrails(),
                design.mapping());
        try (PostgresServer server = start(version, progress);
                ScratchDatabases databases = new ScratchDatabases(server);
                ProofSteps steps = new ProofSteps(progress)) {
            PatternCheck.check(design.mapping().requirements(), databases.create());
            ProofReport report = DesignProof.run(subject, PlanSubject.of(design), databases, steps);
            return report.applied() ? report.with(sizes(design, texts, databases, steps)) : report;
        }
    }

    private static List<Proof> sizes(Design design, DesignTexts texts, ScratchDatabases databases, ProofSteps steps) {
        steps.step("comparing sizes with real rows", 1, 1);
        List<Proof> sizes = SizeProofs.prove(SizeEstimates.of(design, SizeProofs.ROWS), texts.up(), databases);
        sizes.forEach(steps::decided);
        return sizes;
    }

    private static PostgresServer start(PostgresVersion version, Progress progress) {
        try (Progress.Step step = progress.step("Start PostgreSQL " + version.major())) {
            PostgresServer server =
                    EmbeddedPostgres.start(EmbeddedOptions.scratch().withVersion(version));
            step.done(server.version().text() + ", embedded");
            return server;
        }
    }

    private static String draw(Design design, Progress progress) {
        try (Progress.Step step = progress.step("Draw the diagram")) {
            ErdOptions options = ErdOptions.titled(
                            design.mapping().requirements().project().name())
                    .withGroups(groups(design).entrySet().stream()
                            .map(group -> ErdOptions.Group.of(group.getKey(), group.getValue()))
                            .toList());
            String erd = ErdRenderer.svg(design.catalog(), options);
            step.done("erd.svg, erd.mmd");
            return erd;
        }
    }

    private static SortedMap<String, String> files(
            Design design,
            DesignTexts texts,
            String dbml,
            String erd,
            ProofReport report,
            List<Question> questions,
            RequirementsDocument document,
            String program) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("schema.dbml", dbml);
        files.put("schema.sql", texts.schema());
        files.put("migrations/0001_initial.up.sql", texts.up());
        files.put("migrations/0001_initial.down.sql", texts.down());
        for (DesignedQuery query : texts.queries()) {
            files.put("queries/" + query.name() + ".sql", QueryWriter.file(design, query));
        }
        files.put("ARCHITECTURE.md", ArchitectureWriter.write(design, texts, report, questions));
        files.put(
                "questions.md",
                QuestionsWriter.markdown(
                        design.mapping().requirements().project().name(), questions));
        files.put("requirements.normalized.yaml", document.normalized(TakenDefaults.of(design, questions)));
        files.put("erd.svg", erd);
        files.put(
                "erd.mmd",
                MermaidErd.print(
                        design.catalog(),
                        design.mapping().requirements().project().name()));
        files.put("evidence.json", EvidenceWriter.write(report, program));
        return files;
    }

    private static DbmlExtras extras(Design design) {
        Requirements.Project project = design.mapping().requirements().project();
        return new DbmlExtras(
                project.name(),
                project.summary(),
                groups(design).entrySet().stream()
                        .map(group -> new DbmlExtras.Group(group.getKey(), group.getValue(), null, null))
                        .toList(),
                List.of(),
                null);
    }

    /** The subject areas that the requirements name; a junction belongs to the area of its second side. */
    private static Map<String, List<QualifiedName>> groups(Design design) {
        Map<String, List<QualifiedName>> groups = new LinkedHashMap<>();
        for (EntityTable table : design.mapping().tables()) {
            add(groups, table.entity().group(), table.name());
        }
        design.mapping()
                .junctions()
                .forEach(junction -> add(
                        groups,
                        design.mapping()
                                .table(junction.relationship().to())
                                .entity()
                                .group(),
                        junction.name()));
        return groups;
    }

    private static void add(Map<String, List<QualifiedName>> groups, @Nullable String group, QualifiedName table) {
        if (group != null) {
            groups.computeIfAbsent(group, name -> new ArrayList<>()).add(table);
        }
    }

    /** The steps of a proof as steps of the whole. */
    private static final class ProofSteps implements ProofListener, AutoCloseable {
        private final Progress progress;
        private Progress.@Nullable Step open;
        private int passed;
        private int other;
        private int notEvaluated;

        ProofSteps(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void step(String what, int number, int total) {
            close();
            open = progress.step("Prove: " + what);
        }

        @Override
        public void decided(Proof proof) {
            if (proof.outcome() == Proof.Outcome.PASSED) {
                passed++;
            } else if (proof.outcome() == Proof.Outcome.NOT_EVALUATED) {
                notEvaluated++;
            } else {
                other++;
            }
            if (open != null) {
                open.doing(proof.id());
            }
        }

        private String words() {
            if (passed + other + notEvaluated == 0) {
                return "";
            }
            return passed + " shown" + (other == 0 ? "" : ", " + other + " not")
                    + (notEvaluated == 0 ? "" : ", " + notEvaluated + " not evaluated");
        }

        @Override
        public void close() {
            if (open != null) {
                open.done(words());
                open.close();
                open = null;
            }
            passed = 0;
            other = 0;
            notEvaluated = 0;
        }
    }
}
