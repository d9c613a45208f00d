package dev.sluice.platform.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rail always has a way home. */
@Configuration(proxyBeanMethods = false)
class HomeEntry {
    @Bean
    NavEntry home() {
        return new NavEntry(0, "home", "Home", "/", "home");
    }
}
