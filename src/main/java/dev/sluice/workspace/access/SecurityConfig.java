package dev.sluice.workspace.access;

import static org.springframework.security.config.Customizer.withDefaults;

import dev.sluice.platform.database.Tenancy;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What every answer carries and who may come near a handler at all: public doors without session, the API by
 * key, files for anybody, pages by session. What a handler asks for besides is checked by {@link AccessInterceptor}.
 */
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(tableName = "spring_session", maxInactiveIntervalInSeconds = 14 * 24 * 3600)
class SecurityConfig {
    /** No script, style or frame of anybody else's, none written into a page, and no plug-ins. */
    private static final String STRICT = """
            default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
            connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'""";

    /** The same for pages that other sites may show in a frame. */
    private static final String EMBEDDABLE = STRICT.replace("frame-ancestors 'none'", "frame-ancestors *");

    /** First and short, as nothing is called as often as the tracking API. */
    @Bean
    @Order(1)
    SecurityFilterChain doorsChain(HttpSecurity http) {
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
                        .contentSecurityPolicy(policy -> policy.policyDirectives(STRICT)))
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
                        .contentSecurityPolicy(policy -> policy.policyDirectives(STRICT)))
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

    @Bean
    @Order(5)
    SecurityFilterChain apiChain(
            HttpSecurity http,
            ApiKeyFilter keys,
            AccessDeniedResponses refusals,
            JdbcClient jdbc,
            Tenancy tenancy,
            InstantSource clock) {
        return http.securityMatcher("/api/v1/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(keys, AuthorizationFilter.class)
                .addFilterAfter(new Idempotency(jdbc, tenancy, clock), AuthorizationFilter.class)
                .exceptionHandling(failure -> failure.authenticationEntryPoint(refusals::noKey))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(STRICT)))
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
                .addFilterBefore(new UploadsOfMembers(sessions), CsrfFilter.class)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(failure ->
                        failure.authenticationEntryPoint(refusals::signIn).accessDeniedHandler(refusals::forbidden))
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(STRICT)))
                .anonymous(withDefaults())
                .authorizeHttpRequests(all -> all.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/sign-in", "/start", "/invitations/*", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
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

    /** A measurement of every filter of every call would cost more than the filters. */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Receives an upload only from somebody signed in: looking for the form's token would first store it whole. */
    private static final class UploadsOfMembers extends OncePerRequestFilter {
        private final Sessions sessions;

        UploadsOfMembers(Sessions sessions) {
            this.sessions = sessions;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String type = request.getContentType();
            if (type != null && type.startsWith("multipart/") && sessions.member(request) == null) {
                response.sendError(401);
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    /** Nobody signs in through Spring's own doors; without this, Boot would make up a user. */
    @Bean
    AuthenticationManager nobody() {
        return authentication -> {
            throw new AuthenticationServiceException("users sign in at /sign-in");
        };
    }

    @Bean
    DefaultCookieSerializer sessionCookie() {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName("sluice");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }

    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionStatements() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }
}
