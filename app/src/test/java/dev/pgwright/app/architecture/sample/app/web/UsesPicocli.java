package dev.pgwright.app.architecture.sample.app.web;

import picocli.CommandLine;

class UsesPicocli {
    CommandLine commandLine;
}
