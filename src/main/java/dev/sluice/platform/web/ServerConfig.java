package dev.sluice.platform.web;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the web server speak in our words where our code is not asked. */
@Configuration(proxyBeanMethods = false)
class ServerConfig {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadableRequests() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(UnreadableRequestValve.class.getName());
            }
        });
    }
}
