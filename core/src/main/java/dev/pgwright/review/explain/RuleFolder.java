package dev.pgwright.review.explain;

import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.rules.RuleExample;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The explanation and the examples of a rule, which lie beside its class in a folder of its name. */
public final class RuleFolder {
    private static final List<String> ENDINGS = List.of(".sql", ".java");

    private final String path;

    private RuleFolder(String path) {
        this.path = path;
    }

    public static RuleFolder of(RuleInfo rule) {
        return new RuleFolder("/dev/pgwright/review/rules/" + rule.area().word() + "/" + rule.id() + "/");
    }

    /**
     * Why it matters and how PostgreSQL behaves, as Markdown without headings.
     *
     * @throws IllegalStateException when there is none: a defect of the rule
     */
    public String explanation() {
        return read("rule.md").orElseThrow(() -> new IllegalStateException("there is no " + path + "rule.md"));
    }

    /** Those that the rule finds something in. */
    public List<RuleExample> bad() {
        return examples("bad");
    }

    /** Those that the rule keeps silent about. */
    public List<RuleExample> good() {
        return examples("good");
    }

    private List<RuleExample> examples(String kind) {
        List<RuleExample> examples = new ArrayList<>();
        for (int number = 1; ; number++) {
            int before = examples.size();
            for (String ending : ENDINGS) {
                String name = kind + "-" + number + ending;
                read(name).ifPresent(text -> examples.add(RuleExample.parse(name, text)));
            }
            if (examples.size() == before) {
                return examples;
            }
        }
    }

    private Optional<String> read(String name) {
        try (InputStream file = RuleFolder.class.getResourceAsStream(path + name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + name, e);
        }
    }
}
