package dev.pgwright.app.cli;

/** The version of this build, written in by Maven: a constant costs nothing at start-up. */
final class Version {
    static final String NUMBER = "${project.version}";

    private Version() {}
}
