package dev.sluice.sample;

import dev.sluice.deal.DealSignals;
import dev.sluice.handoff.HandoffSignals;
import dev.sluice.meeting.MeetingSignals;
import dev.sluice.person.PersonSignals;
import dev.sluice.sample.SampleProfile.SampleCompany;
import dev.sluice.signal.kind.SignalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ten people with a name and a story each, for screens, tests and documents. */
final class Cast {
    private static final SampleCompany MILL =
            new SampleCompany("Corbin Paper Mill", "corbin-paper.example", 240, "US", "manufacturing");
    private static final SampleCompany CLINICS =
            new SampleCompany("Tidewater Clinics", "tidewater-clinics.example", 130, "US", "clinics");
    private static final SampleCompany FREIGHT =
            new SampleCompany("Halyard Freight", "halyard-freight.example", 85, "GB", "freight");
    private static final SampleCompany LAW = new SampleCompany("Pell and Amory", "pell-amory.example", 64, "CA", "law");
    private static final SampleCompany ADVISERS =
            new SampleCompany("Rao Partners", "rao-partners.example", 12, "US", "consulting");
    private static final SampleCompany GIANT =
            new SampleCompany("Norrland Steel", "norrland-steel.example", 3_800, "DE", "steel");

    private final SampleSources sources;
    private final Instant end;

    Cast(SampleSources sources, Instant end) {
        this.sources = sources;
        this.end = end;
    }

    /** The ten, in the order in which CONTRIBUTING names them. */
    List<Journey> all() {
        return List.of(
                rosalind(), tomasz(), ingrid(), desmond(), priyanka(), walter(), lucia(), graham(), maeve(), stefan());
    }

    /** Wins: an outage, a checklist, three visits to the prices, a meeting, a contract. */
    private Journey rosalind() {
        SampleProfile profile = profile("Rosalind Achebe", "cfo", MILL);
        Journey journey = start(profile, 95, SampleChannel.SEARCH).page("/guides/after-an-outage");
        filled(journey, profile, "audit-checklist").downloaded("audit-checklist", "audit-checklist");
        journey.later(Duration.ofHours(20))
                .page("/pricing")
                .later(Duration.ofHours(3))
                .page("/pricing");
        journey.later(Duration.ofHours(26)).page("/pricing/managed");
        journey.atWork(Duration.ofHours(1))
                .record(PersonSignals.CALL_LOGGED, "connected")
                .record(HandoffSignals.ACCEPTED, "");
        journey.atWork(Duration.ofDays(1)).record(MeetingSignals.BOOKED, "discovery");
        journey.atWork(Duration.ofDays(5)).record(MeetingSignals.HELD, "discovery");
        return closed(journey, DealSignals.WON, "", 276_000);
    }

    /** A colleague of Rosalind's at the same firm, who only reads. */
    private Journey tomasz() {
        SampleProfile profile = profile("Tomasz Wilk", "it administrator", MILL);
        Journey journey = start(profile, 80, SampleChannel.DIRECT).page("/guides/backup");
        return filled(journey, profile, "it-budget").downloaded("it-budget", "it-budget");
    }

    /** Asked for a demo an hour ago: a qualified lead that no one has called yet. */
    private Journey ingrid() {
        SampleProfile profile = profile("Ingrid Solheim", "coo", CLINICS);
        Journey journey = start(profile, 3, SampleChannel.REFERRAL).page("/services");
        filled(journey, profile, "audit-checklist").downloaded("audit-checklist", "audit-checklist");
        Journey back = journey.until(end.minus(Duration.ofMinutes(70))).page("/pricing");
        return filled(back, profile, "contact").requestedDemo();
    }

    /** Fits, but has hardly shown interest: blocked at the gate by engagement. */
    private Journey desmond() {
        SampleProfile profile = profile("Desmond Clarke", "director", FREIGHT);
        Journey journey = start(profile, 9, SampleChannel.LINKEDIN).page("/guides/audit");
        return filled(journey, profile, "audit-checklist").downloaded("audit-checklist", "audit-checklist");
    }

    /** Reads everything, but decides nothing: blocked at the gate by fit. */
    private Journey priyanka() {
        SampleProfile profile = profile("Priyanka Rao", "consultant", ADVISERS);
        Journey journey = start(profile, 6, SampleChannel.SEARCH).page("/services");
        filled(journey, profile, "it-budget").downloaded("it-budget", "it-budget");
        for (int i = 0; i < 3; i++) {
            journey.later(Duration.ofHours(9)).page("/pricing");
        }
        return journey;
    }

