package org.emilua.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirContents() {
        Table table = new Table("ID", "SCRIPT");
        table.add("0x7f31c0", "a.lua");
        assertEquals("ID        SCRIPT\n0x7f31c0  a.lua\n", table.toString());
    }

    @Test
    void uptimeCountsHoursBeyondADay() {
        assertEquals("26:00:05", EmiluaCommands.uptime((26 * 3600 + 5) * 1000L));
    }
}
