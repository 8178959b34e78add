package org.emilua.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.emilua.api.engine.VmLimits;
import org.junit.jupiter.api.Test;

final class ConfiguredLimitsTest {

    @Test
    void whatIsAbsentIsUnlimited() {
        assertEquals(VmLimits.NONE, new ConfiguredLimits(Map.of("service.pid", "org.emilua.limits")).completing(VmLimits.NONE));
    }

    @Test
    void numbersAndTextsAreRead() {
        Map<String, Object> configuration = Map.of("memory", 1L << 40, "cpu", 50, "descriptors", " 7 ", "actors", "0");
        assertEquals(new VmLimits(1L << 40, 50, 7, 0), new ConfiguredLimits(configuration).completing(VmLimits.NONE));
    }

    @Test
    void theHostsLimitsComeFirst() {
        ConfiguredLimits configured = new ConfiguredLimits(Map.of("memory", 1000, "cpu", 50));
        assertEquals(new VmLimits(5000, 50, 3, -1), configured.completing(new VmLimits(5000, -1, 3, -1)));
    }

    @Test
    void nonsenseIsRefusedWithItsName() {
        for (Map<String, Object> nonsense : java.util.List.<Map<String, Object>>of(
                Map.of("memory", "much"), Map.of("memory", 0), Map.of("memory", -2L), Map.of("memory", true))) {
            String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> new ConfiguredLimits(nonsense)).getMessage());
            assertTrue(message.contains("org.emilua.limits") && message.contains("memory"), message);
        }
        assertThrows(IllegalArgumentException.class, () -> new ConfiguredLimits(Map.of("cpu", 101)));
        assertThrows(IllegalArgumentException.class, () -> new ConfiguredLimits(Map.of("cpu", 1L << 40)));
    }
}
