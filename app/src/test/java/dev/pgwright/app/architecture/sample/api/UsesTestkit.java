package dev.pgwright.app.architecture.sample.api;

import dev.pgwright.app.architecture.sample.testkit.UsesLoad;

class UsesTestkit {
    UsesLoad testkit;
}
