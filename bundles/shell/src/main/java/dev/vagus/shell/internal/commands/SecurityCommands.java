package dev.vagus.shell.internal.commands;

import dev.vagus.security.AccessExplanation;
import dev.vagus.security.EncryptionLevel;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.SecuritySpec;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Choices;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Output;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands that switch security on and off, show it and explain its decisions. */
final class SecurityCommands {
    private static final String AUTHENTICATION = "--authentication";
    private static final String LIFETIME = "--lifetime";
    private static final String ALLOW = "--allow";
    private static final String ENCRYPTION = "--encryption";
    private static final String GRANT = "--grant";
    private static final String ROLE = "--role";
    private static final String TOKEN = "--token";
    private static final String MODULE = "MODULE";
    private static final String ACCESS = "ACCESS";
    private static final String KEY = "KEY";

    private final Services services;

    SecurityCommands(Services services) {
        this.services = services;
    }

    /** Whether every access takes a token. */
    private enum Authentication {
        REQUIRED,
        OPTIONAL
    }

    /** Which key is meant. */
    private enum KeyUse {
        SIGNING,
        ENCRYPTION
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(
                Command.named("security-enable", "switch security on, or change how it is; what is not said stays")
                        .option(AUTHENTICATION, Choices.of(Authentication.class), "whether every access takes a token")
                        .option(LIFETIME, "TIME", "how long tokens last that are issued without saying so")
                        .repeatable(
                                ALLOW,
                                "PATTERN",
                                "modules that may act, instead of those of before; '*' for every one",
                                known::modules)
                        .option(ENCRYPTION, Choices.of(EncryptionLevel.class), "of payloads that are marked so")
                        .repeatable(
                                GRANT,
                                "MODULES=SCOPES",
                                "what modules may do without a token, instead of what was granted to them before",
                                () -> known.modules().stream()
                                        .map(name -> name + "=")
                                        .toList())
                        .repeatable(
                                ROLE,
                                "NAME=SCOPES",
                                "what a role stands for, instead of before",
                                new ScopeNames(services)::roles)
                        .json()
                        .example("security-enable")
                        .example(
                                "security-enable --authentication optional --grant 'LabRunner=bus:publish role:operator'"
                                        + " --role 'operator=api:* events:subscribe'")
                        .does(this::enable),
                Command.named("security-disable", "switch security off: nothing is asked any more")
                        .destroys()
                        .json()
                        .example("security-disable --force")
                        .does(this::disable),
                Command.named("security-show", "show how security is: settings, keys by their ids, figures")
                        .json()
                        .example("security-show")
                        .does((arguments, output) -> print(services.security().snapshot(), arguments, output)),
                Command.named("security-explain", "say which rule decides about an access, without making it")
                        .argument(MODULE, "who would act", known::modules)
                        .argument(
                                ACCESS,
                                "an operation, or a scope such as bus:publish:Configuration",
                                () -> Names.sorted(Stream.concat(known.operations().stream(), known.scopes().stream())))
                        .option(TOKEN, "TOKEN", "on whose behalf: " + TokenWords.HOW)
                        .json()
                        .example("security-explain LabRunner BackupManager.Run")
                        .example("security-explain LabRunner events:subscribe:LabStepDone")
                        .does(this::explain),
                Command.named("security-rotate", "make a new key; what was made with those before stays valid")
                        .argument(KEY, Choices.of(KeyUse.class), () -> List.of("signing", "encryption"))
                        .json()
                        .example("security-rotate signing")
                        .does(this::rotate));
    }

    private void enable(Arguments arguments, Output output) {
        SecurityService security = services.security();
        SecuritySpec how = security.snapshot().spec();
        Authentication authentication = arguments.choice(AUTHENTICATION, Authentication.class);
        if (authentication != null) {
            how = how.withAuthenticationRequired(authentication == Authentication.REQUIRED);
        }
        Duration lifetime = arguments.duration(LIFETIME);
        if (lifetime != null) {
            how = how.withTokenLifetime(lifetime);
        }
        if (arguments.has(ALLOW)) {
            List<String> patterns = arguments.all(ALLOW);
            how = how.withAllowedModules(patterns.contains("*") ? List.of() : patterns);
        }
        EncryptionLevel encryption = arguments.choice(ENCRYPTION, EncryptionLevel.class);
        if (encryption != null) {
            how = how.withEncryption(encryption);
        }
        how = how.withGrants(merged(how.grants(), arguments, GRANT)).withRoles(merged(how.roles(), arguments, ROLE));
        print(security.enable(how), arguments, output);
    }

    /** Those of before with what the option says; no scopes at all take one away. */
    private static Map<String, List<String>> merged(
            Map<String, List<String>> before, Arguments arguments, String option) {
        Map<String, List<String>> all = new LinkedHashMap<>(before);
        for (String word : arguments.all(option)) {
            int sign = word.indexOf('=');
            if (sign < 1) {
                throw new CommandException(option + " must be a name, '=' and scopes, but is '" + word + "'");
            }
            List<String> scopes = Arrays.stream(word.substring(sign + 1).trim().split("[ ,]+"))
                    .filter(scope -> !scope.isEmpty())
                    .toList();
            String name = word.substring(0, sign).trim();
            if (scopes.isEmpty()) {
                all.remove(name);
            } else {
                all.put(name, scopes);
            }
        }
        return all;
    }

    private void disable(Arguments arguments, Output output) throws InterruptedException {
        SecurityService security = services.security();
        output.confirm(arguments, "nothing would be asked any more, whoever calls, sends or hears");
        print(security.disable(), arguments, output);
    }

    private void rotate(Arguments arguments, Output output) {
        SecurityService security = services.security();
        KeyUse use = arguments.choice(KEY, KeyUse.class);
        print(
                use == KeyUse.ENCRYPTION ? security.rotateEncryptionKey() : security.rotateSigningKey(),
                arguments,
                output);
    }

    private static void print(SecuritySnapshot snapshot, Arguments arguments, Output output) {
        if (arguments.has(Command.JSON)) {
            output.json(snapshot);
        } else {
            output.structure(SecurityFacts.of(snapshot));
        }
    }

    private void explain(Arguments arguments, Output output) {
        String word = arguments.find(TOKEN);
        String token = word == null ? null : TokenWords.read(word);
        AccessExplanation explanation =
                services.security().explain(arguments.get(MODULE), arguments.get(ACCESS), token);
        if (arguments.has(Command.JSON)) {
            output.json(explanation);
            return;
        }
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("access", explanation.access());
        facts.put("by", explanation.module());
        facts.put("on behalf of", explanation.subject().isEmpty() ? "-" : explanation.subject());
        facts.put("takes", explanation.required());
        facts.put("allowed", explanation.allowed() ? "yes" : "no");
        facts.put("rule", explanation.rule());
        facts.put("why", explanation.text());
        output.structure(facts);
    }
}
