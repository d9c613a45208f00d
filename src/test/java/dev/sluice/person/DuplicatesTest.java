package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.person.Duplicates.LikelyDuplicate;
import dev.sluice.platform.web.Page;
import dev.sluice.signal.IdentityKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Records that look like one person are offered to be merged. */
class DuplicatesTest extends PersonCase {
    @Autowired
    private Duplicates duplicates;

    @Autowired
    private Merges merges;

    private int number;

    private long add(String email, String name, String company, String phone) {
        Map<String, Object> traits = new HashMap<>();
        if (!name.isEmpty()) {
            traits.put("name", name);
        }
        if (!company.isEmpty()) {
            traits.put("company", company);
        }
        if (!phone.isEmpty()) {
            traits.put("phone", phone);
        }
        String external = "crm:" + ++number;
        record(
                new IdentityKeys(email.isEmpty() ? null : email, null, null, List.of(external)),
                60,
                "identified",
                "",
                traits,
                Map.of());
        return id("x:" + external);
    }

    private List<LikelyDuplicate> all() {
        List<LikelyDuplicate> all = new ArrayList<>();
        String after = null;
        do {
            Page<LikelyDuplicate> page = duplicates.page(workspace, after, 2);
            all.addAll(page.items());
            after = page.next();
        } while (after != null);
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "kay@one.example, Kay One, '', '', kay+news@one.example, Kay One, '', '', Same mailbox",
        "kay+a@one.example, '', '', '', kay+b@one.example, '', '', '', Same mailbox",
        "k.ay@gmail.com, '', '', '', kay@googlemail.com, '', '', '', Same mailbox",
        "'', Kay One, Alpha GmbH, '', '', Kay One, ALPHA, '', Same name and company",
        "'', Kay One, Alpha Ltd, '', '', kay one, Alpha Limited, '', Same name and company",
        "'', Kay One, Alpha S.A., '', '', One Kay, Alpha SA, '', Same name and company",
        "'', José Núñez, 'Alpha Co., Ltd.', '', '', Jose Nunez, Alpha, '', Same name and company",
        "'', Bob Smith, Alpha, '', '', Robert Smith, Alpha Inc., '', Same name and company",
        "'', Bill Gray, Alpha, '', '', Will Gray, Alpha Inc, '', Same name and company",
        "a@alpha.example, Kay One, '', '', kay@alpha.example, Kay One, '', '', Same name and company",
        "a@one.example, Kay One, '', +44 20 7946 0018, b@two.example, Kay O., '', 0044 20 7946 0018, Same phone",
        "a@one.example, Kay One, '', +442079460018, b@two.example, Kay Two, '', +44 (0)20 7946-0018, Same phone",
        "a@one.example, '', '', (415) 555-0100, b@two.example, Kay, '', 415.555.0100, Same phone",
        "a@one.example, Ann Gray, '', +442079460018, b@one.example, Ben Blue, '', +442079460018, ''",
        "a@one.example, Ann Gray, '', '', a@two.example, Ann Gray, '', '', ''",
        "a@gmail.com, Ann Gray, '', '', b@gmail.com, Ann Gray, '', '', ''",
        "'', Ann Gray, Alpha, '', '', Ann Gray, Beta, '', ''",
    })
    void twoRecordsAreOrAreNotLikelyOne(
            String email,
            String name,
            String company,
            String phone,
            String otherEmail,
            String otherName,
            String otherCompany,
            String otherPhone,
            String why) {
        long one = add(email, name, company, phone);
        long other = add(otherEmail, otherName, otherCompany, otherPhone);
        add("zoe@zed.example", "Zoe Zed", "Zed", "+442079461111");
        if (why.isEmpty()) {
            assertThat(all()).isEmpty();
        } else {
            assertThat(all()).singleElement().satisfies(pair -> {
                assertThat(List.of(pair.one().id(), pair.other().id())).containsExactly(one, other);
                assertThat(pair.why()).isEqualTo(why);
            });
        }
    }

    @Test
    void aSwitchboardIsNoDuplicateAndNeitherIsWhoWasMerged() {
        for (int i = 0; i < 8; i++) {
            add("p" + i + "@one.example", "Pat", "", "+442079460018");
        }
        long kay = add("kay@two.example", "Kay Two", "", "");
        long again = add("kay+x@two.example", "Kay Two", "", "");
        assertThat(all()).hasSize(1);
        merges.merge(workspace, kay, again, 1);
        assertThat(all()).isEmpty();
    }

    @Test
    void manyAreListedPageByPageOnceEach() {
        for (int i = 0; i < 7; i++) {
            add("kay" + i + "@one.example", "Kay N" + i, "", "");
            add("kay" + i + "+x@one.example", "Kay N" + i, "", "");
        }
        assertThat(all().stream().map(pair -> pair.one().id()).distinct()).hasSize(7);
    }

    @Test
    void thePageOffersToCompareAndMerge() {
        long kay = add("kay@one.example", "Kay One", "", "");
        long again = add("kay+x@one.example", "Kay One", "", "");
        assertThat(owner(workspace).get("/people/duplicates").body())
                .contains("/people/" + kay + "/merging?with=" + again, "Same mailbox");
    }

    @Test
    void whoIsSaidToBeAnotherIsNotProposedAgainUntilThatIsUndone() {
        long kay = add("kay@one.example", "Kay One", "", "");
        long again = add("kay+x@one.example", "Kay One", "", "");
        long third = add("kay+y@one.example", "Kay One", "", "");
        assertThat(pairs()).containsExactlyInAnyOrder(List.of(kay, again), List.of(kay, third));

        owner(workspace).post("/people/" + again + "/distinctions", Map.of("other", Long.toString(kay)));
        assertThat(pairs()).containsExactlyInAnyOrder(List.of(kay, third));
        assertThat(api(workspace)
                        .post("/api/v1/people/" + kay + "/distinctions", "{\"other\": " + third + "}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(pairs()).as("the others may still be one").containsExactly(List.of(again, third));

        merges.merge(workspace, third, again, 1);
        assertThat(pairs())
                .as("what was said of the records of one person holds for the person")
                .isEmpty();
        assertThat(owner(workspace).get("/people/duplicates").body())
                .contains("Undo")
                .contains("/people/" + kay);
        assertThat(api(workspace)
                        .delete("/api/v1/people/" + kay + "/distinctions/" + third)
                        .statusCode())
                .isEqualTo(204);
        assertThat(pairs()).containsExactly(List.of(kay, third));
        assertThat(api(workspace).get("/api/v1/people/duplicates").body()).contains("\"other\":" + third);
    }

    @Test
    void noOneIsAnotherThanThemselves() {
        long kay = add("kay@one.example", "Kay One", "", "");
        for (String other : List.of(Long.toString(kay), "\"x\"", "null", "7.5")) {
            assertThat(api(workspace)
                            .post("/api/v1/people/" + kay + "/distinctions", "{\"other\": " + other + "}")
                            .statusCode())
                    .as(other)
                    .isIn(400, 422);
        }
    }

    private List<List<Long>> pairs() {
        return all().stream()
                .map(pair -> List.of(pair.one().id(), pair.other().id()))
                .distinct() // two signs may lead to one pair on two pages
                .toList();
    }
}
