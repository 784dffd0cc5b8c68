package dev.pgwright.app.architecture.sample.render.report;

class Prints {
    void print(Exception failure) {
        System.out.println("hello");
        failure.printStackTrace();
        System.exit(1);
    }
}
