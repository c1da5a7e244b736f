package dev.vagus.shell.internal.commands;

import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.SecurityService;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenService;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The names that security knows. */
record ScopeNames(Services services) {
    /** Scopes that mean something here. */
    List<String> all() {
        return Names.sorted(Stream.of(required(), granted(), everyOperation(), everyChannel())
                .flatMap(words -> words));
    }

    /** The roles, as the left side of an option. */
    List<String> roles() {
        SecurityService security = services.findSecurity();
        return security == null
                ? List.of()
                : security.snapshot().spec().roles().keySet().stream()
                        .map(role -> role + "=")
                        .sorted()
                        .toList();
    }

    /** The users of the tokens that were issued here. */
    List<String> users() {
        return Names.sorted(tokens().map(TokenInfo::user));
    }

    /** The ids of the tokens that were issued here. */
    List<String> tokenIds() {
        return tokens().map(TokenInfo::id).toList();
    }

    private Stream<TokenInfo> tokens() {
        TokenService tokens = services.findTokens();
        return tokens == null ? Stream.empty() : tokens.tokens().stream();
    }

    private Stream<String> required() {
        ApiRegistry registry = services.findRegistry();
        return registry == null
                ? Stream.empty()
                : registry.operations().stream().flatMap(operation -> operation.scopes().stream());
    }

    private Stream<String> granted() {
        SecurityService security = services.findSecurity();
        if (security == null) {
            return Stream.empty();
        }
        var spec = security.snapshot().spec();
        return Stream.concat(
                spec.roles().keySet().stream().map(role -> "role:" + role),
                Stream.concat(spec.roles().values().stream(), spec.grants().values().stream())
                        .flatMap(Collection::stream));
    }

    private Stream<String> everyOperation() {
        return new Operations(services).names().stream().map(name -> "api:" + name);
    }

    private Stream<String> everyChannel() {
        return Stream.concat(
                services.findBus() == null ? Stream.empty() : Stream.of("bus:manage:*"),
                new Channels(services)
                        .names().stream()
                                .flatMap(name -> Stream.of(
                                        "bus:publish:" + name, "bus:subscribe:" + name, "bus:manage:" + name)));
    }
}
