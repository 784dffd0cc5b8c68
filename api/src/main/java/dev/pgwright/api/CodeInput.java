package dev.pgwright.api;

import dev.pgwright.code.CodeFile;
import dev.pgwright.code.CodeFolder;
import dev.pgwright.code.CodeLanguage;
import dev.pgwright.code.CodeReader;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The application code that a person names. */
final class CodeInput {
    private CodeInput() {}

    /**
     * Reads the source files in what is named; what is left out is said.
     *
     * @param wanted whether a file is to be read, by its name
     */
    static List<CodeFile> read(List<Path> paths, Predicate<Path> wanted, Progress progress) {
        CodeFolder folder = folder(paths.stream().filter(Files::exists).toList());
        if (!folder.left().isEmpty()) {
            progress.note("application code that was not read: " + folder.left());
        }
        List<CodeFile> files = new ArrayList<>();
        for (Path path : folder.files()) {
            if (wanted.test(path)) {
                read(path, progress).ifPresent(files::add);
            }
        }
        return files;
    }

    /** Whether a path is a source file, or a folder in which some lie. */
    static boolean isCode(Path path) {
        return !folder(List.of(path)).files().isEmpty();
    }

    private static CodeFolder folder(List<Path> paths) {
        try {
            return CodeFolder.of(paths);
        } catch (IOException e) {
            throw new PgwrightException(
                    ErrorCode.INPUT, Place.UNKNOWN, "the folder cannot be read: " + e.getMessage(), null, e);
        }
    }

    private static Optional<CodeFile> read(Path path, Progress progress) {
        Optional<CodeLanguage> language = CodeFolder.language(path);
        if (language.isEmpty()) {
            return Optional.empty();
        }
        try {
            SourceFile source = SourceFile.read(path);
            if (source.text().length() > CodeReader.LARGEST) {
                progress.note(path + ": larger than what people write; it was not read");
                return Optional.empty();
            }
            return Optional.of(CodeReader.read(source, language.get()));
        } catch (CharacterCodingException e) {
            progress.note(path + ": not UTF-8; it was not read");
            return Optional.empty();
        } catch (IOException e) {
            progress.note(path + ": cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }
}
