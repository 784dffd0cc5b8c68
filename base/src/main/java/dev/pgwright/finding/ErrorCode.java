package dev.pgwright.finding;

/** The kinds of faults that end a run, each with the exit code of its process. */
public enum ErrorCode {
    /** Findings at or above the threshold, or a check said no. */
    CHECK_FAILED(1),
    /** Wrong usage: options or arguments. */
    USAGE(2),
    /** Input cannot be read, or nothing of it could be understood. */
    INPUT(3),
    /** A server is unreachable, or a permission is missing. */
    SERVER(4),
    /** Refused as unsafe; the hint says what would make it safe. */
    REFUSED(5),
    /** Stopped part-way and resumable; the hint says how. */
    STOPPED(6),
    /** A defect of pgwright. */
    INTERNAL(70);

    private final int exitCode;

    ErrorCode(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
