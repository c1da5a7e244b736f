package dev.vagus.registry.internal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Strings that have a format, and strings that nearly have it. */
final class FormatSamples {
    static final Map<String, List<String>> VALID = Map.ofEntries(
            Map.entry(
                    "date-time",
                    List.of(
                            "2026-01-31T12:00:00Z",
                            "2024-02-29T23:59:59.123456789+23:59",
                            "1990-12-31T15:59:50.123-08:00",
                            "1937-01-01t12:00:27.87z")),
            Map.entry("date", List.of("2026-01-31", "2024-02-29", "2000-02-29", "0001-01-01")),
            Map.entry("time", List.of("12:00:00Z", "23:59:59.5+01:00", "08:30:06-08:00", "08:30:06z")),
            Map.entry(
                    "duration",
                    List.of("P4DT12H30M5S", "P4Y", "PT0S", "P0D", "P1M", "PT1M", "PT36H", "P1DT12H", "P2W", "P1Y2M3D")),
            Map.entry("uuid", List.of("2EB8AA08-aa98-11ea-b4aa-73b441d16380", "00000000-0000-0000-0000-000000000000")),
            Map.entry(
                    "uri",
                    List.of(
                            "http://example.org/a?b=c#d",
                            "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
                            "mailto:John.Doe@example.com",
                            "ldap://[2001:db8::7]/c=GB?objectClass?one",
                            "tel:+1-816-555-1212",
                            "http://example.org/%20x")),
            Map.entry("uri-reference", List.of("/abc", "//example.org/x", "http://a/b", "#part", "a/b?c", "")),
            Map.entry(
                    "email",
                    List.of(
                            "joe.bloggs@example.com",
                            "te~st@example.com",
                            "~test@example.com",
                            "te.s.t@example.com",
                            "a+b@example.co.uk",
                            "\"joe bloggs\"@example.com",
                            "joe@[127.0.0.1]",
                            "joe@[IPv6:::1]")),
            Map.entry("ipv4", List.of("192.168.0.1", "0.0.0.0", "255.255.255.255", "87.10.0.1")),
            Map.entry(
                    "ipv6",
                    List.of(
                            "::1",
                            "::",
                            "::abef",
                            "2001:db8::7",
                            "1:2:3:4:5:6:7:8",
                            "1::",
                            "::ffff:192.168.0.1",
                            "1:2::192.168.0.1",
                            "1:2:3:4:5:6:1.2.3.4",
                            "d6::")),
            Map.entry(
                    "hostname",
                    List.of(
                            "www.example.com",
                            "localhost",
                            "a",
                            "xn--4gbwdl.xn--wgbh1c",
                            "a-b",
                            "1host",
                            "h0-stn4me")));

    static final Map<String, List<String>> INVALID = Map.ofEntries(
            Map.entry(
                    "date-time",
                    List.of(
                            "2026-01-31T12:00:00",
                            "2026-02-30T12:00:00Z",
                            "2026-01-31 12:00",
                            "1990-02-31T15:59:59.123-08:00",
                            "1990-12-31T15:59:59-24:00",
                            "1990-12-31T10:00:00+10:00Z",
                            "2013-350T01:01:01Z",
                            "06/19/1963 08:30:06 PST",
                            "1963-06-1৪T00:00:00Z",
                            "2026-01-31T24:00:00Z",
                            "1963-06-19T08:30:06.Z",
                            "")),
            Map.entry(
                    "date",
                    List.of(
                            "2026-02-30",
                            "2023-02-29",
                            "1900-02-29",
                            "2026-13-01",
                            "2026-1-01",
                            "20260131",
                            "2026-00-10",
                            "1963-06-1৪",
                            "2026-01-31T",
                            "")),
            Map.entry(
                    "time",
                    List.of(
                            "12:00:00",
                            "24:00:00Z",
                            "12:60:00Z",
                            "12:00:61Z",
                            "12:00Z",
                            "12:00:00+1:00",
                            "12:00:00.Z",
                            "1২:00:00Z",
                            "12:00:00+24:00",
                            "12:00:00+00:60",
                            "12-00-00Z",
                            "")),
            Map.entry(
                    "duration",
                    List.of("PT1D", "P", "P1YT", "P2D1Y", "4DT12H30M5S", "P1D2H", "P2S", "P1", "P২Y", "PTS", "")),
            Map.entry(
                    "uuid",
                    List.of(
                            "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
                            "2eb8aa08aa9811eab4aa73b441d16380",
                            "2eb8aa08-aa98-11ea-b4aa-73b441d1638g",
                            "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380",
                            "")),
            Map.entry(
                    "uri",
                    List.of("/abc", "//a/b", "abc", "http:// x/", "http://a b", "http://foo<bar", "", "\\\\W\\f")),
            Map.entry("uri-reference", List.of("\\\\W\\f", "a b", "http://a b", "#frag\\ment")),
            Map.entry(
                    "email",
                    List.of(
                            "2962",
                            ".test@example.com",
                            "test.@example.com",
                            "te..st@example.com",
                            "@example.com",
                            "joe@",
                            "joe bloggs@example.com",
                            "joe@[127.0.0.300]",
                            "joe@ex ample.com",
                            "")),
            Map.entry(
                    "ipv4",
                    List.of(
                            "256.256.256.256",
                            "127.0.0.0.1",
                            "127.0.0",
                            "0x7f000001",
                            "087.10.0.1",
                            "1.2.3.",
                            ".1.2.3",
                            "1২7.0.0.1",
                            "192.168.1.0/24",
                            "")),
            Map.entry(
                    "ipv6",
                    List.of(
                            "12345::",
                            "1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1",
                            "::laptop",
                            "1::d6::42",
                            ":2:3:4:5:6:7:8",
                            "1:2:3:4:5:6:7:",
                            "1:2:1.2.3.4",
                            "1:2:3:4:1.2.3",
                            "1:2:3:4:5:6:7",
                            "fe80::a%eth1",
                            "1:2:3:4:5:6:7::8:9",
                            ":::1",
                            " ::1",
                            "100:100:100:100:100:100:255.255.255.255.255",
                            "")),
            Map.entry(
                    "hostname",
                    List.of(
                            "-a-host-name-that-starts-with--",
                            "not_a_valid_host_name",
                            "-hostname",
                            "hostname-",
                            "a..b",
                            ".",
                            "a".repeat(64) + ".com",
                            "",
                            "a b")));

    private FormatSamples() {}

    static List<String> all(String format) {
        List<String> all = new ArrayList<>(VALID.get(format));
        all.addAll(INVALID.get(format));
        return all;
    }
}
