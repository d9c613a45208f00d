package dev.sluice.template;

/** A piece of text that many templates share, put in where they say {@code {{>name}}}. */
public record Snippet(String name, String body) {}
