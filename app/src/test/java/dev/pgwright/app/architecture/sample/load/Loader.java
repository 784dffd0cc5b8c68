package dev.pgwright.app.architecture.sample.load;

import run.endive.runtime.Instance;

public class Loader {
    Instance instance;
}
