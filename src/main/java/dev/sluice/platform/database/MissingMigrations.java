package dev.sluice.platform.database;

/** A schema was made by migrations that this version of Sluice does not have. */
public final class MissingMigrations extends RuntimeException {}
