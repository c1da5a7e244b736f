package dev.vagus.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The logging configuration: the user's {@code conf/logback.xml} if there is one, else one written at each start. */
final class LogbackFile {
    private static final String DEFAULT = """
            <configuration>
              <appender name="FILE" class="ch.qos.logback.core.rolling.RollingFileAppender">
                <file>@LOG@/vagus.log</file>
                <rollingPolicy class="ch.qos.logback.core.rolling.FixedWindowRollingPolicy">
                  <fileNamePattern>@LOG@/vagus.%i.log</fileNamePattern>
                  <minIndex>1</minIndex>
                  <maxIndex>5</maxIndex>
                </rollingPolicy>
                <triggeringPolicy class="ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy">
                  <maxFileSize>10MB</maxFileSize>
                </triggeringPolicy>
                <encoder><pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{36} - %msg%n</pattern></encoder>
              </appender>
              <appender name="TERMINAL" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <filter class="ch.qos.logback.classic.filter.ThresholdFilter"><level>WARN</level></filter>
                <encoder><pattern>%-5level %logger{0}: %msg%replace(: %ex{short}){'^: $|[\\r\\n][^\\x00]*', ''}%nopex%n</pattern></encoder>
              </appender>
              <!-- By a thread of its own: Gogo turns standard error of the thread of a command to whoever has typed it. -->
              <appender name="LATER" class="ch.qos.logback.classic.AsyncAppender">
                <appender-ref ref="TERMINAL"/>
                <discardingThreshold>0</discardingThreshold>
                <neverBlock>true</neverBlock>
              </appender>
              <!-- The launcher prints its warnings itself. -->
              <logger name="dev.vagus.launcher" level="INFO" additivity="false"><appender-ref ref="FILE"/></logger>
              <root level="INFO">
                <appender-ref ref="FILE"/>
                <appender-ref ref="LATER"/>
              </root>
            </configuration>
            """;

    private LogbackFile() {}

    static Path prepare(Folders folders) throws LaunchException {
        Path own = folders.conf().resolve("logback.xml");
        if (Files.isRegularFile(own)) {
            return own;
        }
        Path written = folders.data().resolve("logback.xml");
        try {
            Files.writeString(written, DEFAULT.replace("@LOG@", escape(folders.log())));
        } catch (IOException e) {
            throw new LaunchException("cannot write " + written + ": " + e.getMessage(), e);
        }
        return written;
    }

    private static String escape(Path path) {
        return path.toString()
                .replace('\\', '/')
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
