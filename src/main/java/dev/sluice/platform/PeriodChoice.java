package dev.sluice.platform;

/** The periods that every report offers by name; other days are written as from and to. */
public enum PeriodChoice {
    DAYS_30("30d", "30 days"),
    DAYS_90("90d", "90 days"),
    MONTHS_12("12m", "12 months"),
    ALL("all", "All time");

    private final String code;
    private final String label;

    PeriodChoice(String code, String label) {
        this.code = code;
        this.label = label;
    }

    /** As addresses write it: {@code period=90d}. */
    public String code() {
        return code;
    }

    public String label() {
        return label;
    }
}
