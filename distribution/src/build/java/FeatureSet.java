import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The bundles and framework properties of some features together, in the order in which the feature files list them. */
record FeatureSet(List<Entry> bundles, Map<String, String> properties) {

    /** A bundle by its Maven coordinates, and whether it is there from the beginning whatever the program requires. */
    record Entry(String id, boolean isBoot) {

        /** The name under which Maven copies the artifact: {@code group:artifact[:type[:classifier]]:version}. */
        String jar() {
            String[] parts = id.split(":");
            String classifier = parts.length == 5 ? "-" + parts[3] : "";
            return parts[1] + "-" + parts[parts.length - 1] + classifier + ".jar";
        }
    }

    static FeatureSet read(Path folder, List<String> names) throws IOException {
        FeatureSet set = new FeatureSet(new ArrayList<>(), new TreeMap<>());
        for (String name : names) {
            set.add(folder, name);
        }
        return set;
    }

    private void add(Path folder, String name) throws IOException {
        JsonObject feature = JsonParser.parseString(Files.readString(folder.resolve(name + ".json"))).getAsJsonObject();
        if (feature.has("bundles")) {
            for (JsonElement element : feature.getAsJsonArray("bundles")) {
                JsonObject bundle = element.getAsJsonObject();
                bundles.add(new Entry(
                        bundle.get("id").getAsString(), bundle.has("boot") && bundle.get("boot").getAsBoolean()));
            }
        }
        if (feature.has("extensions")) {
            addExtensions(folder, feature.getAsJsonObject("extensions"));
        }
    }

    private void addExtensions(Path folder, JsonObject extensions) throws IOException {
        if (extensions.has("framework-launching-properties")) {
            JsonObject json = extensions.getAsJsonObject("framework-launching-properties").getAsJsonObject("json");
            for (Map.Entry<String, JsonElement> property : json.entrySet()) {
                properties.put(property.getKey(), property.getValue().getAsString());
            }
        }
        if (extensions.has("emilua-features")) {
            for (JsonElement feature : extensions.getAsJsonObject("emilua-features").getAsJsonArray("artifacts")) {
                add(folder, feature.getAsJsonObject().get("id").getAsString().split(":")[1]);
            }
        }
    }
}
