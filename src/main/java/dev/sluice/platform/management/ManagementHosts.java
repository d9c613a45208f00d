package dev.sluice.platform.management;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a management port that answers this machine only be asked by a name of this machine, so that no website that
 * resolves its own name to 127.0.0.1 reads it. The management context makes it; a component scan would give it to the pages.
 */
final class ManagementHosts {
    private static final int MISDIRECTED = 421;

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> localNames(Environment environment) throws IOException {
        String address = environment.getProperty("management.server.address", "127.0.0.1");
        FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(new LocalNames());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.setEnabled(InetAddress.getByName(address).isLoopbackAddress());
        return filter;
    }

    private static final class LocalNames extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (isLocal(request.getServerName())) {
                chain.doFilter(request, response);
                return;
            }
            response.setStatus(MISDIRECTED);
            response.setContentType("text/plain;charset=utf-8");
            response.getOutputStream()
                    .write("Ask for localhost. SLUICE_MANAGEMENT_ADDRESS opens this port to other machines.\n"
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean isLocal(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
