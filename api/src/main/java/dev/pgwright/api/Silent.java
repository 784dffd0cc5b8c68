package dev.pgwright.api;

enum Silent implements Progress, Progress.Step {
    INSTANCE;

    @Override
    public Step step(String name) {
        return this;
    }

    @Override
    public void note(String text) {}

    @Override
    public void doing(String detail) {}

    @Override
    public void at(long done, long all) {}

    @Override
    public void done(String result) {}

    @Override
    public void close() {}
}
