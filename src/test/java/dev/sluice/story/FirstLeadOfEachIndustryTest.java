package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import dev.sluice.workspace.Industry;
import dev.sluice.workspace.NewWorkspace;
import dev.sluice.workspace.Workspaces;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a new workspace starts with brings a good lead to sales, whatever it sells and wherever the lead is. */
class FirstLeadOfEachIndustryTest extends SluiceTest {
    @Autowired
    private Workspaces all;

    @ParameterizedTest
    @EnumSource(Industry.class)
    void aGoodLeadFromAnyCountryIsHandedToSalesByTheFirstFunnel(Industry industry) {
        String email = address();
        int workspace = all.create(
                new NewWorkspace("Made by test", industry, ZoneId.of("Europe/Lisbon"), "PT"),
                new Workspaces.FirstOwner("Olga Owner", email, "harbour lights"));
        String form = industry == Industry.SOFTWARE ? "demo" : "contact";
        for (String country : List.of("PT", "FR", "IN")) {
            api(workspace).post("/v1/batch", Json.write(Map.of("batch", List.of(lead(form, country)))));
        }

        Awaitility.await()
                .untilAsserted(() -> assertThat(api(workspace)
                                .get("/api/v1/people?stage=mql&limit=10")
                                .body())
                        .contains("pt@good.example", "fr@good.example", "in@good.example"));
        assertThat(all.get(workspace).currency()).isEqualTo("EUR");
        assertThat(all.get(workspace).timeZone()).isEqualTo(ZoneId.of("Europe/Lisbon"));
    }

    @ParameterizedTest
    @EnumSource(value = Industry.class, names = "MANAGED_IT", mode = EnumSource.Mode.EXCLUDE)
    void noEmailOfAnotherIndustryIsAboutTheOutagesOfManagedIt(Industry industry) {
        int workspace = all.create(
                NewWorkspace.named("Made by test").in(industry),
                new Workspaces.FirstOwner("Olga Owner", address(), "harbour lights"));

        assertThat(api(workspace).get("/api/v1/templates").body())
                .contains("thanks-and-next-step")
                .doesNotContainIgnoringCase("outage")
                .doesNotContainIgnoringCase("auditor");
    }

    private static Map<String, Object> lead(String form, String country) {
        return Map.of(
                "type",
                "track",
                "event",
                "Form Submitted",
                "userId",
                country,
                "properties",
                Map.of("form", form),
                "context",
                Map.of(
                        "traits",
                        Map.of(
                                "email",
                                country.toLowerCase(Locale.ROOT) + "@good.example",
                                "company_size",
                                140,
                                "country",
                                country)));
    }
}
