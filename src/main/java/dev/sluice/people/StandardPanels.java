package dev.sluice.people;

import dev.sluice.person.PersonPanel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The panels of a person's page that say what is known now. */
@Configuration(proxyBeanMethods = false)
class StandardPanels {
    @Bean
    PersonPanel standingPanel() {
        return new PersonPanel(10, "Where they stand and why", "standing");
    }

    @Bean
    PersonPanel factsPanel() {
        return new PersonPanel(50, "Facts", "facts");
    }

    @Bean
    PersonPanel identitiesPanel() {
        return new PersonPanel(90, "Known as", "identities");
    }
}
