package org.camelpush.testkit;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A class that stands in the documentation, compiled as a reader would. */
public final class CompiledBlock {

    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");

    private CompiledBlock() {}

    public static Object newInstance(String java, Path folder) throws Exception {
        Matcher name = CLASS.matcher(java);
        if (!name.find()) {
            throw new AssertionError("A Java block without a public class:\n" + java);
        }
        Path source = Files.writeString(folder.resolve(name.group(1) + ".java"), java);
        compile(source, folder);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            return loader.loadClass(name.group(1)).getConstructor().newInstance();
        }
    }

    private static void compile(Path source, Path folder) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        List<String> options = List.of("-d", folder.toString(), "-proc:none");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            complaints, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw new AssertionError(complaints.toString());
            }
        }
    }
}
