package dev.sluice.signal.kind;

/**
 * Who hears of recorded signals first: modules from left to right, so that each finds what those on its left have written.
 * Numbers rather than an enum, because {@code @Order} takes a constant.
 */
public final class RecipientOrder {
    public static final int SOURCE_COUNTS = 10;
    public static final int CONSENTS = 20;
    public static final int FORM_VISITS = 30;
    public static final int HELD_SUBMISSIONS = 35;
    public static final int EVALUATION = 40;
    public static final int UNSUBSCRIBING = 50;
    public static final int OPT_INS = 60;
    public static final int MEETINGS = 70;
    public static final int MAIL_OUTCOMES = 80;
    public static final int FOLLOW_UPS = 90;
    public static final int HELD_ENROLMENTS = 95;
    public static final int DEALS = 100;
    public static final int IMPORTS = 110;

    private RecipientOrder() {}
}
