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

    /** Calls {@code f} where the stack ends, and then in its callers, each of which has a little more room. */
    private static final String AT_THE_END = """
            local function at_the_end(f)
                local tries, others = 0, 0
                local function down(level)
                    if level % 64 > 0 then
                        local enough = down(level + 1)
                        return enough
                    end
                    local returned, enough = pcall(down, level + 1)
                    if returned and enough then
                        return true
                    end
                    tries = tries + 1
                    local ok, e = pcall(f)
                    if not ok and not tostring(e):find 'stack overflow' then
                        others = others + 1
                        print(e)
                    end
                    return tries > 5
                end
                down(1)
                return tries > 5 and others == 0
            end
            local function check(name, f)
                print(name, at_the_end(f), (pcall(f)))
            end
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"interpreted", "compiled"})
    void whatIsUsedFirstThereWorksLater(String mode) throws Exception {
        Files.writeString(folder.resolve("plain.lua"), "name = 'plain'");
        Files.writeString(folder.resolve("actor.lua"), "name = 'actor'");
        Path main = Cli.script(folder, "main.lua", AT_THE_END + """
                for _, name in ipairs {'json', 'time', 'regex', './plain'} do
                    check(name, function() require(name) end)
                end
                check('spawn_vm', function() spawn_vm('./actor') end)
                local json, regex = require 'json', require 'regex'
                check('decode', function() assert(json.decode('{"a": [1, true, null, "x"]}').a[4] == 'x') end)
                check('encode', function() assert(json.encode({a = {1, 'x'}}) == '{"a":[1,"x"]}') end)
                check('regex', function() regex.new {pattern = 'a(b)*', grammar = 'extended'} end)
                """);
        String expected = "json\ttrue\ttrue\ntime\ttrue\ttrue\nregex\ttrue\ttrue\n"
                + "./plain\ttrue\ttrue\nspawn_vm\ttrue\ttrue\ndecode\ttrue\ttrue\nencode\ttrue\ttrue\nregex\ttrue\ttrue\n";
        Cli.Result result = Cli.runWith(Map.of("EMILUA_JAVA_OPTS", "-Demilua.lua.mode=" + mode), "", main.toString());
        assertEquals(new Cli.Result(0, expected, ""), result);
    }
}
