-- What the build runs so that the JVM archives the classes that programs commonly use.
print('hello', 1, 1.5, true, nil)
