package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed when the shell says that a dead letter is stored; the next one shows it and delivers it. */
class DeadLettersSurviveIT {
    private static final String ID = "((dead-letter-list --json | tac) replaceAll '(?s).*?id. : .([A-Z0-9]+).*' '$1')";

    private static final String UNTIL_KILLED = String.join(
            ";\n",
            "while { not { (subscription-list | tac) contains 'shop-orders' } } { sleep 1 }",
            "message-send Orders OrderPlaced item=tea",
            "while { not { (dead-letter-list --json | tac) contains '\"stored\" : true' } } { sleep 1 }",
            "dead-letter-list",
            "echo ready to be killed",
            "sleep 600");

    private static final String AFTERWARDS = String.join(
            ";\n",
            "while { not { (dead-letter-list | tac) contains 'shop-orders' } } { sleep 1 }",
            "while { not { (subscription-list | tac) contains 'shop-orders' } } { sleep 1 }",
            "dead-letter-list",
            "dead-letter-show " + ID,
            "dead-letter-redrive " + ID,
            "drain Orders --timeout 10",
            "bus-resume Orders",
            "channel-show Orders",
            "dead-letter-list");

    @TempDir
    private Path folder;

    @Test
    void aStoredLetterOutlivesAKillAndIsRedrivenByTheNextProcess() throws Exception {
        Home home = new Home(folder);
        shop(home, "1.0.0").header("Test-Broken", "the till is broken").moveTo(home.module("shop.jar"));
        try (VagusProcess vagus = home.start("-c", UNTIL_KILLED)) {
            vagus.awaitOut("ready to be killed");
            vagus.assertOut(List.of("\\w+ +Orders +OrderPlaced +shop-orders +shop +2 .* yes +.*the till is broken"));
        }

        shop(home, "2.0.0").moveTo(home.module("shop.jar"));
        try (VagusProcess vagus = home.start("-c", AFTERWARDS)) {
            assertThat(vagus.awaitExit()).as("exit; %s", vagus.err()).isZero();
            assertThat(vagus.err()).isEmpty();
            vagus.assertOut(List.of(
                    "\\w+ +Orders +OrderPlaced +shop-orders +shop +2 .* yes +.*the till is broken",
                    "attempts +2",
                    "stored +true",
                    " +message +the till is broken",
                    " +item +tea",
                    "queued message \\w+ for subscription shop-orders",
                    "S1 +Orders +OrderPlaced +shop-orders +shop +active +1 +1 +0 +0 .*",
                    "no dead letters"));
        }

        try (VagusProcess vagus = home.start("-c", "dead-letter-list")) {
            assertThat(vagus.awaitExit()).as("exit; %s", vagus.err()).isZero();
            vagus.assertOut(List.of("no dead letters"));
        }
    }

    private static TestModule shop(Home home, String version) {
        return home.newModule("shop", version)
                .header("Bundle-Activator", ShopActivator.class.getName())
                .withClass(ShopActivator.class)
                .importing("dev.vagus.bus");
    }
}
