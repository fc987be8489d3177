package io.tidegate.configuration;

/**
 * Who saves, and why.
 *
 * @param author at most 100 characters
 * @param note at most 1000 characters, or null
 */
public record Authorship(String author, String note) {}
