package dev.pgwright.build.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeGeneratorTest {
    private static final String ENUMS = """
            export type SortByDir = "SORTBY_DEFAULT" | "SORTBY_ASC";
            export type Unused = "A" | "B";
            """;
    private static final String TYPES = """
            export interface RawStmt {
                stmt?: Node;
            }
            export interface String {
                sval?: string;
            }
            export interface SortBy {
                xpr?: Node;
                node?: Node;
                sortby_dir?: SortByDir;
                useOp?: Node[];
                label?: String;
                missing_ok?: boolean;
                howMany?: bigint;
                location?: number;
            }
            """;

    @TempDir
    Path folder;

    private String generated(String file) throws Exception {
        TreeGenerator.generate(TYPES, ENUMS, folder);
        return Files.readString(folder.resolve("dev/pgwright/sql").resolve(file));
    }

    @Test
    void makesARecordOfAStruct() throws Exception {
        assertThat(generated("tree/SortBy.java"))
                .contains(
                        "@Nullable Node node,",
                        "SortByDir sortbyDir,",
                        "List<Node> useOp,",
                        "@Nullable PgString label,",
                        "boolean missingOk,",
                        "long howMany,",
                        "int location) implements Node {",
                        "useOp = List.copyOf(useOp);",
                        "useOp.forEach(each);")
                .doesNotContain("xpr");
    }

    @Test
    void sealsTheNodesAndLeavesOutWhatIsNoneOfThem() throws Exception {
        assertThat(generated("tree/Node.java"))
                .contains("NullNode", "PgString", "SortBy")
                .doesNotContain("RawStmt");
        assertThat(folder.resolve("dev/pgwright/sql/tree/RawStmt.java")).doesNotExist();
        assertThat(folder.resolve("dev/pgwright/sql/tree/Unused.java")).doesNotExist();
        assertThat(folder.resolve("dev/pgwright/sql/tree/SortByDir.java")).exists();
    }

    @Test
    void readsEveryFieldByItsOriginalName() throws Exception {
        assertThat(generated("engine/TreeReader.java"))
                .contains(
                        "case \"sortby_dir\" -> sortbyDir0 = SortByDir.valueOf(in.nameValue());",
                        "case \"location\" -> location0 = location();",
                        "case \"label\" -> label0 = readString();");
    }

    @Test
    void refusesATypeItDoesNotKnow() {
        assertThatThrownBy(() -> TreeSchema.parse("export interface A {\n    b?: Mystery;\n}", ENUMS))
                .hasMessage("field b has a type that is not known: Mystery");
    }
}
