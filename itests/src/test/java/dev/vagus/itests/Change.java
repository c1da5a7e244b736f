package dev.vagus.itests;

/** A payload; the module that sends it and the one that hears it each have a class of this name. */
public record Change(String name, int value) {}
