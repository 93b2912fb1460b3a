package io.roomcast.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;

/** Reads the certificates of the authorities that a server's certificate may come from. */
public final class TrustedAuthorities {

    private TrustedAuthorities() {
    }

    /**
     * Trust in the certificates of a PEM file, and in no others.
     *
     * @param server whom they are trusted for, in messages
     * @throws IllegalArgumentException if the file cannot be read or holds no certificate
     */
    public static TrustManagerFactory in(Path pemFile, String server) {
        try (InputStream pem = Files.newInputStream(pemFile)) {
            return trusting(CertificateFactory.getInstance("X.509").generateCertificates(pem), pemFile, server);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("The authorities trusted for " + server + " cannot be read from " + pemFile, unreadable);
        } catch (GeneralSecurityException noCertificate) {
            throw new IllegalArgumentException(pemFile + " is no PEM file of certificates trusted for " + server, noCertificate);
        }
    }

    private static TrustManagerFactory trusting(Collection<? extends Certificate> certificates, Path pemFile, String server)
            throws GeneralSecurityException, IOException {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(pemFile + " holds no certificate to trust for " + server);
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }
}
