package dev.pgwright.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house (docs/decisions/0001-layout.md) for the packages below a root. A room that does not exist yet
 * breaks none of them; a class in no room breaks the first.
 */
record HouseRules(String root) {
    /** A room uses only rooms before it. */
    private static final List<String> ROOMS = List.of(
            "source",
            "finding",
            "sql",
            "server",
            "catalog",
            "code",
            "dbml",
            "load",
            "locks",
            "explain",
            "workload",
            "data",
            "twin",
            "migrate",
            "review",
            "tune",
            "design",
            "render",
            "api",
            "app");

    private static final List<String> BASE = List.of("source", "finding", "sql", "server");
    /** The safe forms of changes: what review takes its fixes from. */
    private static final String STRATEGIES = "migrate.plan";

    private static final List<String> JOBS = List.of("migrate", "review", "tune", "design");

    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("every class has a room", everyClassHasARoom());
        for (int index = 0; index < ROOMS.size() - 1; index++) {
            String room = ROOMS.get(index);
            rules.put(room + " uses only rooms before it", usesNone(room, ROOMS.subList(index + 1, ROOMS.size())));
        }
        List<String> aboveBase = ROOMS.subList(BASE.size(), ROOMS.size());
        rules.put("testkit needs base only", usesNone("testkit", aboveBase));
        rules.put("only tests use testkit", onlyTestsUseTestkit());
        for (String job : JOBS) {
            rules.put(job + " uses other jobs through their entry", usesJobsThroughTheirEntry(job));
        }
        rules.put(
                "no cycles between packages",
                slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true));
        rules.put(
                "JDBC only where databases are talked to",
                onlyIn(
                        List.of("java.sql..", "javax.sql.."),
                        "server",
                        "testkit",
                        "load.live",
                        "twin",
                        "workload",
                        "data",
                        "tune.diagnose",
                        "tune.snapshot",
                        "migrate.rehearse",
                        "migrate.apply"));
        rules.put(
                "JSON databind only in app and render",
                onlyIn(List.of("tools.jackson.databind..", "com.fasterxml.jackson.databind.."), "app", "render"));
        rules.put("ELK only in render.erd", onlyIn(List.of("org.eclipse.elk..", "org.eclipse.emf.."), "render.erd"));
        rules.put("the parser's runtime only in sql", onlyIn(List.of("run.endive.."), "sql"));
        rules.put("tree-sitter only in code", onlyIn(List.of("org.treesitter.."), "code"));
        rules.put("MCP types only in app.mcp", onlyIn(List.of("io.modelcontextprotocol.."), "app.mcp"));
        rules.put("the command-line library only in app.cli", onlyIn(List.of("picocli.."), "app.cli"));
        rules.put("analysis is pure", analysisIsPure());
        rules.put("standard streams only in app.cli", standardStreamsOnlyInCli());
        rules.put("nobody prints a stack trace", nobodyPrintsAStackTrace());
        rules.put("only app ends the process", onlyAppEndsTheProcess());
        rules.put("every package is NullMarked", everyPackageIsNullMarked());
        return rules;
    }

    private ArchRule everyClassHasARoom() {
        List<String> all = new ArrayList<>(ROOMS);
        all.add("testkit");
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .resideInAnyPackage(packages(all))
                .allowEmptyShould(true);
    }

    private ArchRule usesNone(String room, List<String> others) {
        return noClasses()
                .that()
                .resideInAPackage(below(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(others))
                .allowEmptyShould(true);
    }

    private ArchRule onlyTestsUseTestkit() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(below("testkit"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(below("testkit"))
                .allowEmptyShould(true);
    }

    private ArchRule usesJobsThroughTheirEntry(String job) {
        String[] inner = JOBS.stream()
                .filter(other -> !other.equals(job))
                .map(other -> root + "." + other + ".(*)..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(below(job))
                .should()
                .dependOnClassesThat(
                        job.equals("review")
                                ? resideInAnyPackage(inner)
                                        .and(DescribedPredicate.not(resideInAnyPackage(below(STRATEGIES))))
                                : resideInAnyPackage(inner))
                .allowEmptyShould(true);
    }

    private ArchRule onlyIn(List<String> library, String... rooms) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(packages(List.of(rooms)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library.toArray(String[]::new))
                .allowEmptyShould(true);
    }

    private ArchRule analysisIsPure() {
        return noClasses()
                .that()
                .resideInAnyPackage(packages(List.of("review.rules", "migrate.diff", "migrate.plan", "design.decide")))
                .should()
                .accessClassesThat(
                        resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net.."))
                .orShould()
                .accessClassesThat(resideInAnyPackage(below("server"))
                        .and(DescribedPredicate.not(JavaClass.Predicates.simpleName("LockMode")
                                .or(JavaClass.Predicates.simpleName("RelationKind")))))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "reads a clock of java.time",
                        call -> call.getTargetOwner().getPackageName().startsWith("java.time")
                                && call.getName().equals("now")))
                .allowEmptyShould(true);
    }

    private ArchRule standardStreamsOnlyInCli() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(below("app.cli"))
                .should(ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true);
    }

    private ArchRule nobodyPrintsAStackTrace() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "prints a stack trace to standard error",
                        call -> call.getName().equals("printStackTrace")
                                && call.getTarget().getRawParameterTypes().isEmpty()))
                .allowEmptyShould(true);
    }

    private ArchRule onlyAppEndsTheProcess() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(below("app"))
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .allowEmptyShould(true);
    }

    private ArchRule everyPackageIsNullMarked() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(new ArchCondition<>("be in a package whose package-info says @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(
                                new SimpleConditionEvent(type, marked, type.getPackageName() + " is not NullMarked"));
                    }
                })
                .allowEmptyShould(true);
    }

    private String below(String room) {
        return root + "." + room + "..";
    }

    private String[] packages(List<String> rooms) {
        return rooms.stream().map(this::below).toArray(String[]::new);
    }
}