    /** A student who needs the checklist for a thesis: disqualified. */
    private Journey walter() {
        SampleProfile profile =
                new SampleProfile("Walter Finch", "walter_finch_88@gmail.com", SampleProfile.STUDENT, null, "US", null);
        Journey journey = start(profile, 40, SampleChannel.PAID).page("/guides");
        return filled(journey, profile, "audit-checklist").downloaded("audit-checklist", "audit-checklist");
    }

    /** Accepted, then returned for lack of budget; re-entered later and is with sales again. */
    private Journey lucia() {
        SampleProfile profile = profile("Lucia Ferrante", "owner", LAW);
        Journey journey = start(profile, 150, SampleChannel.SEARCH).page("/pricing");
        filled(journey, profile, "contact").requestedDemo();
        journey.atWork(Duration.ofHours(5)).record(HandoffSignals.ACCEPTED, "");
        journey.atWork(Duration.ofDays(4)).record(HandoffSignals.REJECTED, "no_budget");
        journey.until(end.minus(Duration.ofDays(6))).page("/pricing");
        filled(journey, profile, "contact").requestedDemo();
        return journey.atWork(Duration.ofHours(2)).record(HandoffSignals.ACCEPTED, "");
    }

    /** Lost on price last year, returned after an outage, and has a deal open. */
    private Journey graham() {
        SampleProfile profile = profile("Graham Whitty", "director", FREIGHT);
        Journey journey = start(profile, 330, SampleChannel.NEWSLETTER).page("/pricing");
        filled(journey, profile, "contact").requestedDemo();
        journey.atWork(Duration.ofHours(3)).record(HandoffSignals.ACCEPTED, "");
        journey.atWork(Duration.ofDays(2)).record(MeetingSignals.BOOKED, "discovery");
        journey.atWork(Duration.ofDays(4)).record(MeetingSignals.HELD, "discovery");
        closed(journey, DealSignals.LOST, "price", 98_000);
        journey.until(end.minus(Duration.ofDays(25))).page("/guides/after-an-outage");
        filled(journey, profile, "contact").requestedDemo();
        journey.atWork(Duration.ofHours(2)).record(HandoffSignals.ACCEPTED, "");
        journey.atWork(Duration.ofDays(3)).record(MeetingSignals.BOOKED, "discovery");
        journey.atWork(Duration.ofDays(6)).record(MeetingSignals.HELD, "discovery");
        Map<String, Object> deal = Map.of("amount", 112_000, "currency", "USD", "owner", "Maya Harbour");
        return journey.later(Duration.ofHours(1)).record(DealSignals.OPENED, "sales", deal);
    }

    /** Reads on the phone and on the office computer: two visitors who turn out to be one person. */
    private Journey maeve() {
        SampleProfile profile = profile("Maeve Donnelly", "cfo", CLINICS);
        Journey journey = start(profile, 20, SampleChannel.LINKEDIN).page("/").page("/services");
        journey.later(Duration.ofDays(2)).on("cast-maeve-office", Map.of()).page("/pricing");
        return filled(journey, profile, "contact");
    }

    /** From a company that is too large for the firm: disqualified as no fit. */
    private Journey stefan() {
        SampleProfile profile = profile("Stefan Lund", "director", GIANT);
        Journey journey = start(profile, 12, SampleChannel.SEARCH).page("/pricing");
        return filled(journey, profile, "contact").requestedDemo();
    }

    private static SampleProfile profile(String name, String role, SampleCompany company) {
        String address = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@" + company.domain();
        return new SampleProfile(name, address, role, company, company.country(), null);
    }

    private Journey start(SampleProfile profile, int daysAgo, SampleChannel channel) {
        String id = "cast-"
                + profile.name().substring(0, profile.name().indexOf(' ')).toLowerCase(Locale.ROOT);
        return new Journey(id, sources, end.minus(Duration.ofDays(daysAgo)), end)
                .on(id, channel.touch())
                .page("/");
    }

    private static Journey filled(Journey journey, SampleProfile profile, String form) {
        return journey.viewed(form).started(form).withEmail(profile.email()).submitted(form, profile.traits());
    }

    private static Journey closed(Journey journey, SignalKind kind, String reason, int amount) {
        Map<String, Object> deal = Map.of("amount", amount, "currency", "USD");
        journey.later(Duration.ofHours(1)).record(DealSignals.OPENED, "sales", deal);
        return journey.atWork(Duration.ofDays(21)).record(kind, reason, deal);
    }
}
