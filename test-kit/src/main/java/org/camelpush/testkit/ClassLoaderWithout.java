package org.camelpush.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Loads the classes of a component anew, as if libraries that are on the class path were not there. */
public final class ClassLoaderWithout extends ClassLoader {

    private final String component;
    private final List<String> absent;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** Names begin as the component's package, and those of what is absent, do: with the dot. */
    public ClassLoaderWithout(String component, List<String> absent) {
        super(ClassLoaderWithout.class.getClassLoader());
        this.component = component;
        this.absent = List.copyOf(absent);
    }

    /** The classes that were wanted, and not there. */
    public List<String> asked() {
        return asked;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (absent.stream().anyMatch(name::startsWith)) {
            asked.add(name);
            throw new ClassNotFoundException(name);
        }
        if (!name.startsWith(component)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> present = findLoadedClass(name);
            return present == null ? define(name) : present;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = in.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException failure) {
            throw new ClassNotFoundException(name, failure);
        }
    }
}
