package dev.sluice.workspace.access;

import static org.springframework.security.config.Customizer.withDefaults;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.StoredResponses;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Admits callers of the API by key and of pages by session; {@link PublicSecurityConfig} has everything else. The role or
 * scope that a handler requires is checked by {@link AccessInterceptor}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfig {
    /** No foreign and no inline script, style or frame, and no plug-ins. */
    static final String CONTENT_POLICY = """
            default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
            connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'""";

    @Bean
    @Order(5)
    SecurityFilterChain apiChain(
            HttpSecurity http,
            ApiKeyFilter keys,
            AccessDeniedResponses refusals,
            StoredResponses responses,
            Tenancy tenancy) {
        return http.securityMatcher("/api/v1/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(keys, AuthorizationFilter.class)
                .addFilterAfter(new Idempotency(responses, tenancy), AuthorizationFilter.class)
                .exceptionHandling(failure -> failure.authenticationEntryPoint(refusals::noKey))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY)))
                .authorizeHttpRequests(all -> all.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    @Order(6)
    SecurityFilterChain pagesChain(HttpSecurity http, Sessions sessions, AccessDeniedResponses refusals) {
        return http.securityContext(context -> context.securityContextRepository(sessions))
                .csrf(csrf -> csrf.csrfTokenRepository(new SessionCsrf()))
                .addFilterBefore(new MemberUploadFilter(sessions), CsrfFilter.class)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(failure ->
                        failure.authenticationEntryPoint(refusals::signIn).accessDeniedHandler(refusals::forbidden))
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY)))
                .anonymous(withDefaults())
                .authorizeHttpRequests(all -> all.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/sign-in", "/start", "/invitations/*", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Measuring every filter of every call would cost more than the filters. */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** No one signs in through Spring's own forms; without this, Boot would create a user. */
    @Bean
    AuthenticationManager noAuthentication() {
        return authentication -> {
            throw new AuthenticationServiceException("users sign in at /sign-in");
        };
    }
}
