package dev.pgwright.api;

import dev.pgwright.code.CallsAcross;
import dev.pgwright.code.CodeFile;
import dev.pgwright.code.CodeFolder;
import dev.pgwright.code.CodeLanguage;
import dev.pgwright.code.CodeReader;
import dev.pgwright.code.Constants;
import dev.pgwright.code.Forwarders;
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
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The application code that a person names. */
final class CodeInput {
    /** Languages in which entities of JPA are written. */
    private static final Set<CodeLanguage> JPA = Set.of(CodeLanguage.JAVA, CodeLanguage.KOTLIN);

    private CodeInput() {}

    /**
     * Reads the source files in what is named; what is left out is said. Of others among them only what they say of entities is there, and
     * only if that is asked for.
     *
     * @param wanted whether a file is to be read, by its name
     */
    static List<CodeFile> read(List<Path> paths, Predicate<Path> wanted, Progress progress) {
        CodeFolder folder = folder(paths.stream().filter(Files::exists).toList());
        if (!folder.left().isEmpty()) {
            progress.note("application code that was not read: " + folder.left());
        }
        List<CodeFile> files = new ArrayList<>();
        Constants constants = new Constants();
        for (Path path : folder.files()) {
            if (wanted.test(path)) {
                read(path, constants, progress).ifPresent(files::add);
            }
        }
        if (files.stream().anyMatch(file -> !file.lazy().accesses().isEmpty())) {
            // what they load one by one is said by entities, which may stand in files that are not to be read
            for (Path path : folder.files()) {
                if (!wanted.test(path)
                        && CodeLanguage.of(String.valueOf(path.getFileName()))
                                .filter(JPA::contains)
                                .isPresent()) {
                    read(path, constants, progress).map(CodeFile::entitiesOnly).ifPresent(files::add);
                }
            }
        }
        return withCallers(Forwarders.followed(files, constants));
    }

    /** Files that send nothing themselves may call in loops what does. */
    private static List<CodeFile> withCallers(List<CodeFile> files) {
        Set<String> types = files.stream()
                .flatMap(file -> file.calls().senders().stream())
                .map(CallsAcross.Sender::type)
                .collect(Collectors.toSet());
        return files.stream()
                .map(file -> file.reviewed()
                                && !file.calls().isRead()
                                && types.stream().anyMatch(file.source().text()::contains)
                        ? CodeReader.callsOf(file)
                        : file)
                .toList();
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

    private static Optional<CodeFile> read(Path path, Constants constants, Progress progress) {
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
            return Optional.of(CodeReader.read(source, language.get(), constants));
        } catch (CharacterCodingException e) {
            progress.note(path + ": not UTF-8; it was not read");
            return Optional.empty();
        } catch (IOException e) {
            progress.note(path + ": cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }
}
