import java.io.FileInputStream;
import java.io.InputStream;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.ZeroArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;
import org.luaj.vm2.luajc.LuaJC;

/** Runs a Lua program with LuaJ's compiler and a clock that tells processor time. */
final class Luajc {

    public static void main(String[] arguments) throws Exception {
        Globals globals = JsePlatform.standardGlobals();
        LuaJC.install(globals);
        CpuClock cpu = new CpuClock();
        globals.get("os").set("clock", new ZeroArgFunction() {
            @Override
            public LuaValue call() {
                return valueOf(cpu.seconds());
            }
        });
        try (InputStream source = new FileInputStream(arguments[0])) {
            globals.load(source, "@" + arguments[0], "bt", globals).call();
        }
        System.exit(0);
    }
}
