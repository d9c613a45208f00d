package dev.sluice.platform.web;

/** One entry of the left rail, contributed as a bean by the module that owns the page; ordered by {@code order}. */
public record NavEntry(int order, String section, String label, String href, String icon) {}
