package dev.sluice.sample;

import java.util.Map;

/** How visitors find the firm: the share that comes by each channel, how many of them leave an address, how many of those fit. */
enum SampleChannel {
    SEARCH(0.36, 0.034, 0.62, Map.of("referrer", "https://www.google.com/")),
    DIRECT(0.19, 0.030, 0.66, Map.of()),
    LINKEDIN(
            0.13,
            0.034,
            0.72,
            Map.of(
                    "referrer",
                    "https://www.linkedin.com/",
                    "utm_source",
                    "linkedin",
                    "utm_medium",
                    "social",
                    "utm_campaign",
                    "outage-stories")),
    // the visible leak: paid clicks cost most, and bring students and firms of five
    PAID(
            0.17,
            0.036,
            0.22,
            Map.of(
                    "referrer",
                    "https://www.google.com/",
                    "utm_source",
                    "google-ads",
                    "utm_medium",
                    "cpc",
                    "utm_campaign",
                    "it-support-near-me")),
    REFERRAL(0.08, 0.055, 0.80, Map.of("referrer", "https://www.ledgerwise-accountants.example/partners")),
    NEWSLETTER(
            0.07,
            0.045,
            0.70,
            Map.of("utm_source", "newsletter", "utm_medium", "email", "utm_campaign", "monthly-brief"));

    final double share;
    final double leads;
    final double fitting;
    private final Map<String, Object> touch;

    SampleChannel(double share, double leads, double fitting, Map<String, Object> touch) {
        this.share = share;
        this.leads = leads;
        this.fitting = fitting;
        this.touch = touch;
    }

    /** What the first page view of such a visitor carries. */
    Map<String, Object> touch() {
        return touch;
    }

    static SampleChannel drawn(SeededRandom random) {
        double[] shares = new double[values().length];
        for (SampleChannel channel : values()) {
            shares[channel.ordinal()] = channel.share;
        }
        return values()[random.weighted(shares)];
    }
}
