package dev.sluice.signal.kind;

import dev.sluice.signal.kind.SignalKind.Icon;
import dev.sluice.signal.kind.SignalKind.TimelineGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The signals of a website, as its script and the tracking API send them. */
@Configuration(proxyBeanMethods = false)
public class WebSignals {
    public static final SignalKind PAGE_VIEWED = SignalKind.named("page_viewed")
            .about("path")
            .data("url", "title", "referrer")
            .says("Viewed {}")
            .help("A page was seen. Criteria count the views of one visit once.")
            .shown(Icon.PAGE, TimelineGroup.PAGES)
            .trust(Trust.BROWSER)
            .means(Meaning.SILENT, Meaning.COUNTED, Meaning.VISIT)
            .declare();

    public static final SignalKind PAGE_LEFT = SignalKind.named("page_left")
            .about("path")
            .number("seconds", "seconds")
            .says("Left {}")
            .help("A page was left, with the time spent on it.")
            .shown(Icon.PAGE, TimelineGroup.PAGES)
            .trust(Trust.BROWSER)
            .means(Meaning.SILENT, Meaning.COUNTED, Meaning.VISIT)
            .declare();

    public static final SignalKind PAGE_TIME = SignalKind.named("page_time")
            .about("path")
            .number("seconds", "seconds")
            .says("Spent time on {}")
            .help("Another 30 seconds were spent looking at a page, at most ten times a view.")
            .shown(Icon.PAGE, TimelineGroup.PAGES)
            .trust(Trust.BROWSER)
            .means(Meaning.SILENT, Meaning.COUNTED)
            .declare();

    public static final SignalKind IDENTIFIED = SignalKind.named("identified")
            .traits(SignalKind.ANY_TRAIT)
            .says("Said who they are")
            .help("A visitor said who they are.")
            .shown(Icon.PERSON, TimelineGroup.TRAITS)
            .trust(Trust.BROWSER)
            .means(Meaning.IDENTIFIES, Meaning.COUNTED, Meaning.TELLS_TRAITS)
            .declare();

    public static final SignalKind COMPANY_JOINED = SignalKind.named("company_joined")
            .about("company")
            .traits(SignalKind.ANY_TRAIT)
            .says("Linked to the company {}")
            .help("A person was linked to a company.")
            .shown(Icon.PERSON, TimelineGroup.TRAITS)
            .trust(Trust.BROWSER)
            .means(Meaning.TELLS_TRAITS)
            .declare();

    public static final SignalKind ALIASED = SignalKind.named("aliased")
            .says("Is known by another id too")
            .help("Two ids turned out to be one person's.")
            .shown(Icon.PERSON, TimelineGroup.TRAITS)
            .trust(Trust.BROWSER)
            .declare();

    public static final SignalKind ASSET_DOWNLOADED = SignalKind.named("asset_downloaded")
            .about("asset")
            .data("offer_name")
            .says("Downloaded {}")
            .help("A lead magnet was downloaded.")
            .shown(Icon.DOWNLOAD, TimelineGroup.FORMS)
            .trust(Trust.BROWSER)
            .means(Meaning.COUNTED, Meaning.VISIT)
            .declare();

    public static final SignalKind DEMO_REQUESTED = SignalKind.named("demo_requested")
            .about("form")
            .traits(SignalKind.ANY_TRAIT)
            .says("Asked for a demo")
            .help("A demo was asked for.")
            .shown(Icon.FORM, TimelineGroup.FORMS)
            .trust(Trust.BROWSER)
            .means(Meaning.REENTERS, Meaning.ASKS)
            .declare();

    public static final SignalKind INFORMATION_REQUESTED = SignalKind.named("information_requested")
            .about("form")
            .traits(SignalKind.ANY_TRAIT)
            .says("Asked for information")
            .help("Information was asked for.")
            .shown(Icon.FORM, TimelineGroup.FORMS, TimelineGroup.CONTACT)
            .trust(Trust.BROWSER)
            .means(Meaning.REENTERS, Meaning.ASKS)
            .declare();

    @Bean
    static DeclaredSignals declaredWebSignals() {
        return DeclaredSignals.of(
                PAGE_VIEWED,
                PAGE_LEFT,
                PAGE_TIME,
                IDENTIFIED,
                COMPANY_JOINED,
                ALIASED,
                ASSET_DOWNLOADED,
                DEMO_REQUESTED,
                INFORMATION_REQUESTED);
    }
}
