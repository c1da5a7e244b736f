package dev.vagus.security.internal.ledger;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** An entry as a line: a checksum against damage, then its texts, escaped as in forms and separated by tabs. */
final class EntryLine {
    private static final String TAB = "\t";

    private EntryLine() {}

    static byte[] write(List<String> entry) {
        String texts = entry.stream()
                .map(each -> URLEncoder.encode(each, StandardCharsets.UTF_8))
                .collect(Collectors.joining(TAB));
        return (sum(texts) + TAB + texts + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The entry; null when the line is damaged. */
    static @Nullable List<String> read(String line) {
        int tab = line.indexOf(TAB);
        if (tab < 0 || !line.substring(0, tab).equals(sum(line.substring(tab + 1)))) {
            return null;
        }
        List<String> entry = new ArrayList<>();
        for (String each : Arrays.asList(line.substring(tab + 1).split(TAB, -1))) {
            entry.add(URLDecoder.decode(each, StandardCharsets.UTF_8));
        }
        return entry;
    }

    private static String sum(String texts) {
        CRC32 sum = new CRC32();
        sum.update(texts.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", sum.getValue());
    }
}
