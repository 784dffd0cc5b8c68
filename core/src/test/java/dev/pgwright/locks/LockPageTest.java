package dev.pgwright.locks;

import dev.pgwright.testkit.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LockPageTest {
    @Test
    void thePageOfTheDocumentationIsTheTable() {
        Golden.assertFileMatches(Path.of("..", "docs", "locks.md"), LockPage.markdown());
    }
}
