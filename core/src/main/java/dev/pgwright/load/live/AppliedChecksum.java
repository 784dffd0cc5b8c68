package dev.pgwright.load.live;

import dev.pgwright.load.migrations.Migration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The checksum that a tool would keep of a file.
 *
 * <p>Sources: Flyway 11, {@code ChecksumCalculator} (CRC-32 over the lines without their ends, as a signed number); sqlx
 * 0.8, sqlx-core/src/migrate/migration.rs (SHA-384 of the file); Prisma 6, migration engine, checksum.rs (SHA-256);
 * drizzle-orm 0.44, src/migrator.ts (SHA-256). Liquibase's MD5 is of its own form of a changeset and is left out.
 */
final class AppliedChecksum {
    private static final int SHOWN = 12;

    private AppliedChecksum() {}

    static Optional<String> of(Migration migration) {
        if (!migration.up().source().isWhole()) {
            return Optional.empty();
        }
        String text = migration.up().source().text();
        return switch (migration.framework()) {
            case FLYWAY -> Optional.of(String.valueOf(ofLines(text)));
            case SQLX -> Optional.of(digest("SHA-384", text));
            case PRISMA, DRIZZLE -> Optional.of(digest("SHA-256", text));
            case LIQUIBASE,
                    GOLANG_MIGRATE,
                    GOOSE,
                    DBMATE,
                    DIESEL,
                    SUPABASE,
                    RAILS_STRUCTURE,
                    DJANGO_SQLMIGRATE,
                    PLAIN -> Optional.empty();
        };
    }

    /** As much of a checksum as tells two apart. */
    static String shown(String checksum) {
        return checksum.length() <= SHOWN ? checksum : checksum.substring(0, SHOWN) + "...";
    }

    private static int ofLines(String text) {
        CRC32 crc = new CRC32();
        text.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }

    private static String digest(String algorithm, String text) {
        try {
            byte[] bytes = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
