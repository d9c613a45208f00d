package dev.sluice.platform;

/**
 * Reads settings of its own from {@link EnvironmentSettings}, the only parameter of its constructor, which throws a
 * {@link EnvironmentSettings.BadSetting} for a bad one. Those that META-INF/spring.factories lists are tried before
 * anything starts, so that a bad setting stops the start at once.
 */
public interface EnvironmentReader {}
