package io.roomcast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server says of itself, and the system of it, at one moment. What cannot be had is empty.
 *
 * @param heapMegabytes     used heap, from {@code /metrics}
 * @param residentMegabytes resident memory of the process, where the system tells
 * @param cpu               CPU time the process has used
 * @param conflated         updates replaced in outboxes before they were sent, from {@code /api/websocket/status}
 * @param replaced          messages replaced before they were announced to anybody, from {@code /metrics}
 */
record ServerFigures(Optional<Double> heapMegabytes, Optional<Double> residentMegabytes, Optional<Duration> cpu,
                     Optional<Double> conflated, Optional<Double> replaced) {

    private static final Pattern HEAP = Pattern.compile("(?m)^(?:base_)?memory_usedHeap_bytes(?:\\{[^}]*})? (\\S+)");
    private static final Pattern CONFLATED = Pattern.compile("\"total_messages_conflated\"\\s*:\\s*(\\d+)");
    private static final Pattern REPLACED = Pattern.compile("(?m)^mqtt_messages_conflated_total(?:\\{[^}]*})? (\\S+)");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

    static ServerFigures read(LoadOptions options) throws IOException, InterruptedException {
        String metrics = get(options, "/metrics");
        return new ServerFigures(
                first(HEAP, metrics).map(bytes -> bytes / (1 << 20)),
                options.serverPid().flatMap(ServerFigures::resident),
                options.serverPid().flatMap(ProcessHandle::of).flatMap(process -> process.info().totalCpuDuration()),
                first(CONFLATED, get(options, "/api/websocket/status")),
                first(REPLACED, metrics));
    }

    @Override
    public String toString() {
        return "heap " + shown(heapMegabytes) + " MB, resident " + shown(residentMegabytes) + " MB";
    }

    private static String shown(Optional<Double> value) {
        return value.map("%.0f"::formatted).orElse("?");
    }

    private static String get(LoadOptions options, String path) throws IOException, InterruptedException {
        URI server = options.url();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + server.getAuthority() + path))
                .header("X-API-Key", options.key()).timeout(Duration.ofSeconds(10)).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 ? answer.body() : "";
    }

    private static Optional<Double> resident(long pid) {
        Path status = Path.of("/proc/" + pid + "/status");
        try {
            return Files.isReadable(status)
                    ? first(RESIDENT, Files.readString(status)).map(kilobytes -> kilobytes / 1024)
                    : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<Double> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(Double.valueOf(matcher.group(1))) : Optional.empty();
    }
}
