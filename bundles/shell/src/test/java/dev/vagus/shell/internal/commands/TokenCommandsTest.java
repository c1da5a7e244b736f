package dev.vagus.shell.internal.commands;

import static dev.vagus.shell.internal.commands.FakeRegistry.operation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.security.Revocation;
import dev.vagus.security.TokenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandsTest extends CommandTest {
    @TempDir
    Path folder;

    @Test
    void issuesATokenAndShowsItOnce() {
        String shown = run(
                "token-create",
                "--module",
                "LabRunner",
                "--user",
                "ann",
                "--scope",
                "api:*",
                "--scope",
                "role:operator",
                "--lifetime",
                "30m",
                "--refreshable");

        assertThat(tokens.requests)
                .containsExactly(new TokenRequest(
                        "LabRunner", "ann", Set.of("api:*", "role:operator"), Duration.ofMinutes(30), true));
        assertThat(shown)
                .containsPattern("access +access-1")
                .containsPattern("refresh +refresh-1")
                .containsPattern("id +id-1")
                .containsPattern("expires +1970")
                .contains("shown this once only");
        assertThat(run("token-create", "--user", "portal", "--json"))
                .contains("\"access\" : \"access-2\"")
                .doesNotContain("refresh-2", "once only");
    }

    @Test
    void writesATokenIntoAFileOfItsOwnerInsteadOfShowingIt() throws IOException {
        Path file = folder.resolve("ann.jwt");
        assertThat(run("token-create", "--user", "ann", "--to", file.toString()))
                .startsWith("token id-1 of ann was written to " + file)
                .doesNotContain("access-1");
        assertThat(file).hasContent("access-1");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(run("token-verify", "@" + file)).containsPattern("user +ann");

        assertThat(failure("token-create", "--user", "ann", "--to", file.toString()))
                .contains("is there already");
        assertThat(failure("token-create", "--user", "ann", "--refreshable", "--to", "x"))
                .startsWith("--to takes an");
    }

    @Test
    void callsMessagesAndEventsAreOnBehalfOfATokenThatIsGiven() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "access-1\n");
        registry.operations.add(operation("LabRunner", "Status"));

        run("api-invoke", "LabRunner.Status", "--token", "@" + file);
        assertThat(registry.lastCall.token).isEqualTo("access-1");
        run("event-publish", "A", "--token", "@" + file);
        assertThat(events.wishes).containsExactly("A [token]");
        run("message-send", "Orders", "T", "--token", "@" + file);
        assertThat(bus.sent).singleElement().satisfies(sent -> assertThat(sent.headers())
                .containsEntry("authorization", "Bearer access-1"));
    }

    @Test
    void wantsToKnowForWhomATokenSpeaks() {
        assertThat(failure("token-create", "--scope", "api:*"))
                .isEqualTo("say for whom it speaks: --user NAME, --module NAME, or both");
        assertThat(tokens.requests).isEmpty();
    }

    @Test
    void checksATokenGivenAsAWordOrInAFile() throws IOException {
        run("token-create", "--user", "ann", "--scope", "api:*");
        Path file = Files.writeString(folder.resolve("token"), "access-1\n");

        for (String word : new String[] {"access-1", "@" + file}) {
            assertThat(run("token-verify", word))
                    .containsPattern("kind +access token")
                    .containsPattern("user +ann")
                    .containsPattern("module +any")
                    .containsPattern("scopes +api:\\*")
                    .containsPattern("signed by +ES256, key k-sig")
                    .doesNotContain("access-1");
        }
        assertThat(failure("token-verify", "access-9"))
                .contains("token-signature")
                .doesNotContain("access-9");
        assertThat(failure("token-verify", "@" + folder.resolve("none")))
                .startsWith("the token could not be read from");
        Path huge = Files.writeString(folder.resolve("huge"), "x".repeat(70_000));
        assertThat(failure("token-verify", "@" + huge)).endsWith("is longer than any token");
    }

    @Test
    void getsTheNextTokenForARefreshToken() {
        run("token-create", "--user", "ann", "--refreshable");

        assertThat(run("token-refresh", "refresh-1")).containsPattern("access +access-2");
    }

    @Test
    void revokesWhatIsSaidAndNothingElse() {
        run("token-create", "--user", "ann");

        assertThat(run("token-revoke", "--user", "ann", "--force")).startsWith("revoked; 1 token that");
        run("token-revoke", "--id", "id-1");
        run("token-revoke", "--module", "LabRunner", "--force");
        assertThat(run("token-revoke", "--all", "--json", "--force")).contains("\"revoked\" : 1");
        assertThat(tokens.revocations)
                .containsExactly(
                        Revocation.user("ann"),
                        Revocation.token("id-1"),
                        Revocation.module("LabRunner"),
                        Revocation.all());

        assertThat(failure("token-revoke")).startsWith("say which, by one of these");
        assertThat(failure("token-revoke", "--all", "--user", "ann")).startsWith("say which, by one of these");
        assertThat(tokens.revocations).hasSize(4);
    }

    @Test
    void listsTheTokensOfUsersAndModules() {
        assertThat(run("token-list")).startsWith("no tokens");
        run("token-create", "--user", "ann", "--scope", "api:*", "--scope", "a:b");
        run("token-create", "--module", "LabRunner");

        assertThat(run("token-list").lines())
                .hasSize(3)
                .anyMatch(line -> line.matches("ID +USER +MODULE +SCOPES +EXPIRES +KIND +REVOKED"))
                .anyMatch(line -> line.matches("id-1 +ann +a:b api:\\* +1970.* +access"));
        assertThat(run("token-list", "--user", "a*")).contains("id-1").doesNotContain("id-2", "access-1");
        assertThat(run("token-list", "--module", "LabRunner", "--json")).contains("\"id\" : \"id-2\"");
    }

    @Test
    void saysThatSecurityIsNotThere() {
        started = false;
        assertThat(failure("token-list")).isEqualTo("security is not there: bundle dev.vagus.security is not started");
    }
}
