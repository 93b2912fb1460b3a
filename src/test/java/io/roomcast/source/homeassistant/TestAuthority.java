package io.roomcast.source.homeassistant;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for {@code localhost} that nobody has heard of.
 *
 * @param keyStore its key store
 * @param pemFile  the certificate alone
 */
record TestAuthority(Path keyStore, Path pemFile) {

    private static final String PASSWORD = "changeit";

    static TestAuthority make(Path directory) throws IOException, InterruptedException {
        TestAuthority made = new TestAuthority(directory.resolve("home.p12"), directory.resolve("home.pem"));
        keytool("-genkeypair", "-alias", "home", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
                "-storetype", "PKCS12", "-keystore", made.keyStore.toString(), "-storepass", PASSWORD);
        keytool("-exportcert", "-rfc", "-alias", "home", "-keystore", made.keyStore.toString(), "-storepass", PASSWORD,
                "-file", made.pemFile.toString());
        return made;
    }

    /** Makes sockets that show it. */
    ServerSocketFactory sockets() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
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
