package io.roomcast.access;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Recognises hashes that are of no key or of one that anybody can guess: well-known words, what examples have in the
 * place of a key,
 * numbers of up to four digits; each also with the line break that {@code echo} appends. Immutable.
 */
final class GuessableKeys {

    private static final String WORDS = """
            password, passwort, passw0rd, password1, password123, pass, passwd, pw, secret, s3cret
            topsecret, mysecret, secret123, test, testing, test123, test-key, testkey, admin, admin123
            administrator, root, toor, user, guest, default, demo, example, sample, changeme, change-me
            change_me, changeit, letmein, welcome, welcome1, hello, hello world, helloworld, foo, bar
            foobar, baz, abc, abc123, abcdef, a, x, xxx, qwerty, qwertz, qwerty123, 1q2w3e4r, 12345
            123456, 1234567, 12345678, 123456789, 1234567890, 0123456789, 654321, 987654321, 111111
            000000, 00000000, 11111111, 123123, iloveyou, dragon, monkey, master, football, sunshine
            princess, trustno1, hunter2, correct horse battery staple, key, mykey, my-key, my_key, apikey
            api-key, api_key, api key, myapikey, my-api-key, my_api_key, your key, your-key, your_key
            yourkey, your api key, your-api-key, your_api_key, your-api-key-here, your_api_key_here
            your-secret-key, your_secret_key, your-secret-api-key, your_secret_api_key, insert-key-here
            token, mytoken, secret-key, secretkey, secret_key, roomcast, roomcast123, occupancy
            occupancy-prediction, home, homeassistant, home-assistant, home_assistant, hass, mqtt
            mosquitto, wall-panel, wallpanel, wall_panel, panel, dashboard, kitchen, smarthome, raspberry
            none, null, true, false""";
    private static final int LAST_NUMBER = 9_999;

    private final Set<KeyHash> hashes = new HashSet<>();

    GuessableKeys() {
        add("");
        Stream.of(WORDS.split(", |\n")).flatMap(GuessableKeys::spellings).forEach(this::add);
        IntStream.rangeClosed(0, LAST_NUMBER)
                .mapToObj(number -> Stream.of(String.valueOf(number), String.format(Locale.ROOT, "%04d", number)))
                .flatMap(Stream::distinct).forEach(this::add);
    }

    /** Whether the hash is that of such a key. */
    boolean haveOneOf(KeyHash hash) {
        return hashes.contains(hash);
    }

    /** Whether the hash is one digit over and over, as examples have it; no key is known with such a one. */
    static boolean isPlaceholder(KeyHash hash) {
        return hash.hex().chars().distinct().count() == 1;
    }

    private void add(String key) {
        hashes.add(KeyHash.of(key));
        hashes.add(KeyHash.of(key + "\n"));
    }

    private static Stream<String> spellings(String word) {
        String capital = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        return Stream.of(word, capital, word.toUpperCase(Locale.ROOT));
    }
}
