package dev.sluice.outreach;

/** A piece of text that many templates share, put in where they say {@code {{>name}}}. */
record Snippet(String name, String body) {}
