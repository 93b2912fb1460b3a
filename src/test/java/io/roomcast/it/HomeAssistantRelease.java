package io.roomcast.it;

import java.nio.file.Path;

/** The releases of Home Assistant that Roomcast is tried with, each in a virtual environment of its own. */
enum HomeAssistantRelease {

    /** The newest that could be installed. */
    NEWEST("ROOMCAST_HOME_ASSISTANT", "target/home-assistant", ".ci/home-assistant, with Python 3.12 or newer"),
    /** The oldest with discovery by device, 2024.11. */
    OLDEST("ROOMCAST_OLDEST_HOME_ASSISTANT", "target/home-assistant-oldest",
            ".ci/home-assistant target/home-assistant-oldest 2024.11, with Python 3.12 or 3.13");

    private final String variable;
    private final String directory;
    private final String remedy;

    HomeAssistantRelease(String variable, String directory, String remedy) {
        this.variable = variable;
        this.directory = directory;
        this.remedy = remedy;
    }

    /** The Python of its environment; where there is none, the test is skipped. */
    Path python() {
        return Machine.homeAssistant(System.getenv().getOrDefault(variable, directory), remedy);
    }
}
