package dev.pgwright.app.architecture.sample.app.cli;

import picocli.CommandLine;

class Speaks {
    CommandLine commandLine;

    void print() {
        System.out.println("hello");
        System.exit(1);
    }
}
