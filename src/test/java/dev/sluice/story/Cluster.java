package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What tests of several nodes on one database do to a node and ask of the database. */
record Cluster(String url) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Makes the ready-made funnel the one that decides. */
    static void decide(RunningApp app) throws IOException, InterruptedException {
        try (InputStream in = Cluster.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            send(HttpRequest.newBuilder(URI.create(app.address() + "/api/v1/funnels/leads?activate=true"))
                    .header("Authorization", "Bearer " + RunningApp.API_KEY)
                    .header("Content-Type", "application/yaml")
                    .PUT(BodyPublishers.ofString(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("funnel: managed-it", "funnel: leads"))));
        }
    }

    /** Somebody who passes the gate to sales at once. */
    static void lead(RunningApp app, int number) throws IOException, InterruptedException {
        String who = "\"writeKey\":\"" + RunningApp.WRITE_KEY + "\",\"userId\":\"u" + number + "\"";
        post(
                app,
                "/v1/identify",
                "{" + who + ",\"traits\":{\"email\":\"lead" + number + "@firm" + number
                        + ".example\",\"role\":\"director\",\"company_size\":120,\"country\":\"US\"}}");
        post(app, "/v1/track", "{" + who + ",\"event\":\"demo_requested\"}");
    }

    private static void post(RunningApp app, String path, String json) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(app.address() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    long count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    List<String> list(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                var rows = connection.createStatement().executeQuery(sql)) {
            List<String> list = new ArrayList<>();
            while (rows.next()) {
                list.add(rows.getString(1));
            }
            return list;
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
