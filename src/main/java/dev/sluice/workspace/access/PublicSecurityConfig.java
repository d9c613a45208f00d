package dev.sluice.workspace.access;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The addresses that are open without a session: intake, links of emails, the management port, files and hosted forms. */
@Configuration(proxyBeanMethods = false)
class PublicSecurityConfig {
    /** For pages that other websites may show in a frame. */
    private static final String EMBEDDABLE =
            SecurityConfig.CONTENT_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *");

    /** First and short, because the tracking API gets the most calls. */
    @Bean
    @Order(1)
    SecurityFilterChain publicChain(HttpSecurity http) {
        return stateless(http.securityMatcher(
                        "/v1/**",
                        "/inbound/**",
                        "/l/**",
                        "/o/**",
                        "/u/**",
                        "/confirm/**",
                        "/sluice.js",
                        "/schema/**",
                        "/openapi.json",
                        "/openapi.json/**"))
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .contentSecurityPolicy(policy -> policy.policyDirectives(SecurityConfig.CONTENT_POLICY)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain managementChain(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain filesChain(HttpSecurity http) {
        return stateless(http.securityMatcher("/css/**", "/js/**", "/img/**", "/webjars/**", "/favicon.ico"))
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .contentSecurityPolicy(policy -> policy.policyDirectives(SecurityConfig.CONTENT_POLICY)))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain embeddableChain(HttpSecurity http) {
        return stateless(http.securityMatcher("/f/**", "/embed/**"))
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(EMBEDDABLE)))
                .build();
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }
}
