package dev.sluice;

import dev.sluice.platform.Settings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Sluice. */
@SpringBootApplication
public class Sluice {

    public static void main(String[] args) {
        Settings.from(System.getenv());
        SpringApplication.run(Sluice.class, args);
    }
}
