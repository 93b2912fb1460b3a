package io.roomcast.mqtt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate that nobody has heard of.
 *
 * @param keyStore its key store
 * @param pemFile  the certificate alone
 */
record TestCertificate(Path keyStore, Path pemFile) {

    private static final String PASSWORD = "changeit";

    static TestCertificate make(Path directory, String host) throws IOException, InterruptedException {
        TestCertificate made = new TestCertificate(directory.resolve("broker.p12"), directory.resolve("broker.pem"));
        keytool("-genkeypair", "-alias", "broker", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host,
                "-storetype", "PKCS12", "-keystore", made.keyStore.toString(), "-storepass", PASSWORD);
        keytool("-exportcert", "-rfc", "-alias", "broker", "-keystore", made.keyStore.toString(), "-storepass", PASSWORD,
                "-file", made.pemFile.toString());
        return made;
    }

    /** The XML of a listener with this certificate, {@code %d} being its port. */
    String listener() {
        return """
                <tls-tcp-listener><port>%%d</port><bind-address>127.0.0.1</bind-address><tls>
                <keystore><path>%1$s</path><password>%2$s</password><private-key-password>%2$s</private-key-password></keystore>
                </tls></tls-tcp-listener>""".formatted(keyStore, PASSWORD);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        int code = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("keytool failed with " + code);
        }
    }
}
