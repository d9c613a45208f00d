package dev.sluice.people;

import dev.sluice.person.PersonPanel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The panels of a person's page that say what is known now. */
@Configuration(proxyBeanMethods = false)
class Panels {
    private record Panel(int order, String title, String path) implements PersonPanel {
        @Override
        public String fragment(int workspace, long person) {
            return "/people/" + person + "/" + path;
        }
    }

    @Bean
    PersonPanel standingPanel() {
        return new Panel(10, "Where they stand and why", "standing");
    }

    @Bean
    PersonPanel factsPanel() {
        return new Panel(50, "Facts", "facts");
    }

    @Bean
    PersonPanel identitiesPanel() {
        return new Panel(90, "Known as", "identities");
    }
}
