package io.roomcast.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Reads times as they stand in recordings: {@code 2026-03-02T08:15:00} by the wall clock, or with {@code Z} or an offset at the end.
 * There may be a blank instead of the T, a fraction of a second, and no seconds at all. For one thread.
 */
final class RecordedTime {

    private static final int DATE_LENGTH = 10;
    private static final int MINUTE_LENGTH = 16;
    private static final int SECOND_LENGTH = 19;
    private static final int NANO_DIGITS = 9;

    private final WallClock clock;
    /** The date of the time before, which is mostly that of the next one too. */
    private String dateText = "";
    private LocalDate date = LocalDate.EPOCH;

    RecordedTime(WallClock clock) {
        this.clock = clock;
    }

    /**
     * The moment that the text names.
     *
     * @throws DateTimeException if it names none
     */
    Instant parse(String text) {
        int length = text.length();
        require(length >= MINUTE_LENGTH && (text.charAt(DATE_LENGTH) == 'T' || text.charAt(DATE_LENGTH) == ' ') && text.charAt(13) == ':');
        int end = MINUTE_LENGTH;
        int second = 0;
        int nano = 0;
        if (length > end && text.charAt(end) == ':') {
            end = SECOND_LENGTH;
            second = number(text, 17, end);
            if (length > end && text.charAt(end) == '.') {
                int from = end + 1;
                end = from;
                while (end < length && isDigit(text.charAt(end))) {
                    end++;
                }
                nano = nano(text, from, end);
            }
        }
        LocalDateTime local = LocalDateTime.of(date(text), LocalTime.of(number(text, 11, 13), number(text, 14, 16), second, nano));
        return end == length ? clock.at(local) : clock.at(local.toInstant(ZoneOffset.of(text.substring(end))));
    }

    private LocalDate date(String text) {
        if (!text.startsWith(dateText) || dateText.isEmpty()) {
            require(text.charAt(4) == '-' && text.charAt(7) == '-');
            date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, DATE_LENGTH));
            dateText = text.substring(0, DATE_LENGTH);
        }
        return date;
    }

    private static int nano(String text, int from, int end) {
        require(end > from && end - from <= NANO_DIGITS);
        int nano = number(text, from, end);
        for (int digits = end - from; digits < NANO_DIGITS; digits++) {
            nano *= 10;
        }
        return nano;
    }

    private static int number(String text, int from, int end) {
        require(end <= text.length());
        int number = 0;
        for (int i = from; i < end; i++) {
            char digit = text.charAt(i);
            require(isDigit(digit));
            number = number * 10 + digit - '0';
        }
        return number;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static void require(boolean right) {
        if (!right) {
            throw new DateTimeException("not a time");
        }
    }
}
