package dev.vagus.metrics.internal.http;

import dev.vagus.metrics.internal.prometheus.Exposition;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Answers with every metric, in the text format of Prometheus or that of OpenMetrics, as the scraper accepts. */
public final class ScrapeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Exposition exposition;
    private final transient ExpositionFormats formats = ExpositionFormats.init();

    /** One that shows this. */
    public ScrapeServlet(Exposition exposition) {
        this.exposition = exposition;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ExpositionFormatWriter writer = formats.findWriter(request.getHeader("Accept"));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        writer.write(text, exposition.collect());
        response.setContentType(writer.getContentType());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(text.size());
        text.writeTo(response.getOutputStream());
    }
}
