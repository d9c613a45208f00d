package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MailDomainsTest {
    @Test
    void free_mail_providers_are_known_in_any_case() {
        assertThat(MailDomains.isFree("gmail.com")).isTrue();
        assertThat(MailDomains.isFree(" GMail.COM. ")).isTrue();
        assertThat(MailDomains.isFree("proton.me")).isTrue();
        assertThat(MailDomains.isThrowAway("gmail.com")).isFalse();
    }

    @Test
    void a_companys_own_domain_is_neither() {
        assertThat(MailDomains.isFree("brightwater.example")).isFalse();
        assertThat(MailDomains.isThrowAway("brightwater.example")).isFalse();
        assertThat(MailDomains.isThrowAway("")).isFalse();
    }

    @Test
    void throw_away_domains_cover_the_names_below_them() {
        assertThat(MailDomains.isThrowAway("mailinator.com")).isTrue();
        assertThat(MailDomains.isThrowAway("inbox.team.mailinator.com")).isTrue();
        assertThat(MailDomains.isThrowAway("brightmailinator.com")).isFalse();
    }

    @Test
    void a_name_on_both_lists_is_throw_away() {
        Set<String> both = new HashSet<>(Lines.of("free-mail.txt"));
        both.retainAll(Lines.of("throw-away-mail.txt"));

        assertThat(both).hasSize(10).allMatch(MailDomains::isThrowAway).noneMatch(MailDomains::isFree);
    }
}
