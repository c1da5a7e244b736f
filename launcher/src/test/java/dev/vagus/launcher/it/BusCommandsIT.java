package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The message bus by shell commands in one run: sent, explained, failed, repaired by a new jar, redriven, paused, drained. */
class BusCommandsIT {
    private static final String ID = "((dead-letter-list --json | tac) replaceAll '(?s).*?id. : .([A-Z0-9]+).*' '$1')";

    private static final String SCRIPT = String.join(
            ";\n",
            "channel-create Orders --description 'what the shop sells' --capacity 2 --overflow fail --retain 1",
            "subscription-list --channel Orders",
            "message-explain Orders OrderPlaced item=tea",
            "message-explain Orders OrderCancelled item=tea",
            "message-send Orders OrderPlaced item=tea --priority high --ttl 5m",
            "drain Orders --timeout 10",
            "bus-resume Orders",
            "dead-letter-list",
            "dead-letter-show " + ID,
            "echo waiting for the repaired module",
            "while { not { (lb -s | tac) contains 'shop (2.0.0)' } } { sleep 1 }",
            "dead-letter-redrive " + ID,
            "drain Orders --timeout 10",
            "bus-resume Orders",
            "dead-letter-list",
            "message-send Orders OrderPlaced item=cake --request 10",
            "bus-pause Orders --reason stocktaking",
            "message-send Orders OrderPlaced item=milk",
            "message-send Orders OrderPlaced item=poison",
            "channel-list",
            "subscription-list",
            "message-explain Orders OrderPlaced item=salt",
            "try { message-send Orders OrderPlaced item=salt } { echo \"refused: $exception\" }",
            "bus-resume Orders",
            "drain Orders --timeout 10",
            "bus-resume Orders",
            "message-tail Orders --count 1 --for 10",
            "dead-letter-list",
            "dead-letter-discard --channel Orders --force",
            "dead-letter-list",
            "channel-show Orders");

    /** The main lines, each as a pattern; other lines may be between them. */
    private static final List<String> EXPECTED = List.of(
            "changed channel Orders",
            "S1 +Orders +OrderPlaced +shop-orders +shop +active +0 +0 +0 +0 +0 +0\\.0 *",
            "S1 +shop-orders +shop +delivered *",
            "S1 +shop-orders +shop +not-offered +its type OrderPlaced does not match",
            "sent \\w+ to Orders",
            "drained channel Orders: [01] handled, 0 left",
            "resumed channel Orders",
            "\\w+ +Orders +OrderPlaced +shop-orders +shop +2 .*IllegalStateException: the till is broken",
            "attempts +2",
            " +message +the till is broken",
            " +priority +HIGH",
            " +item +tea",
            "waiting for the repaired module",
            "queued message \\w+ for subscription shop-orders",
            "no dead letters",
            "shop answered \\w+: \\{\"sold\":\"cake\"\\}",
            "paused channel Orders",
            "Orders +paused +1 +4 +4 +0 +0 +0 +2 +(\\S+s +)?[\\d.]+ +what the shop sells",
            "S1 +Orders +OrderPlaced +shop-orders +shop +paused +5 +2 +0 +1 +2 +(\\S+s +)?[\\d.]+ +the channel is paused: stocktaking",
            "S1 +shop-orders +shop +full +its mailbox of 2 is full",
            "refused: .* was refused by subscription shop-orders of module shop .*its mailbox is full.*",
            "drained channel Orders: [012] handled, 0 left",
            ".* OrderPlaced +from vagus-shell +\\{\"item\":\"salt\"\\}",
            ".*IllegalStateException: we do not sell poison",
            "discarded 1 dead letter",
            "no dead letters",
            "sent +5 messages",
            "S1 +Orders +OrderPlaced +shop-orders +shop +active +6 +3 +1 +2 +0 +[\\d.]+ *");

    @TempDir
    private Path folder;

    @Test
    void aFaultyModuleIsRepairedWhileTheBusIsLookedAtFromTheShell() throws Exception {
        Home home = new Home(folder);
        shop(home, "1.0.0").header("Test-Broken", "the till is broken").moveTo(home.module("shop.jar"));
        try (VagusProcess vagus = home.start("-c", SCRIPT)) {
            vagus.awaitOut("waiting for the repaired module");
            shop(home, "2.0.0").moveTo(home.module("shop.jar"));

            assertThat(vagus.awaitExit()).as("exit; %s", vagus.err()).isZero();
            assertThat(vagus.err()).isNotEmpty().allMatch(line -> line.startsWith("WARN  Redelivery: message "));
            vagus.assertOut(EXPECTED);
        }
    }

    private static TestModule shop(Home home, String version) {
        return home.newModule("shop", version)
                .header("Bundle-Activator", ShopActivator.class.getName())
                .withClass(ShopActivator.class)
                .importing("dev.vagus.bus");
    }
}
