package dev.pgwright.design.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every problem of a requirements file, with its exact message, place and hint. */
class RequirementsProblemsTest {
    static Stream<ProblemCases.Case> cases() {
        return Stream.of("volumes", "yaml", "entities", "relationships", "patterns", "rules")
                .map(name -> ProblemCases.read(name + ".cases"))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatIsWrongAndWhere(ProblemCases.Case problem) {
        assertThat(ProblemCases.actual(problem.file())).isEqualTo(problem.expected());
    }
}
