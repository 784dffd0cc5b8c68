package dev.pgwright.app.architecture.sample.attic;

class Homeless {}
