package org.emilua.lua.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class ByteSearchTest {

    private static byte[] random(Random random, int length, int letters) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (random.nextInt(letters) * 85 - 1);
        }
        return bytes;
    }

    private static int find(byte[] bytes, int from, int end, byte[] wanted) {
        String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        int found = text.indexOf(new String(wanted, StandardCharsets.ISO_8859_1));
        return found < 0 ? -1 : from + found;
    }

    @Test
    void findsWhatStringsFind() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = random(random, random.nextInt(80), 1 + random.nextInt(3));
            byte[] wanted = random(random, random.nextInt(6), 1 + random.nextInt(3));
            int from = random.nextInt(bytes.length + 1);
            int end = from + random.nextInt(bytes.length - from + 1);
            assertEquals(find(bytes, from, end, wanted), ByteSearch.find(bytes, from, end, wanted, 0, wanted.length));
        }
    }

    @Test
    void findsAmongManyNearMisses() {
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[20_000];
            Arrays.fill(bytes, (byte) 'a');
            byte[] wanted = new byte[2000 + random.nextInt(2000)];
            Arrays.fill(wanted, (byte) 'a');
            wanted[random.nextInt(wanted.length)] = 'b';
            int place = random.nextInt(bytes.length);
            bytes[place] = 'b';
            int expected = find(bytes, 0, bytes.length, wanted);
            assertEquals(expected, ByteSearch.find(bytes, 0, bytes.length, wanted, 0, wanted.length));
        }
    }

    @Test
    void takesNoQuadraticTime() {
        byte[] bytes = new byte[4_000_000];
        byte[] wanted = new byte[2_000_001];
        wanted[1_000_000] = 1;
        Assertions.assertTimeout(
                Duration.ofSeconds(20), () -> assertEquals(-1, ByteSearch.find(bytes, 0, bytes.length, wanted, 0, wanted.length)));
    }

    @Test
    void findsEveryByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        for (int i = 0; i < bytes.length; i++) {
            assertEquals(i, ByteSearch.indexOf(bytes, 0, bytes.length, (byte) i));
            assertEquals(i, ByteSearch.indexOf(bytes, i, bytes.length, (byte) i));
            assertEquals(-1, ByteSearch.indexOf(bytes, 0, i, (byte) i));
        }
    }
}
