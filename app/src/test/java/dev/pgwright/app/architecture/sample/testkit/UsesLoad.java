package dev.pgwright.app.architecture.sample.testkit;

import dev.pgwright.app.architecture.sample.load.Loader;

public class UsesLoad {
    Loader loader;
}
