package dev.vagus.shell.internal.commands;

import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.TokenService;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The commands about tokens. What they print of one never is the token, but where it was asked for. */
final class TokenCommands {
    private static final String MODULE = "--module";
    private static final String USER = "--user";
    private static final String SCOPE = "--scope";
    private static final String LIFETIME = "--lifetime";
    private static final String REFRESHABLE = "--refreshable";
    private static final String TO = "--to";
    private static final String ID = "--id";
    private static final String ALL = "--all";
    private static final String TOKEN = "TOKEN";

    private static final Listing<TokenInfo> LISTING = Listing.of(
            new Table<TokenInfo>()
                    .fixed("ID", TokenInfo::id)
                    .text("USER", TokenInfo::user)
                    .text("MODULE", TokenInfo::module)
                    .wrapped("SCOPES", token -> String.join(" ", new TreeSet<>(token.scopes())))
                    .fixed("EXPIRES", token -> Times.moment(token.expires()))
                    .fixed("KIND", token -> token.refresh() ? "refresh" : "access")
                    .fixed("REVOKED", token -> token.revoked() ? "yes" : ""),
            "no tokens that are still valid were issued here");

    private final Services services;

    TokenCommands(Services services) {
        this.services = services;
    }

    List<Command> all() {
        Names known = new Names(services);
        ScopeNames names = new ScopeNames(services);
        return List.of(
                Command.named("token-create", "issue a token for a module, or for a person or client")
                        .option(
                                MODULE,
                                "NAME",
                                "the only module that may show it; without --user it speaks for the module",
                                known::modules)
                        .option(USER, "NAME", "for whom it speaks", names::users)
                        .repeatable(
                                SCOPE,
                                "SCOPE",
                                "what it allows: api:LabRunner.*, bus:publish:*, role:operator",
                                names::all)
                        .option(LIFETIME, "TIME", "how long it lasts; as configured when left out")
                        .flag(REFRESHABLE, "with a refresh token, which gets the next one")
                        .option(TO, "FILE", "write the access token there, for its owner only, instead of showing it")
                        .json()
                        .example("token-create --module LabRunner --user ann --scope 'api:*' --scope events:publish")
                        .example("token-create --user portal --scope 'api:LabRunner.*' --lifetime 30m --refreshable")
                        .does(this::create),
                Command.named("token-verify", "check a token and say what it says")
                        .argument(TOKEN, TokenWords.HOW)
                        .json()
                        .example("token-verify @/run/secrets/portal.jwt")
                        .does(this::verify),
                Command.named("token-refresh", "issue the next token for a refresh token, which is used up by that")
                        .argument(TOKEN, TokenWords.HOW)
                        .json()
                        .example("token-refresh @refresh.jwt")
                        .does(this::refresh),
                Command.named("token-revoke", "refuse tokens from now on: one, those of a user or a module, or all")
                        .option(ID, "ID", "the one of this id, and what came from it", names::tokenIds)
                        .option(USER, "NAME", "those of this user", names::users)
                        .option(MODULE, "NAME", "those of this module", known::modules)
                        .flag(ALL, "all that were issued until now")
                        .destroys("do it without asking; only for --id nobody is asked")
                        .json()
                        .example("token-revoke --user ann --force")
                        .example("token-revoke --id 01JD6X8Z3T000")
                        .does(this::revoke),
                Command.named("token-list", "list the tokens that were issued here and are still valid")
                        .option(USER, "NAME", "only those of this user; * stands for any characters", names::users)
                        .option(
                                MODULE,
                                "NAME",
                                "only those of this module; * stands for any characters",
                                known::modules)
                        .json()
                        .example("token-list --module LabRunner")
                        .does(this::list));
    }

    private void create(Arguments arguments, Output output) {
        String module = arguments.find(MODULE, "");
        String user = arguments.find(USER, "");
        if (module.isBlank() && user.isBlank()) {
            throw new CommandException("say for whom it speaks: " + USER + " NAME, " + MODULE + " NAME, or both");
        }
        String file = arguments.find(TO);
        if (file != null && arguments.has(REFRESHABLE)) {
            throw new CommandException(TO + " takes an access token only; leave " + REFRESHABLE + " away");
        }
        if (file != null) {
            TokenWords.requireNew(file);
        }
        TokenService tokens = services.tokens();
        print(
                tokens.issue(new TokenRequest(
                        module,
                        user,
                        new LinkedHashSet<>(arguments.all(SCOPE)),
                        arguments.duration(LIFETIME),
                        arguments.has(REFRESHABLE))),
                arguments,
                output);
    }

