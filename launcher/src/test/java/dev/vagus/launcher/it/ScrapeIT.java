package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Prometheus server sees. */
class ScrapeIT {
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void offersWhatIsCountedOnThePortThatWasGivenAndOnThisMachineOnly() throws Exception {
        int port = freePort();
        Home home = new Home(folder);
        Files.createDirectories(home.module("x").getParent());
        Files.copy(
                Path.of(System.getProperty("vagus.examples")).resolve("labrunner.jar"), home.module("labrunner.jar"));
        try (VagusProcess vagus = home.startUp("--http", Integer.toString(port))) {
            try (VagusProcess work = VagusProcess.launch(
                    VagusProcess.jar(),
                    "--attach",
                    folder.toString(),
                    "-c",
                    "api-invoke LabRunner.ExecuteStep StepName=DeployVM; channel-create Work; message-send Work Job Number=1")) {
                assertThat(work.awaitExit()).isZero();
            }

            showTokens();
            HttpResponse<String> answer = scrape(port, "text/plain");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            assertThat(answer.body().lines())
                    .contains(
                            "vagus_channel_messages_total{channel=\"Work\",result=\"unrouted\"} 1.0",
                            "vagus_calls_total{module=\"LabRunner\",operation=\"ExecuteStep\",outcome=\"success\"} 1.0",
                            "vagus_breaker_state{state=\"closed\",target=\"LabRunner.ExecuteStep\"} 1.0",
                            "vagus_token_checks_total{outcome=\"accepted\",rule=\"verified\"} 1.0",
                            "vagus_token_checks_total{outcome=\"refused\",rule=\"token-malformed\"} 1.0");
            assertThat(scrape(port, "application/openmetrics-text; version=1.0.0")
                            .body())
                    .endsWith("# EOF\n");
            assertThat(complaints(answer.body())).isEmpty();
            assertThat(vagus.terminate()).isEqualTo(143);
        }
    }

    /** One that is accepted and one that is none. */
    private void showTokens() throws Exception {
        Path token = folder.resolve("ann.jwt");
        try (VagusProcess good = VagusProcess.launch(
                VagusProcess.jar(),
                "--attach",
                folder.toString(),
                "-c",
                "token-create --user ann --scope api:* --to " + token + "; token-verify @" + token)) {
            assertThat(good.awaitExit()).isZero();
        }
        try (VagusProcess bad = VagusProcess.launch(
                VagusProcess.jar(), "--attach", folder.toString(), "-c", "token-verify not-a-token")) {
            assertThat(bad.awaitExit()).isNotZero();
        }
    }

    @Test
    void opensNoPortWhenNoneWasGiven() throws Exception {
        Home home = new Home(folder);
        try (VagusProcess vagus = home.startUp();
                VagusProcess list =
                        VagusProcess.launch(VagusProcess.jar(), "--attach", folder.toString(), "-c", "lb -s jetty")) {
            assertThat(list.awaitExit()).isZero();
            assertThat(list.out()).anyMatch(line -> line.contains("http.jetty") && !line.contains("Active"));
            assertThat(vagus.terminate()).isEqualTo(143);
        }
    }

    private HttpResponse<String> scrape(int port, String accept) throws IOException, InterruptedException {
        URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
        return client.send(
                HttpRequest.newBuilder(metrics).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What {@code promtool check metrics} has to say; it comes with Prometheus. */
    private String complaints(String text) throws IOException, InterruptedException {
        assumeThat(Files.isExecutable(PROMTOOL)).as(PROMTOOL + " is there").isTrue();
        Path scraped = Files.writeString(folder.resolve("metrics.txt"), text);
        Path said = folder.resolve("promtool.txt");
        int status = new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
                .redirectInput(scraped.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        return Files.readString(said) + (status == 0 ? "" : "status " + status);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}
