package dev.vagus.security.internal.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Who may do what. A key that is not set has its default; a configuration with anything wrong in it is refused as a whole. */
@ObjectClassDefinition(
        id = SecurityConfig.PID,
        name = "Vagus security",
        description = "Who may call, send and hear what, and how tokens and encryption are")
@interface SecurityConfig {
    /** The configuration's PID. */
    String PID = "dev.vagus.security";

    @AttributeDefinition(
            description = "Whether security is on; when it is set, nothing else switches it on or off",
            required = false)
    boolean enabled();

    @AttributeDefinition(
            description = "Whether every call, message and event takes a token (true); otherwise a module without one"
                    + " has its grants",
            required = false)
    boolean authentication_required();

    @AttributeDefinition(
            description = "How long access tokens last, in minutes (120)",
            required = false,
            min = "1",
            max = "525600")
    long token_lifetime_minutes();

    @AttributeDefinition(
            description = "How long refresh tokens last, in minutes (10080)",
            required = false,
            min = "1",
            max = "525600")
    long refresh_lifetime_minutes();

    @AttributeDefinition(
            description = "Patterns of the modules that may act at all, * for any characters; none for every module",
            required = false)
    String[] allowed_modules();

    @AttributeDefinition(
            description = "What modules may do without a token: pattern=scope scope role:name",
            required = false)
    String[] grants();

    @AttributeDefinition(description = "Names for several scopes: name=scope scope", required = false)
    String[] roles();

    @AttributeDefinition(description = "What the shell may do without a token (*)", required = false)
    String[] operator_scopes();

    @AttributeDefinition(
            description = "How payloads that are marked so are encrypted: none, basic, strong (none)",
            required = false)
    String encryption();

    @AttributeDefinition(description = "The issuer of tokens that are made here (vagus)", required = false)
    String issuer();

    @AttributeDefinition(description = "The audience that tokens must be meant for (vagus)", required = false)
    String audience();

    @AttributeDefinition(
            description = "By what tokens are signed here: HS256, HS384, HS512, ES256, RS256 (ES256)",
            required = false)
    String algorithm();

    @AttributeDefinition(description = "The algorithms of signatures that are accepted (all five)", required = false)
    String[] algorithms();

    @AttributeDefinition(
            description = "By how much the clocks of issuers may differ from ours, in seconds (30)",
            required = false,
            min = "0",
            max = "300")
    int clock_skew_seconds();

    @AttributeDefinition(description = "The file with the keys; a file of our own when it is not set", required = false)
    String keys_file();

    @AttributeDefinition(
            description = "Other issuers whose tokens are accepted: issuer=path of a JWKS file",
            required = false)
    String[] issuers();

    @AttributeDefinition(
            description = "So many refusals a second are logged and raised as events, the rest is counted (50)",
            required = false,
            min = "1",
            max = "100000")
    int audit_denied_per_second();
}