    private void refresh(Arguments arguments, Output output) {
        print(services.tokens().refresh(TokenWords.read(arguments.get(TOKEN))), arguments, output);
    }

    /** The one place that prints tokens: whoever asked for one gets it. */
    private static void print(IssuedToken issued, Arguments arguments, Output output) {
        String file = arguments.find(TO);
        if (file != null) {
            TokenWords.write(issued.accessToken(), file);
            if (arguments.has(Command.JSON)) {
                output.json(Map.of("file", file, "info", issued.info()));
                return;
            }
            output.line(issued + " was written to " + file + ", expires "
                    + Times.date(issued.info().expires()));
            return;
        }
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("access", issued.accessToken());
        if (issued.refreshToken() != null) {
            shown.put("refresh", issued.refreshToken());
        }
        if (arguments.has(Command.JSON)) {
            shown.put("info", issued.info());
            output.json(shown);
            return;
        }
        shown.put("id", issued.info().id());
        shown.put("expires", Times.date(issued.info().expires()));
        output.structure(shown);
        output.line("whoever has it may use it: it is shown this once only");
    }

    private void verify(Arguments arguments, Output output) {
        TokenInfo info = services.tokens().verify(TokenWords.read(arguments.get(TOKEN)));
        if (arguments.has(Command.JSON)) {
            output.json(info);
        } else {
            output.structure(facts(info));
        }
    }

    private static Map<String, @Nullable Object> facts(TokenInfo info) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", info.id());
        facts.put("kind", info.refresh() ? "refresh token" : "access token");
        facts.put("issuer", info.issuer());
        facts.put("audience", info.audience());
        facts.put("user", info.user().isEmpty() ? "-" : info.user());
        facts.put("module", info.module().isEmpty() ? "any" : info.module());
        facts.put("scopes", List.copyOf(new TreeSet<>(info.scopes())));
        facts.put("issued", info.issuedAt() == null ? null : Times.date(info.issuedAt()));
        facts.put("expires", Times.date(info.expires()));
        facts.put("signed by", info.algorithm() + ", key " + info.keyId());
        return facts;
    }

    private void revoke(Arguments arguments, Output output) throws InterruptedException {
        List<Revocation> meant = new ArrayList<>();
        if (arguments.has(ID)) {
            meant.add(Revocation.token(arguments.find(ID, "")));
        }
        if (arguments.has(USER)) {
            meant.add(Revocation.user(arguments.find(USER, "")));
        }
        if (arguments.has(MODULE)) {
            meant.add(Revocation.module(arguments.find(MODULE, "")));
        }
        if (arguments.has(ALL)) {
            meant.add(Revocation.all());
        }
        if (meant.size() != 1) {
            throw new CommandException(
                    "say which, by one of these: " + ID + " ID, " + USER + " NAME, " + MODULE + " NAME, " + ALL);
        }
        if (!arguments.has(ID)) {
            String whose = arguments.has(ALL)
                    ? "every token"
                    : "every token of " + arguments.find(USER, arguments.find(MODULE, ""));
            output.confirm(arguments, whose + " would be refused for good");
        }
        long known = services.tokens().revoke(meant.get(0));
        if (arguments.has(Command.JSON)) {
            output.json(Map.of("revoked", known));
        } else {
            output.line("revoked; " + (known == 1 ? "1 token" : known + " tokens")
                    + " that are known here and still valid");
        }
    }

    private void list(Arguments arguments, Output output) {
        Wildcard user = new Wildcard(arguments.find(USER, "*"));
        Wildcard module = new Wildcard(arguments.find(MODULE, "*"));
        LISTING.print(
                services.tokens().tokens().stream()
                        .filter(token -> user.matches(token.user()) && module.matches(token.module()))
                        .toList(),
                arguments,
                output);
    }
}
