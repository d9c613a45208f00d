package dev.sluice.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.person.PersonCase;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.Trust;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of companies, and the page of one. */
class CompanyPagesTest extends PersonCase {
    private Browser member = new Browser("");

    @BeforeEach
    void aMember() {
        member = user(workspace, "member");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void aCompanyIsListedWithItsPeople() {
        identify("ann@harbour.test", Map.of("company", "Harbour Ltd", "name", "Ann Harbour"));
        long bob = identify("bob@harbour.test", Map.of("name", "Bob Quay"));
        assertThat(member.get("/companies").body()).contains("Harbour Ltd");
        String page = member.get("/companies/" + person(bob).company()).body();
        assertThat(page).contains("Harbour Ltd", "harbour.test", "Ann Harbour", "Bob Quay");
    }

    @Test
    void theListIsSearchedByTheBeginningOfTheName() {
        identify("ann@harbour.test", Map.of("company", "Harbour Ltd"));
        identify("bob@quay.test", Map.of("company", "Quay Ltd"));
        assertThat(member.get("/companies?q=HARB").body())
                .contains("Harbour Ltd")
                .doesNotContain("Quay Ltd");
        assertThat(member.get("/companies?q=ltd").body()).doesNotContain("Harbour Ltd");
    }

    @Test
    void aLongListComesPageByPage() {
        signals.record(
                workspace,
                IntStream.range(0, 100)
                        .mapToObj(i -> new NewSignal(
                                IdentityKeys.email("ann@firm" + i + ".test"),
                                ago(60),
                                null,
                                "identified",
                                "",
                                true,
                                source,
                                Map.of("company", String.format(java.util.Locale.ROOT, "Firm %03d", i)),
                                Map.of(),
                                Trust.INTERNAL))
                        .toList());
        String first = member.get("/companies").body();
        assertThat(first).contains("Firm 000", "Firm 079").doesNotContain("Firm 080");
        Matcher next = Pattern.compile("after=([^\"&]+)").matcher(first);
        assertThat(next.find()).isTrue();
        assertThat(member.get("/companies?after=" + next.group(1)).body())
                .contains("Firm 080", "Firm 099")
                .doesNotContain("Firm 079");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "' OR 1=1 --", "\\", "\u0000", "<script>", "\uD83D\uDE00"})
    void hostileSearchesFindNoCompany(String text) {
        identify("ann@harbour.test", Map.of("company", "Harbour Ltd"));
        var answer = member.get("/companies?q=" + encoded(text));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().contains("Harbour Ltd")).isEqualTo(text.equals("\u0000"));
    }

    @Test
    void anUnknownCompanyOrPlaceIsRefused() {
        assertThat(member.get("/companies/999999999").statusCode()).isEqualTo(404);
        assertThat(member.get("/companies/acme").statusCode()).isEqualTo(400);
        assertThat(member.get("/companies?after=x.y").statusCode()).isEqualTo(422);
        assertThat(member.get("/companies?q=" + "x".repeat(401)).statusCode()).isEqualTo(422);
    }

    @Test
    void aCompanyOfAnotherWorkspaceIsNotThere() {
        long ann = identify("ann@harbour.test", Map.of());
        long company = Objects.requireNonNull(person(ann).company());
        Browser stranger = owner(workspace());
        assertThat(stranger.get("/companies/" + company).statusCode()).isEqualTo(404);
        assertThat(stranger.get("/companies").body()).doesNotContain("harbour.test");
    }

    @Test
    void aCompanyCanBeSearchedForAmongPeople() {
        identify("ann@harbour.test", Map.of("company", "Harbour Ltd", "name", "Annabel Quayside"));
        assertThat(member.get("/people?q=harb&stage=any").body()).contains("Annabel Quayside");
        assertThat(List.of(
                        member.get("/people/suggest?q=").body(),
                        member.get("/people/suggest?q=zzz").body()))
                .allSatisfy(body -> assertThat(body).doesNotContain("Annabel Quayside"));
    }
}
