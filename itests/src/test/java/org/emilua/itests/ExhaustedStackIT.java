package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program asks for first where recursion has used up the stack fails there, and nowhere else. */
final class ExhaustedStackIT {

    /** Calls functions where the stack ends, and in callers of that place, each of which has a little more room; and at last here. */
    private static final String CHECK = """
            local function check(functions)
                local places, others = 0, {}
                local function down(level)
                    if level % 64 > 0 then
                        local enough = down(level + 1)
                        return enough
                    end
                    local returned, enough = pcall(down, level + 1)
                    if returned and enough then
                        return true
                    end
                    places = places + 1
                    for _, f in ipairs(functions) do
                        local ok, e = pcall(f)
                        if not ok and not tostring(e):find 'stack overflow' then
                            others[#others + 1] = tostring(e)
                        end
                    end
                    return places > 1
                end
                down(1)
                print(places > 1, table.concat(others, ' '))
                for i, f in ipairs(functions) do
                    print(i, pcall(f))
                end
            end
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"interpreted", "compiled"})
    void whatIsUsedFirstThereWorksLater(String mode) throws Exception {
        Files.writeString(folder.resolve("plain.lua"), "name = 'plain'");
        Files.writeString(folder.resolve("actor.lua"), "name = 'actor'");
        Path main = Cli.script(folder, "main.lua", CHECK + """
                local modules = {}
                for i, name in ipairs {'json', 'time', 'regex', './plain'} do
                    modules[i] = function() require(name) end
                end
                modules[5] = function() spawn_vm('./actor') end
                check(modules)
                local json, regex = require 'json', require 'regex'
                check {
                    function() assert(json.decode('{"a": [1, true, null, "x"]}').a[4] == 'x') end,
                    function() assert(json.encode({a = {1, 'x'}}) == '{"a":[1,"x"]}') end,
                    function() regex.new {pattern = 'a(b)*', grammar = 'extended'} end,
                }
                """);
        String expected = "true\t\n1\ttrue\n2\ttrue\n3\ttrue\n4\ttrue\n5\ttrue\ntrue\t\n1\ttrue\n2\ttrue\n3\ttrue\n";
        Cli.Result result = Cli.runWith(Map.of("EMILUA_JAVA_OPTS", "-Demilua.lua.mode=" + mode), "", main.toString());
        assertEquals(new Cli.Result(0, expected, ""), result);
    }
}
