package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.values.BundledLists;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmailDomainsTest {
    @Test
    void free_mail_providers_are_known_in_any_case() {
        assertThat(EmailDomains.isFree("gmail.com")).isTrue();
        assertThat(EmailDomains.isFree(" GMail.COM. ")).isTrue();
        assertThat(EmailDomains.isFree("proton.me")).isTrue();
        assertThat(EmailDomains.isThrowAway("gmail.com")).isFalse();
    }

    @Test
    void a_companys_own_domain_is_neither() {
        assertThat(EmailDomains.isFree("brightwater.example")).isFalse();
        assertThat(EmailDomains.isThrowAway("brightwater.example")).isFalse();
        assertThat(EmailDomains.isThrowAway("")).isFalse();
    }

    @Test
    void throw_away_domains_cover_the_names_below_them() {
        assertThat(EmailDomains.isThrowAway("mailinator.com")).isTrue();
        assertThat(EmailDomains.isThrowAway("inbox.team.mailinator.com")).isTrue();
        assertThat(EmailDomains.isThrowAway("brightmailinator.com")).isFalse();
    }

    @Test
    void a_name_on_both_lists_is_throw_away() {
        Set<String> both = new HashSet<>(BundledLists.of("free-mail.txt"));
        both.retainAll(BundledLists.of("throw-away-mail.txt"));

        assertThat(both).hasSize(10).allMatch(EmailDomains::isThrowAway).noneMatch(EmailDomains::isFree);
    }
}
