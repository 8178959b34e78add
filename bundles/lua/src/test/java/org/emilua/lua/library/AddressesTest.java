package org.emilua.lua.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AddressesTest {

    @Test
    void anObjectKeepsItsAddress() {
        Object object = new Object();
        long address = Addresses.of(object);
        System.gc();
        assertEquals(address, Addresses.of(object));
    }

    @Test
    void equalObjectsHaveDifferentAddresses() {
        List<Object> first = new ArrayList<>();
        List<Object> second = new ArrayList<>();
        assertTrue(Addresses.of(first) != Addresses.of(second));
    }

    @Test
    void noAddressIsUsedTwice() {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            assertTrue(seen.add(Addresses.of(new Object())));
        }
    }

    @Test
    void threadsAgreeOnAddresses() {
        List<Object> objects = IntStream.range(0, 1000).mapToObj(i -> new Object()).toList();
        List<List<Long>> views = IntStream.range(0, 8).parallel()
                .mapToObj(i -> objects.stream().map(Addresses::of).toList())
                .toList();
        assertEquals(1, new HashSet<>(views).size());
    }

    @Test
    void textsHaveAtLeastEightDigits() {
        assertTrue(Addresses.text(new Object()).matches("0x[0-9a-f]{12}"));
    }
}
